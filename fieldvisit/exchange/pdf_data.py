"""The visit that a report carries: put into the PDF as an associated file, read back and checked.

The attachment's description names the SHA-256 digest of its bytes, so that data which were changed afterwards, or
a PDF that another program printed anew, are refused instead of half read. Beside it stands the signature of whoever
made the report, over the data and over what the pages show, and one over the file as it was written, which spares a
reader the pages as long as nobody touched the file.
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
from fieldvisit.exchange.page_digest import page_digest
from fieldvisit.exchange.seals import UNSIGNED, Seal, Signer

if TYPE_CHECKING:
    from pikepdf import Pdf

MOST_BYTES = 200 * 1024 * 1024
MOST_DATA = 64 * 1024 * 1024
MOST_ATTACHMENTS = 50
_DESCRIBED = "FieldVisit visit, SHA-256 {digest}"
_DESCRIPTION = re.compile(r"FieldVisit visit, SHA-256 ([0-9a-f]{64})")
_HEAD = 1024
_SEAL = "/FieldVisitSeal"
_LOCK = b"/Encrypt"


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
    """The visit document of a report, whole: `data` as put in, `content` read from it, `digest` SHA-256 in hex.

    `seal` is the signature, which fits data and pages; None for a report that nobody signed.
    """

    name: str
    data: bytes
    content: dict[str, Any]
    digest: str
    seal: Seal | None = None


@dataclass(frozen=True)
class _Attached:
    """An attachment that says it is a visit, as it stands in the file."""

    name: str
    data: bytes
    stated: str
    seal: Seal | None


@dataclass(frozen=True)
class VisitEnclosure:
    """The data of a visit as a report carries them. With `signer` they are signed together with the pages."""

    data: bytes
    name: str = "visit.json"
    signer: Signer | None = None
    media_type: str = "application/json"

    @property
    def description(self) -> str:
        """What tells reports from other files, and these data from others."""
        return _DESCRIBED.format(digest=hashlib.sha256(self.data).hexdigest())

    @property
    def left_blank(self) -> bytes:
        """What the file has where the signature over all of it will stand; nothing where nobody signs."""
        return UNSIGNED if self.signer else b""

    def entries(self, pages: bytes, blank: int) -> str:
        """The signature as the file has it; `pages` is a PDF with the pages of the report, `blank` what is left so."""
        import pikepdf

        if self.signer is None:
            return ""
        with pikepdf.open(BytesIO(pages)) as opened:
            seal = self.signer.seal(self.data, page_digest(opened))
        held = {"Key": seal.public, "Pages": seal.pages, "Signature": seal.signature}
        parts = " ".join(f"/{name} <{part.hex()}>" for name, part in held.items())
        return f"{_SEAL} <</Version 1 {parts} /File {blank} 0 R>>"

    def finished(self, file: bytes) -> bytes:
        """The file with the signature over all of it."""
        return file if self.signer is None else self.signer.signed(file)


def extract(source: Path | bytes, name: str = "", password: str = "") -> EmbeddedVisit:
    """The visit inside a report. `name` is what messages call the file; a path's own name by default.

    Raises `NotAPdf`, `DamagedPdf`, `LockedPdf`, `NoVisitInside`, `VisitAltered` or `TooLarge`, and `DocumentRefused`
    where the data are whole but of a newer version. Nothing of the file is executed or written anywhere.
    """
    called = name or (source.name if isinstance(source, Path) else "PDF")
    content = _content(source, called)
    if b"%PDF-" not in content[:_HEAD]:
        raise NotAPdf(Message("{file} is not a PDF; choose a visit report made by FieldVisit.", file=called))
    found = _checked(content, called, password)
    return EmbeddedVisit(found.name, found.data, document.loads(found.data), found.stated, found.seal)


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


def _checked(content: bytes, called: str, password: str) -> _Attached:
    import pikepdf

    _guard()
    try:
        with _opened(content, password) as opened:
            found = _whole(list(_visits(opened, called)), called)
            if found.seal is None or not found.seal.fits_file(content):
                _refuse_changes(opened, content, found, called)
            return found
    except pikepdf.PasswordError as error:
        raise _locked(called, password) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, *_ODD) as error:
        raise _damaged(called) from error


_ODD = (TypeError, ValueError, AttributeError, LookupError, NotImplementedError)
"""What pikepdf raises where an object of the file is not of the kind that stands at its place.

A `RuntimeError` is either qpdf's own about pages that contradict one another, or a tree without end.
"""


def _opened(content: bytes, password: str) -> Pdf:
    """With the password first where the file seems to ask for one: to be asked costs as much as to read a report."""
    import pikepdf

    first, second = (password, "") if _LOCK in content else ("", password)
    try:
        return pikepdf.open(BytesIO(content), password=first)
    except pikepdf.PasswordError:
        if not password:
            raise
    return pikepdf.open(BytesIO(content), password=second)


def _refuse_changes(opened: Pdf, content: bytes, found: _Attached, called: str) -> None:
    """What the signature over the file, where there is one that fits, has told already."""
    if found.seal is not None and not found.seal.fits(found.data):
        raise _other_data(called)
    _refuse_additions(opened, content, called)
    if found.seal is not None and page_digest(opened) != found.seal.pages:
        raise VisitAltered(
            Message(
                "The pages of {file} were changed after the report was made; ask the sender for the original.",
                file=called,
            )
        )


def _refuse_additions(opened: Pdf, content: bytes, called: str) -> None:
    """What is appended can replace every part before it; a report is written in one go."""
    if content.count(b"startxref") > 1 and not opened.is_linearized:
        raise VisitAltered(
            Message(
                "Something was added to {file} after the report was made; ask the sender for the original.", file=called
            )
        )


def _whole(found: list[_Attached], called: str) -> _Attached:
    if not found:
        raise NoVisitInside(
            Message(
                "{file} carries no visit: it was not made by FieldVisit, or printed anew by another program.",
                file=called,
            )
        )
    if len(found) > 1:
        raise VisitAltered(Message("{file} carries {count} visits; a report has one.", file=called, count=len(found)))
    (only,) = found
    if hashlib.sha256(only.data).hexdigest() != only.stated:
        raise _other_data(called)
    return only


def _other_data(called: str) -> VisitAltered:
    return VisitAltered(
        Message(
            "The visit in {file} was changed after the report was made; ask the sender for the original.",
            file=called,
        )
    )


def _visits(opened: Pdf, called: str) -> Iterator[_Attached]:
    """Each attachment that says it is a visit."""
    for index, (_, attached) in enumerate(opened.attachments.items()):
        if index >= MOST_ATTACHMENTS:
            break
        stated = _DESCRIPTION.fullmatch(attached.description)
        if stated:
            name = Path(attached.filename).name
            yield _Attached(name, _bytes_of(attached, called), stated.group(1), _seal_of(attached.obj))


def _seal_of(described: Any) -> Seal | None:
    """The signature beside an attachment. Raises what `_ODD` names for one that is none."""
    held = described.get(_SEAL)
    if held is None:
        return None
    file = held.get("/File")
    public, pages, signature = (bytes(held[key]) for key in ("/Key", "/Pages", "/Signature"))
    return Seal(public, pages, signature, b"" if file is None else bytes(file.read_bytes()))


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


def _locked(called: str, password: str) -> LockedPdf:
    if password:
        return LockedPdf(Message("The password does not open {file}.", file=called))
    return LockedPdf(Message("{file} is locked with a password; it is read once the password is given.", file=called))


def _damaged(called: str) -> DamagedPdf:
    return DamagedPdf(Message("{file} is damaged and cannot be read; ask the sender for it again.", file=called))
