"""A closed visit goes into one encrypted file and comes out of it in another store."""

from __future__ import annotations

import contextlib
import random
import tracemalloc
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from sqlalchemy import delete, update

from fieldvisit.cli import main
from fieldvisit.domain.document import dumps
from fieldvisit.domain.errors import KnownError, NotAllowed
from fieldvisit.exchange import bundle
from fieldvisit.store import models
from fieldvisit.store.errors import WeakPassphrase
from fieldvisit.usecases.attach_photo import attach_photo, photo
from fieldvisit.usecases.close_visit import close_visit
from fieldvisit.usecases.list_visits import list_visits
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.visit_bundle import save_bundle, take_bundle
from tests.factories.desks import WORKED_ID, document_of, worked_desk
from tests.factories.keys import PASSPHRASE, quick_keys
from tests.safety.canaries import photo as noise

NOON = datetime(2026, 9, 15, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "rep").mkdir()
    with worked_desk(tmp_path / "rep") as opened:
        digest = attach_photo(opened.store, noise())
        opened.add_row("sales", "photos", {"photo": digest, "caption": "Shelf"})
        yield opened


@pytest.fixture
def made(desk, tmp_path):
    close_visit(desk.store, WORKED_ID, NOON)
    path = tmp_path / f"visit{bundle.ENDING}"
    save_bundle(desk.store, WORKED_ID, path, PASSPHRASE)
    return path


@pytest.fixture
def manager(tmp_path):
    with contextlib.closing(open_store(tmp_path / "manager.store")) as store:
        yield store


def test_it_comes_out_as_it_went_in_photos_included(desk, made, manager):
    visit = take_bundle(manager, made, PASSPHRASE)
    assert dumps(document_of(manager, WORKED_ID)) == dumps(document_of(desk.store, WORKED_ID))
    digest = str(visit.step("sales").rows("photos")[-1].values["photo"])
    assert photo(manager, digest) == photo(desk.store, digest)


def test_taking_it_twice_changes_nothing(made, manager):
    take_bundle(manager, made, PASSPHRASE)
    assert take_bundle(manager, made, PASSPHRASE).id == WORKED_ID
    assert len(list_visits(manager)) == 1


def test_the_file_tells_nothing(desk, made):
    content = made.read_bytes()
    visit = desk.visit
    for word in (visit.dealer, visit.rep, PASSPHRASE, "visit.json", ".jpg"):
        assert word.encode() not in content


def test_a_wrong_passphrase_and_every_kind_of_damage_are_told_apart(made, manager, tmp_path):
    with pytest.raises(bundle.WrongBundlePassphrase, match="not the passphrase"):
        take_bundle(manager, made, "other words without sense")
    content = made.read_bytes()
    chance = random.Random(6)
    broken = tmp_path / "broken.fvbundle"
    cuts = [content[:0], content[:100], content[: len(content) // 2], content[:-1], b"PK" + content, b"\0" * 500]
    for at in [chance.randrange(len(content)) for _ in range(40)]:
        flipped = bytearray(content)
        flipped[at] ^= 1 << chance.randrange(8)
        cuts.append(bytes(flipped))
    for each in cuts:
        broken.write_bytes(each)
        with pytest.raises(bundle.BundleDamaged, match=r"broken\.fvbundle"):
            take_bundle(manager, broken, PASSPHRASE)
    assert list_visits(manager) == []


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"visit.json": b"{}", "photos/" + "0" * 64 + ".jpg": b"another"},
        {"photos/" + "0" * 64 + ".jpg": b""},
    ],
)
def test_an_archive_that_holds_something_else_is_refused(members, tmp_path, manager, monkeypatch):
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    monkeypatch.setattr(bundle, "_archive", lambda _: written.getvalue())
    hostile = tmp_path / "hostile.fvbundle"
    hostile.write_bytes(bundle.sealed(bundle.Bundle(b""), PASSPHRASE))
    with pytest.raises(bundle.BundleDamaged):
        take_bundle(manager, hostile, PASSPHRASE)


def _packed(method: int) -> bytes:
    """An archive that says of its one file that it is short, while 64 MB of zeros come out of it."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive, archive.open("visit.json", "w", force_zip64=False) as file:
        for _ in range(64):
            file.write(bytes(1 << 20))
    content = bytearray(written.getvalue())
    told = content.rindex(b"PK\1\2") + 24
    content[told : told + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def _spoilt(at: int, value: int) -> bytes:
    """An archive with one byte changed, counted from the head of the file in its directory or of the file itself."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("visit.json", bytes(5000))
    content = bytearray(written.getvalue())
    if at < 0:
        content[content.rindex(b"PK\1\2") - at] = value
    else:
        content[at] = value
    return bytes(content)


@pytest.mark.parametrize(
    "archive",
    [*map(_packed, (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)), _spoilt(-8, 1), _spoilt(41, 7)],
    ids=["deflated", "bzip2", "lzma", "under a password", "broken stream"],
)
def test_an_archive_made_to_break_programs_is_refused_with_little_memory(archive, monkeypatch):
    monkeypatch.setattr(bundle, "_archive", lambda _: archive)
    file = bundle.sealed(bundle.Bundle(b""), PASSPHRASE)
    tracemalloc.start()
    try:
        with pytest.raises(bundle.BundleDamaged):
            bundle.opened(file, PASSPHRASE, "hostile.fvbundle")
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_of_a_bundle_whose_visit_is_refused_nothing_stays(made, manager):
    visit = take_bundle(manager, made, PASSPHRASE)
    digest = str(visit.step("sales").rows("photos")[-1].values["photo"])
    with manager.write() as session:
        session.execute(delete(models.Photo))
        session.execute(update(models.Visit).values(rep="Somebody else"))
    with pytest.raises(NotAllowed, match="here already, closed, and with other content"):
        take_bundle(manager, made, PASSPHRASE)
    with pytest.raises(KnownError, match="not in this store"):
        photo(manager, digest)


def test_no_path_of_an_archive_is_followed(tmp_path, manager, desk, monkeypatch):
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("visit.json", dumps(document_of(desk.store, WORKED_ID)))
        archive.writestr("../../evil.txt", b"evil")
    monkeypatch.setattr(bundle, "_archive", lambda _: written.getvalue())
    file = tmp_path / "out" / "odd.fvbundle"
    file.write_bytes(bundle.sealed(bundle.Bundle(b""), PASSPHRASE))
    take_bundle(manager, file, PASSPHRASE)
    assert not list(tmp_path.rglob("evil*"))


def test_an_open_visit_and_a_guessable_passphrase_are_refused(desk, tmp_path):
    target = tmp_path / "x.fvbundle"
    with pytest.raises(NotAllowed, match="closed"):
        save_bundle(desk.store, WORKED_ID, target, PASSPHRASE)
    with pytest.raises(WeakPassphrase):
        save_bundle(desk.store, WORKED_ID, target, "password")
    assert not target.exists()


def test_from_the_command_line(desk, tmp_path, capsys):
    close_visit(desk.store, WORKED_ID, NOON)
    words, file = tmp_path / "words.txt", tmp_path / "visit.fvbundle"
    words.write_text(PASSPHRASE, encoding="utf-8")
    own = ["--store", str(desk.store.path), "visit"]
    assert main([*own, "bundle", WORKED_ID, "-o", str(file), "--passphrase-file", str(words)]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    other = ["--store", str(tmp_path / "other.store"), "visit"]
    assert main([*other, "unbundle", str(file), "--passphrase-file", str(words)]) == 0
    assert capsys.readouterr().out == f"{WORKED_ID}\n"
    words.write_text("wrong", encoding="utf-8")
    assert main([*other, "unbundle", str(file), "--passphrase-file", str(words)]) == 1
    assert "not the passphrase" in capsys.readouterr().err
