"""What everybody finds: one index of everything public."""
