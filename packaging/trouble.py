"""What stops the set-up and can be mended by the person at the keyboard."""

from __future__ import annotations


class Trouble(Exception):
    """One sentence that says what is missing and what to do."""
