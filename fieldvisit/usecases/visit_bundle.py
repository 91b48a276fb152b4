"""A closed visit as one encrypted file, photos included: for a USB stick or the mail."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fieldvisit.domain.document import decode, dumps, encode, loads
from fieldvisit.domain.errors import NotAllowed, NotFound
from fieldvisit.domain.language import Message
from fieldvisit.domain.visit import Visit
from fieldvisit.exchange import bundle
from fieldvisit.store import key_trouble, photos, visits
from fieldvisit.store.store import Store
from fieldvisit.store.types import new_identifier
from fieldvisit.usecases.attach_photo import LARGEST_PICTURE
from fieldvisit.usecases.export_report import save_report
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.passphrase_strength import strength
from fieldvisit.usecases.visit_documents import put_visit


def save_bundle(store: Store, visit_id: str, path: Path, passphrase: str) -> None:
    """Writes the bundle of a closed visit.

    Raises `NotFound`, `NotAllowed` (still open), `WeakPassphrase`, KnownError where the file cannot be written.
    """
    if strength(passphrase).level == 0:
        raise key_trouble.weak_passphrase()
    visit, facts = load_visit(store, visit_id)
    if visit.state != "closed":
        raise NotAllowed(Message("Only a closed visit can be handed over; close it first."))
    with store.read() as session:
        pictures = photos.contents(session, _pictured(visit))
    content = bundle.Bundle(dumps(encode(visit, facts)), pictures)
    save_report(bundle.sealed(content, passphrase), path)


def _pictured(visit: Visit) -> list[str]:
    rows = visit.step("sales").rows("photos")
    return [str(row.values["photo"]) for row in rows if "photo" in row.values]


def take_bundle(store: Store, path: Path, passphrase: str) -> Visit:
    """Puts the visit of a bundle and its photos into the store; taking it twice changes nothing.

    Raises `WrongBundlePassphrase`, `BundleDamaged` or `BundleTooNew` (told apart), or what a refused visit document
    raises.
    """
    found = bundle.opened(_read(path), passphrase, path.name)
    visit, facts = decode(loads(found.document), new_identifier)
    if _is_there(store, visit.id, found.document):
        return visit
    sizes = {digest: _size(found.photos[digest], path.name) for digest in _pictured(visit) if digest in found.photos}
    with store.write() as session:
        for digest, size in sizes.items():
            photos.keep_photo(session, digest, found.photos[digest], size)
        put_visit(session, visit, facts)
    return visit


def _read(path: Path) -> bytes:
    """The file, no further than a bundle may be long."""
    with path.open("rb") as file:
        return file.read(bundle.MOST_BYTES + 1)


def _size(jpeg: bytes, called: str) -> tuple[int, int]:
    """Width and height of a photo, which must be one that this program can have made."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(jpeg), formats=["JPEG"]) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise bundle.damaged(called) from error
    if width * height > LARGEST_PICTURE:
        raise bundle.damaged(called)
    return width, height


def _is_there(store: Store, visit_id: str, document: bytes) -> bool:
    """Whether this very visit, closed, is in the store already."""
    try:
        with store.read() as session:
            known = visits.load_visit(session, visits.visit_id_of(session, visit_id))
    except NotFound:
        return False
    return known.state == "closed" and dumps(encode(*load_visit(store, visit_id))) == document
