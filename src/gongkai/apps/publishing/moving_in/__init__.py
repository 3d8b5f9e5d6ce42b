"""Moving in: the items of an old site, read, judged, staged, and made public once another person accepted the whole."""
