"""What the business means: plain Python, without window, database or files."""
