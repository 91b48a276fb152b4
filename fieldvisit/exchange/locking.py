"""Reports that only a password opens: AES-256 over everything in the file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message

MOST_BYTES = 127
"""Of a password; what is longer would be cut off without a word."""
_CLAIMS = ("pdfaid:part", "pdfaid:conformance")


class NoPassword(KnownError):
    """A file out of which no password can be taken."""


def locked(pdf: bytes, password: str) -> bytes:
    """The PDF under a password. Its salts are new each time, so the bytes differ each time.

    It no longer claims to be fit for an archive, which excludes passwords; readers that speak stay allowed.
    """
    import pikepdf

    written = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for claim in _CLAIMS:
                if claim in metadata:
                    del metadata[claim]
        opened.save(
            written,
            encryption=pikepdf.Encryption(user=password, owner=password, R=6),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return written.getvalue()


def password_in(path: Path) -> str:
    """The first line of a file. Raises `NoPassword` where it is empty, too long or no text."""
    with path.open("rb") as file:
        line = file.read(2 * MOST_BYTES).splitlines()[:1]
    try:
        password = line[0].decode("utf-8-sig") if line else ""
    except UnicodeDecodeError as error:
        raise _unusable(path) from error
    if not password or len(password.encode()) > MOST_BYTES:
        raise _unusable(path)
    return password


def _unusable(path: Path) -> NoPassword:
    return NoPassword(
        Message("The first line of {file} is no password of 1 to {most} bytes.", file=path.name, most=MOST_BYTES)
    )
