"""What lies beside a store and what opens it: told when the passphrase is set, changed or taken away, so that one knows
what somebody with a copy of the disk could still read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fieldvisit.domain.language import ntr, tr
from fieldvisit.store import backup, headers, key_files
from fieldvisit.store.vault import Envelope

_NAMED: Final = 8


@dataclass(frozen=True)
class Copies:
    """Everything that was set aside of a store: backups, copies before a migration, replaced stores; and its region."""

    guarded: tuple[Path, ...]
    """Open with the store's present passphrase."""
    earlier: tuple[Path, ...]
    """Open with a passphrase that the store no longer has."""
    readable: tuple[Path, ...]
    """Anybody can read them."""


def copies_of(store: Path) -> Copies:
    """What lies beside the store at this path now. Raises a StoreError where a file cannot be reached."""
    from fieldvisit.usecases.region_home import in_the_clear

    copies, present = backup.kept_copies(store), _present(store)
    encrypted = [path for path in copies if headers.is_encrypted(path)]
    guarded = [path for path in encrypted if _opens_with(present, path)]
    return Copies(
        guarded=tuple(guarded),
        earlier=tuple(path for path in encrypted if path not in guarded),
        readable=(*(path for path in copies if headers.header(path) == headers.PLAIN), *in_the_clear(store)),
    )


def _present(store: Path) -> list[Envelope]:
    return key_files.readable_keys_beside(store) if headers.is_encrypted(store) else []


def _opens_with(present: list[Envelope], copy: Path) -> bool:
    """Whether the key file of a copy is the store's; one that has lost its own is opened by the store's."""
    wanted = headers.id_in(headers.header(copy))
    own = [each for each in key_files.readable_keys_beside(copy) if each.key_id == wanted]
    return any(each in present for each in own or [each for each in present if each.key_id == wanted])


def told_after_protecting(copies: Copies) -> list[str]:
    """What is encrypted now, and what is not."""
    count = len(copies.guarded)
    guarded = ntr(
        "Your data and {count} copy of it are encrypted.", "Your data and {count} copies of it are encrypted.", count
    )
    elsewhere = tr(
        "Not encrypted are PDF and Excel files that you saved, and copies that were taken elsewhere before, on a stick"
        " or by a program that synchronises."
    )
    return [guarded if count else tr("Your data is encrypted."), *_exposed(copies), elsewhere]


def told_after_changing(copies: Copies) -> list[str]:
    """What the new passphrase opens, and what the former one opens yet."""
    count = len(copies.guarded)
    guarded = ntr(
        "Your data and {count} copy of it open with the new passphrase only.",
        "Your data and {count} copies of it open with the new passphrase only.",
        count,
    )
    elsewhere = tr(
        "The former passphrase still opens copies that were taken elsewhere together with their key file, on a stick or"
        " by a program that synchronises. Bundles of visits have passphrases of their own."
    )
    alone = tr("Your data opens with the new passphrase only.")
    return [guarded if count else alone, *_exposed(copies), elsewhere]


def told_after_removing(copies: Copies) -> list[str]:
    """What anybody can read now, and what the passphrase is still needed for."""
    words = [tr("Your data is no longer encrypted: whoever has this laptop or a copy of its disk can read it.")]
    if copies.earlier:
        kept = ntr(
            "{count} copy beside it stays encrypted; keep the passphrase for as long as you may want to restore it:"
            "\n{files}",
            "{count} copies beside it stay encrypted; keep the passphrase for as long as you may want to restore one:"
            "\n{files}",
            len(copies.earlier),
            files=_names(copies.earlier),
        )
        words.append(kept)
    return words


def _exposed(copies: Copies) -> list[str]:
    words = []
    if copies.readable:
        readable = ntr(
            "One file beside the store could neither be encrypted nor removed. Whoever has it can read it:\n{files}",
            "{count} files beside the store could neither be encrypted nor removed. Whoever has them can read them:"
            "\n{files}",
            len(copies.readable),
            files=_names(copies.readable),
        )
        words.append(readable)
    if copies.earlier:
        earlier = ntr(
            "{count} copy beside the store still opens with an earlier passphrase:\n{files}",
            "{count} copies beside the store still open with an earlier passphrase:\n{files}",
            len(copies.earlier),
            files=_names(copies.earlier),
        )
        words.append(earlier)
    return words


def _names(paths: Iterable[Path]) -> str:
    """The newest first, as far as they have room."""
    names = sorted((path.name for path in paths), reverse=True)
    more = len(names) - _NAMED
    left = [ntr("and {count} more", "and {count} more", more)] if more > 0 else []
    return "\n".join([*names[:_NAMED], *left])
