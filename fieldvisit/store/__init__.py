"""The rep's own store: one SQLite file that holds everything the ten steps need."""
