"""Texts as they are published: cleaned, read, compared, taken from Word. Plain Python; no database, no clock."""
