"""Is our register the same as the list of the province? Doors: `compare`, `compare_due` (actions), `standing` (queries)."""
