"""Activities of an organ: the year with its plans, one activity with its sessions, materials and results, one form an act."""
