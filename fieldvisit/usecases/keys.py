"""The rep's own key, made when it is first needed, and the keys of others that were handed over."""

from __future__ import annotations

from pathlib import Path

from fieldvisit.exchange.key_file import PublicKey, key_file, key_in
from fieldvisit.exchange.key_picture import MOST_BYTES, is_picture, key_in_picture, key_picture
from fieldvisit.exchange.seals import Signer
from fieldvisit.store import settings as kept
from fieldvisit.store.store import Store
from fieldvisit.usecases.export_report import save_report
from fieldvisit.usecases.settings import load_settings

_OWN = kept.OWN_KEY
_KNOWN = "known_key."


def own_signer(store: Store) -> Signer:
    """The key that signs the reports of this store."""
    with store.read() as session:
        held = kept.settings_under(session, _OWN).get("")
    return Signer(bytes.fromhex(held)) if held else _new_signer(store)


def _new_signer(store: Store) -> Signer:
    with store.write() as session:
        held = kept.settings_under(session, _OWN).get("")
        if held:  # another window made it meanwhile
            return Signer(bytes.fromhex(held))
        made = Signer.new()
        kept.put_setting(session, _OWN, made.private.hex())
    return made


def own_key(store: Store) -> PublicKey:
    """The public part of the store's key."""
    return PublicKey(load_settings(store).rep_name, own_signer(store).public)


def export_key(store: Store, path: Path) -> PublicKey:
    """Writes the public part of the store's key, as a QR picture where the name ends in .png.

    Raises KnownError where the file cannot be written.
    """
    key = own_key(store)
    save_report(key_picture(key) if path.suffix.casefold() == ".png" else key_file(key), path)
    return key


def import_key(store: Store, path: Path) -> PublicKey:
    """Adds the key in a file, or in a picture of its QR code, to the known ones. Raises `NotAKey`."""
    key = key_of(path)
    take_key(store, key)
    return key


def key_of(path: Path) -> PublicKey:
    """The key in a file or a picture, which is known to nobody yet. Raises `NotAKey`."""
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES or not is_picture(content):
        return key_in(content, path.name)
    return key_in_picture(content, path.name)


def take_key(store: Store, key: PublicKey) -> None:
    """Adds a key to the known ones."""
    with store.write() as session:
        kept.put_setting(session, _KNOWN + key.public.hex(), key.name)


def known_keys(store: Store) -> dict[bytes, str]:
    """Whose each known public key is, the store's own one among them if it has one."""
    with store.read() as session:
        held = kept.settings_under(session, _OWN).get("")
        names = kept.settings_under(session, _KNOWN)
    known = {bytes.fromhex(public): str(name) for public, name in names.items()}
    if held:
        known[Signer(bytes.fromhex(held)).public] = load_settings(store).rep_name
    return known
