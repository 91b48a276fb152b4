"""FieldVisit: a sales representative's visit to a dealer, from preparation to the signed-off report."""

__version__ = "0.1.0"
