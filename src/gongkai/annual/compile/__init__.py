"""From what was done in a year to the annual report: figures first, then the prose that states them."""
