"""Earlier visits of one dealer as of a day, and what they left open."""
