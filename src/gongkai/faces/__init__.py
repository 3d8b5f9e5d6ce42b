"""Thin: the ways in. No models here."""
