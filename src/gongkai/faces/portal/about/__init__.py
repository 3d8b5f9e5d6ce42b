"""Pages that tell of the site itself: where everything is, how to use it, who can, and where to apply."""
