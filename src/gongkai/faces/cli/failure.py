"""A refusal that the command line prints as one line and turns into exit code 2."""


class Failure(Exception):
    """What, where, how to mend: one Chinese sentence."""
