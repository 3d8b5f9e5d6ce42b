"""Papers of a case: what came with an application, what was sent out; sealed, read with a trace."""
