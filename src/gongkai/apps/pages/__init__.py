"""Kept pages: which of them are true no more."""
