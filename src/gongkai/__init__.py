"""Gongkai 公开: open government information, from the single act to the yearly report."""

__version__ = "0.1.0"
