"""The registers at the desk."""
