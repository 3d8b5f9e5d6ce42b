"""Texts that are published: made clean, imported, read as plain text, compared. Plain Python; no Django, no database."""
