"""Calculators for officers and citizens: a form by GET, so that a result has an address of its own."""
