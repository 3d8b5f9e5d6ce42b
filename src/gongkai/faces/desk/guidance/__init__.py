"""靠前指导 at the desk: what citizens were shown before they applied, and which answers should be improved."""
