"""Instruments and provisions, each declared once. `registry()` gives every Cite by its key."""
