"""The watch on the desk: alerts, the load of the next days, one's own calendar and how one is told, what was sent."""
