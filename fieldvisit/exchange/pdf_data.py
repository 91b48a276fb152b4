"""The visit that a report carries: put into the PDF as an associated file, read back and checked.

The attachment's description names the SHA-256 digest of its bytes, so that data which were changed afterwards, or
a PDF that another program printed anew, are refused instead of half read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldvisit.domain import document
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message

if TYPE_CHECKING:
    from pikepdf import Pdf

MOST_BYTES = 200 * 1024 * 1024
MOST_DATA = 64 * 1024 * 1024
MOST_ATTACHMENTS = 50
_DESCRIBED = "FieldVisit visit, SHA-256 {digest}"
_DESCRIPTION = re.compile(r"FieldVisit visit, SHA-256 ([0-9a-f]{64})")
_HEAD = 1024


class NoVisitRead(KnownError):
    """A file out of which no visit can be read; the sentence says why."""


class NotAPdf(NoVisitRead):
    """Another kind of file, or an empty one."""


class DamagedPdf(NoVisitRead):
    """A PDF that is cut off or broken."""


class LockedPdf(NoVisitRead):
    """A PDF that wants a password."""


class NoVisitInside(NoVisitRead):
    """A sound PDF that carries no visit."""


class VisitAltered(NoVisitRead):
    """The data are not those that were put in."""


class TooLarge(NoVisitRead):
    """More bytes than any report has."""


@dataclass(frozen=True)
class EmbeddedVisit:
    """The visit document of a report, whole: `data` as put in, `content` read from it, `digest` SHA-256 in hex."""

    name: str
    data: bytes
    content: dict[str, Any]
    digest: str


def attach(pdf: bytes, data: bytes, name: str) -> bytes:
    """The PDF with `data` attached as the associated file `name` (relationship Data); same input, same bytes."""
    import pikepdf

    digest = hashlib.sha256(data).hexdigest()
    with pikepdf.open(BytesIO(pdf)) as opened:
        attached = pikepdf.AttachedFileSpec(
            opened,
            data,
            filename=name,
            description=_DESCRIBED.format(digest=digest),
            mime_type="application/json",
            creation_date="",
            mod_date="",
        )
        attached.relationship = pikepdf.Name.Data
        opened.attachments[name] = attached
        opened.Root.AF = pikepdf.Array([attached.obj])
        written = BytesIO()
        opened.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def extract(source: Path | bytes, name: str = "") -> EmbeddedVisit:
    """The visit inside a report. `name` is what messages call the file; a path's own name by default.

    Raises `NotAPdf`, `DamagedPdf`, `LockedPdf`, `NoVisitInside`, `VisitAltered` or `TooLarge`, and `DocumentRefused`
    where the data are whole but of a newer version. Nothing of the file is executed or written anywhere.
    """
    called = name or (source.name if isinstance(source, Path) else "PDF")
    content = _content(source, called)
    if b"%PDF-" not in content[:_HEAD]:
        raise NotAPdf(Message("{file} is not a PDF; choose a visit report made by FieldVisit.", file=called))
    data, digest, attached = _checked(content, called)
    return EmbeddedVisit(attached, data, document.loads(data), digest)


def _content(source: Path | bytes, called: str) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MOST_BYTES:
        raise TooLarge(
            Message(
                "{file} is larger than any visit report ({limit} MB); it was not read.",
                file=called,
                limit=MOST_BYTES >> 20,
            )
        )
    return source if isinstance(source, bytes) else source.read_bytes()


def _checked(content: bytes, called: str) -> tuple[bytes, str, str]:
    import pikepdf

    _guard()
    try:
        with pikepdf.open(BytesIO(content)) as opened:
            found = [(stated, data, name) for stated, data, name in _visits(opened, called)]
    except pikepdf.PasswordError as error:
        raise LockedPdf(Message("{file} is locked with a password; save it without one first.", file=called)) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError) as error:
        raise _damaged(called) from error
    if not found:
        raise NoVisitInside(
            Message(
                "{file} carries no visit: it was not made by FieldVisit, or printed anew by another program.",
                file=called,
            )
        )
    return _whole(found, called)


def _whole(found: list[tuple[str, bytes, str]], called: str) -> tuple[bytes, str, str]:
    if len(found) > 1:
        raise VisitAltered(Message("{file} carries {count} visits; a report has one.", file=called, count=len(found)))
    stated, data, name = found[0]
    if hashlib.sha256(data).hexdigest() != stated:
        raise VisitAltered(
            Message(
                "The visit in {file} was changed after the report was made; ask the sender for the original.",
                file=called,
            )
        )
    return data, stated, name


def _visits(opened: Pdf, called: str) -> Iterator[tuple[str, bytes, str]]:
    """The stated digest, the bytes and the name of each attachment that says it is a visit."""
    for index, (_, attached) in enumerate(opened.attachments.items()):
        if index >= MOST_ATTACHMENTS:
            break
        stated = _DESCRIPTION.fullmatch(attached.description)
        if stated:
            yield stated.group(1), _bytes_of(attached, called), Path(attached.filename).name


def _bytes_of(attached: Any, called: str) -> bytes:
    from pikepdf import DataDecodingError

    try:
        return bytes(attached.get_file().read_bytes())
    except DataDecodingError as error:
        if "limit" not in str(error):
            raise
        raise TooLarge(
            Message("The visit in {file} is larger than any visit; it was not read.", file=called)
        ) from error


@cache
def _guard() -> None:
    """A few bytes can unfold to many: limits for the whole process, set once."""
    from pikepdf import settings

    settings.set_qpdf_limits(
        flate_max_memory=MOST_DATA, run_length_max_memory=MOST_DATA, max_stream_filters=4, doc_max_warnings=200
    )


def _damaged(called: str) -> DamagedPdf:
    return DamagedPdf(Message("{file} is damaged and cannot be read; ask the sender for it again.", file=called))
