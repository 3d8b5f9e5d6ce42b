"""What an officer narrows a list to every day, kept under a name."""
