"""What is done by the clock, and whether it was done."""
