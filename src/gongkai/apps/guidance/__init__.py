"""What was shown to whoever was about to apply, and what came of it."""
