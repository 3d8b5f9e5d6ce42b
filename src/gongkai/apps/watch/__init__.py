"""What must not be missed: every morning each open case is looked at, and what is found is an alert."""
