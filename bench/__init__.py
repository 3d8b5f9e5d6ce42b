"""Ratios of Gongkai against a plain measure, both taken in one run on one machine: `python -m bench`."""
