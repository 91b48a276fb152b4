"""What is said after a backup was restored: of when the data is now, and what came after it and so is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fieldvisit.domain.formats import listed, moment, sentences
from fieldvisit.domain.language import ntr, tr
from fieldvisit.store.backup import is_dated, taken_at
from fieldvisit.store.standing import Standing, standing
from fieldvisit.store.store import Store


def standing_of(store: Store) -> Standing:
    """What the store holds now, to be compared with what it holds once the backup is in its place."""
    with store.read() as session:
        return standing(session)


def restored_words(backup: Path, kept: Path | None, before: Standing | None, now: Standing) -> str:
    """`kept` is where the replaced store went; None for `before` where that could not be opened."""
    said = [_of_when(backup)]
    if before is not None and is_dated(backup):
        missing = list(_missing(before, now))
        said.append(tr("Missing is what came after it: {what}.", what=listed(missing)) if missing else _nothing())
    if kept is not None:
        said.append(tr("What you had before is kept beside it as {file}.", file=kept.name))
    return sentences(said)


def _of_when(backup: Path) -> str:
    if is_dated(backup):
        return tr("Your data is now as it was on {time}.", time=moment(taken_at(backup)))
    return tr("Your data is now that of {file}.", file=backup.name)


def _nothing() -> str:
    return tr("No visit and no import came after it.")


def _missing(before: Standing, now: Standing) -> Iterator[str]:
    gone = sum(visit not in now.visits for visit in before.visits)
    older = sum(said != now.visits[visit] for visit, said in before.visits.items() if visit in now.visits)
    imports = len(before.imports - now.imports)
    if gone:
        yield ntr("{count} visit", "{count} visits", gone)
    if older:
        yield ntr("changes in {count} visit", "changes in {count} visits", older)
    if imports:
        yield ntr("{count} import", "{count} imports", imports)
