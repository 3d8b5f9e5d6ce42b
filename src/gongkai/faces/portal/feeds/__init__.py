"""Feeds: what became public last, for readers and for machines that watch."""
