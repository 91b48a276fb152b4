"""What is said of a file that is not opened, wherever it is found out."""

from __future__ import annotations

from pathlib import Path

from fieldvisit.domain.language import Message
from fieldvisit.exchange.tables import NotATable


def damaged(path: Path) -> NotATable:
    """The refusal of a file that starts like a workbook and cannot be read as one."""
    return NotATable(
        Message(
            "{file} is damaged and cannot be read as a workbook; open it in Excel, save it again and import that.",
            file=path.name,
        )
    )


def locked(path: Path) -> NotATable:
    """The refusal of a file that asks for a password."""
    return NotATable(
        Message(
            "{file} is protected by a password; remove the password in Excel, save it and import it again.",
            file=path.name,
        )
    )


def unfolding(path: Path) -> NotATable:
    """The refusal of a file that is far larger than it seems."""
    return NotATable(
        Message(
            "{file} unfolds to far more than its size allows, so it is not opened; export the table again as .csv.",
            file=path.name,
        )
    )


def too_wide(path: Path) -> NotATable:
    """The refusal of a file with a cell that spans more than any memory."""
    return NotATable(
        Message(
            "{file} has cells so far out (last row or last column) that it cannot be read; copy the filled part "
            "into a new sheet and import that.",
            file=path.name,
        )
    )
