"""靠前指导 at the desk."""
