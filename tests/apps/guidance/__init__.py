"""靠前指导: what was shown before an application, and what came of it."""
