"""Letters of a case on the desk: which it needs, a draft to look at, the final one, its signed copy."""
