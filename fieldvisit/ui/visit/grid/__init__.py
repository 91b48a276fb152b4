"""Grids of a step: rows prepared once when they change, a delegate that only paints, and a view for the keyboard."""
