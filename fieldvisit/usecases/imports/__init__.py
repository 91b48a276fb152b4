"""What an import is about, and what became of it."""
