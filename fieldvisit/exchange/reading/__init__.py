"""Reads files of strangers in a process of its own, which may hang, swell or die without harm to the program."""

from fieldvisit.exchange.reading.reader import Reader, borrowed, read_table

__all__ = ["Reader", "borrowed", "read_table"]
