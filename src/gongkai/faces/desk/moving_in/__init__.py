"""Moving in at the desk: the batches of an old site's items, what was wrong with them, accepting or sending back a whole one."""
