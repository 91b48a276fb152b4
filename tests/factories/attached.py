"""A visit put into a PDF that is there already, as another program could."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from fieldvisit.exchange.page_digest import page_digest
from fieldvisit.exchange.pdf_data import VisitEnclosure
from fieldvisit.exchange.seals import Signer


def attached(pdf: bytes, data: bytes, name: str, signer: Signer | None = None) -> bytes:
    """The PDF with `data` attached under `name`, its associated file; with `signer` signed."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        description = VisitEnclosure(data).description
        file = pikepdf.AttachedFileSpec(
            opened,
            data,
            filename=name,
            description=description,
            mime_type="application/json",
            creation_date="",
            mod_date="",
        )
        file.relationship = pikepdf.Name.Data
        if signer is not None:
            seal = signer.seal(data, page_digest(opened))
            file.obj.FieldVisitSeal = pikepdf.Dictionary(
                Version=1,
                Key=pikepdf.String(seal.public),
                Pages=pikepdf.String(seal.pages),
                Signature=pikepdf.String(seal.signature),
            )
        opened.attachments[name] = file
        opened.Root.AF = pikepdf.Array([file.obj])
        written = BytesIO()
        opened.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
