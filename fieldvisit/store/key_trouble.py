"""What can go wrong with passphrases, keys and key files, each told in one sentence that no other trouble has."""

from __future__ import annotations

from pathlib import Path

from fieldvisit.domain.language import Message
from fieldvisit.store import errors


def passphrase_needed(path: Path) -> errors.PassphraseNeeded:
    return errors.PassphraseNeeded(
        Message("The store {path} is encrypted and opens only with its passphrase.", path=path)
    )


def wrong_passphrase(path: Path) -> errors.WrongPassphrase:
    return errors.WrongPassphrase(
        Message(
            "That is not the passphrase of {path}. Look at capital letters and the keyboard's language,"
            " then try again; nothing was changed.",
            path=path,
        )
    )


def too_many_tries(seconds: int) -> errors.TooManyTries:
    return errors.TooManyTries(
        Message("After wrong passphrases the next try has to wait: {seconds} s.", seconds=seconds)
    )


def missing(path: Path, store: Path) -> errors.KeyFileMissing:
    return errors.KeyFileMissing(
        Message(
            "The store {store} is encrypted, and its key file {path} is not there. Without it no passphrase opens"
            " the store: put it back, or restore a backup together with its key file.",
            store=store,
            path=path,
        )
    )


def damaged(path: Path) -> errors.KeyFileDamaged:
    return errors.KeyFileDamaged(
        Message(
            "The key file {path} is damaged, so that no passphrase can be tried. Put a copy of it in its place,"
            " or restore a backup together with its key file.",
            path=path,
        )
    )


def too_new(path: Path) -> errors.StoreTooNew:
    return errors.StoreTooNew(
        Message(
            "The key file {path} was written by a newer version of FieldVisit."
            " Update the program; nothing was changed.",
            path=path,
        )
    )


def header_damaged(path: Path) -> errors.HeaderDamaged:
    return errors.HeaderDamaged(
        Message(
            "The passphrase is right, but the beginning of the encrypted store {path} is damaged."
            " Restore a backup; the file is kept.",
            path=path,
        )
    )


def wrong_key(path: Path) -> errors.WrongKey:
    return errors.WrongKey(
        Message(
            "The store {path} is encrypted with another key than the one that was given."
            " Put back the key file that belongs to it, or restore a backup.",
            path=path,
        )
    )


def not_its_region(path: Path, store: Path) -> errors.WrongKey:
    return errors.WrongKey(
        Message(
            "The region {path} is encrypted and opens only together with the store that it was made with;"
            " {store} is not that one.",
            path=path,
            store=store,
        )
    )


def region_needs_store(path: Path, store: Path) -> errors.StoreMissing:
    return errors.StoreMissing(
        Message(
            "The region {path} is encrypted and opens only together with the store that it was made with;"
            " {store} is not there.",
            path=path,
            store=store,
        )
    )


def region_has_no_passphrase(path: Path, store: Path) -> errors.KeyFileMissing:
    return errors.KeyFileMissing(
        Message(
            "{path} is an encrypted region and has no passphrase of its own. Open the store {store} and go to its"
            " page Region.",
            path=path,
            store=store,
        )
    )


def not_encrypted(path: Path) -> errors.NotEncrypted:
    return errors.NotEncrypted(Message("The store {path} is not encrypted; it opens without a passphrase.", path=path))


def already_encrypted(path: Path) -> errors.AlreadyEncrypted:
    return errors.AlreadyEncrypted(
        Message("The store {path} is encrypted already; its passphrase can be changed.", path=path)
    )


def weak_passphrase() -> errors.WeakPassphrase:
    return errors.WeakPassphrase(
        Message("Anyone would guess this passphrase. Take four words that do not belong together.")
    )
