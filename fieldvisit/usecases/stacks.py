"""An error as it may be logged and copied: where it was raised and of which kind, never what it says."""

from __future__ import annotations

import traceback


def stack_of(error: BaseException) -> str:
    """The stack with the chain of causes; the texts of the errors are left out, because they may quote a name, a price
    or a balance.
    """
    parts = []
    link: BaseException | None = error
    while link is not None:
        frames = "".join(traceback.format_tb(link.__traceback__))
        parts.append(f"{frames}{type(link).__module__}.{type(link).__qualname__}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n\ncaused by\n\n".join(parts)
