"""What the command line says: results on stdout, as text or as one JSON value; progress and problems on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TextIO

from fieldvisit.domain.language import Message, tr


@dataclass
class Output:
    """Where a command writes to. With `as_json` nothing but the JSON result stands on stdout."""

    as_json: bool = False
    stdout: TextIO | None = None
    stderr: TextIO | None = None

    def done(self, data: Any, lines: Iterable[str]) -> None:
        """The result of the command, in both forms."""
        out = self.stdout or sys.stdout
        if self.as_json:
            out.write(json.dumps(data, ensure_ascii=False, indent=1, default=_plain) + "\n")
        else:
            out.writelines(f"{line}\n" for line in lines)

    def problem(self, sentence: object) -> None:
        """Something that is wrong, in one sentence."""
        print(tr("fieldvisit: {sentence}", sentence=str(sentence)), file=self.stderr or sys.stderr)

    def progress(self, done: int, total: int | None) -> None:
        """How far a long command has come; shown in place on a terminal, not at all in a log."""
        err = self.stderr or sys.stderr
        if err.isatty():
            err.write(f"\r{done:,}" + (f" / {total:,}" if total else "") + ("\n" if done == total else ""))
            err.flush()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Message):
        return str(value)
    raise TypeError(type(value).__name__)
