"""What citizens searched and did not find, what was done about it, and words that mean the same."""
