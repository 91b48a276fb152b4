"""Reports that only a password opens: AES-256 over everything in the file."""

from __future__ import annotations

from io import BytesIO

MOST_BYTES = 127
"""Of a password; what is longer would be cut off without a word."""
_CLAIMS = ("pdfaid:part", "pdfaid:conformance")


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
