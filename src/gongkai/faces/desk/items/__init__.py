"""Information on its way to the public, as officers see it: list, page, editor, reviewer's screen, acts, duties."""
