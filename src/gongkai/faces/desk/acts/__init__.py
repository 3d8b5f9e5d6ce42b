"""Acts of a case: the form of each event, what it would do, and doing it. One machinery for every procedure."""
