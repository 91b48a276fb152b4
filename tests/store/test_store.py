from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from fieldvisit.store import engine as engines
from fieldvisit.store import errors, opening, sums
from fieldvisit.store.models import Contact, Dealer, Product, Setting
from fieldvisit.store.store import Store, open_store


def pragma(store: Store, name: str) -> object:
    with store.read() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()


def spoil(store: Store, *statements: str) -> None:
    with store.write() as session:
        for statement in statements:
            session.execute(text(statement))
        raise ZeroDivisionError


def add_dealers(store: Store, *named: str) -> None:
    with store.write() as session:
        session.add_all([Dealer(code=name, name=name) for name in named])


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Dealer.name).order_by(Dealer.id)))


def fill_up(store: Store) -> None:
    with store.write() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.add_all([Product(code=str(n), name="x" * 4000) for n in range(200)])


def stamped(path: Path, schema: int) -> None:
    connection = engines.connect(path)
    connection.execute(f"PRAGMA user_version = {schema}")
    connection.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_connection_is_durable_and_strict(store: Store, name: str, value: object) -> None:
    assert pragma(store, name) == value


def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    first = open_store(path)
    with first.write() as session:
        session.add(Dealer(code="007", name="雪花 & <b>", latitude=Decimal("39.9042001")))
    first.close()
    again = open_store(path)
    with again.read() as session:
        dealer = session.scalars(select(Dealer)).one()
    again.close()
    assert (dealer.code, dealer.name, dealer.latitude) == ("007", "雪花 & <b>", Decimal("39.9042001"))
    assert not path.with_name(path.name + "-wal").exists()


def test_a_failed_block_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        spoil(store, "INSERT INTO settings (key) VALUES ('a')")
    with store.read() as session:
        assert session.scalars(select(Setting)).all() == []


def test_changed_tables_are_part_of_the_transaction(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        spoil(store, "CREATE TABLE extra (id INTEGER)", "DROP TABLE news")
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM news")).scalar_one() == 0
        names = session.execute(text("SELECT name FROM sqlite_master")).scalars().all()
    assert "extra" not in names


def test_reading_changes_nothing(store: Store) -> None:
    with store.read() as session:
        session.add(Dealer(code="1", name="one"))
        session.flush()
    with store.read() as session:
        assert session.scalars(select(Dealer)).all() == []


def test_a_reader_sees_one_state_while_another_writes(store: Store) -> None:
    with store.read() as reader:
        assert reader.scalars(select(Dealer.code)).all() == []
        with store.write() as writer:
            writer.add(Dealer(code="1", name="one"))
        assert reader.scalars(select(Dealer.code)).all() == []


def test_threads_write_one_after_the_other(store: Store) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: add_dealers(store, f"dealer {n:02}"), range(40)))
    assert sorted(names(store)) == [f"dealer {n:02}" for n in range(40)]


def test_an_error_quotes_nothing_of_what_was_written(store: Store) -> None:
    add_dealers(store, "Shengyuan Trading")
    with pytest.raises(IntegrityError) as raised:
        add_dealers(store, "Shengyuan Trading")
    assert "Shengyuan" not in f"{raised.value!r} {raised.value}"


def test_a_thread_that_waits_too_long_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    with store.write(), ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(add_dealers, store, "two")
        with pytest.raises(errors.StoreBusy, match="FieldVisit itself is still writing"):
            waiting.result()
    add_dealers(store, "three")
    assert names(store) == ["three"]


def test_after_a_wait_in_vain_the_next_ones_are_short_until_one_succeeds(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)
    held_up = Store(store.path)
    said: list[str] = []
    with held_up.held() as driver:
        pass
    with contextlib.closing(engines.connect(store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            with pytest.raises(errors.StoreLocked):
                add_dealers(held_up, "one")
            driver.set_trace_callback(said.append)
    short = "PRAGMA busy_timeout = 50"
    assert said[:3] == [short, "BEGIN IMMEDIATE", "PRAGMA busy_timeout = 100"]
    add_dealers(held_up, "one")
    said.clear()
    add_dealers(held_up, "two")
    assert short not in said
    held_up.close()


def test_core_and_mapped_classes_share_one_transaction(store: Store) -> None:
    with store.write() as session:
        session.add(Dealer(code="1", name="mapped"))
        session.flush()
        session.connection().execute(text("UPDATE dealers SET name = name || ' and core'"))
    assert names(store) == ["mapped and core"]


def test_two_dealers_cannot_share_a_code(store: Store) -> None:
    with pytest.raises(IntegrityError, match=r"dealers\.code"), store.write() as session:
        session.add_all([Dealer(code="1", name="a"), Dealer(code="1", name="b")])


def test_a_contact_needs_its_dealer(store: Store) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), store.write() as session:
        session.add(Contact(dealer_id=99, name="nobody"))


def test_deleting_a_dealer_takes_the_contacts_along(store: Store) -> None:
    with store.write() as session:
        session.add(dealer := Dealer(code="1", name="a"))
        session.flush()
        session.add(Contact(dealer_id=dealer.id, name="Li"))
    with store.write() as session:
        session.delete(session.get(Dealer, dealer.id))
    with store.read() as session:
        assert session.scalars(select(Contact)).all() == []


def test_no_store_and_none_to_be_made(path: Path) -> None:
    with pytest.raises(errors.StoreMissing) as told:
        open_store(path, create=False)
    assert str(path) in str(told.value)
    assert not path.parent.exists()


def test_a_half_made_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    open_store(path).close()
    assert opening.schema_of(path) == opening.SCHEMA


def test_a_newer_store_is_refused_and_not_touched(path: Path) -> None:
    open_store(path).close()
    stamped(path, opening.SCHEMA + 1)
    before = path.read_bytes()
    with pytest.raises(errors.StoreTooNew) as told:
        open_store(path)
    assert str(path) in str(told.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"PK\x03\x04 no store", b"SQLite format 3\x00" + bytes(4000), b"x"])
def test_a_file_that_is_no_database_is_told_and_kept(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(errors.StoreDamaged) as told:
        open_store(path)
    assert str(path) in str(told.value)
    assert path.read_bytes() == content


def test_another_program_s_database_is_no_store(path: Path) -> None:
    path.parent.mkdir()
    connection = engines.connect(path)
    connection.execute("CREATE TABLE theirs (id INTEGER)")
    connection.close()
    with pytest.raises(errors.StoreDamaged):
        open_store(path)


def test_damage_inside_the_file_is_found(path: Path) -> None:
    store = open_store(path)
    with store.write() as session:
        session.add_all([Product(code=f"{n:06}", name="x" * 200) for n in range(500)])
    store.close()
    opening.quick_check(path)
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 20000] = b"\xff" * 20000
    path.write_bytes(whole)
    with pytest.raises(errors.StoreDamaged):
        opening.quick_check(path)


def test_a_row_without_its_parent_is_damage(path: Path) -> None:
    open_store(path).close()
    connection = engines.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "INSERT INTO contacts (dealer_id, name, role, phone, email, decision_maker) VALUES (9, 'x', '', '', '', 0)"
    )
    connection.close()
    with pytest.raises(errors.StoreDamaged):
        opening.quick_check(path)


def test_a_locked_store_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    impatient = Store(store.path)
    other = engines.connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(errors.StoreLocked):
            add_dealers(impatient, "one")
        other.execute("ROLLBACK")
        add_dealers(impatient, "one")
    finally:
        other.close()
        impatient.close()
    assert names(store) == ["one"]


def test_a_full_disk_is_told_and_the_rest_stays(store: Store) -> None:
    with store.write() as session:
        session.add(Dealer(code="1", name="kept"))
    with pytest.raises(errors.StoreFull):
        fill_up(store)
    assert names(store) == ["kept"]
    with store.write() as session:
        session.execute(text("PRAGMA max_page_count = 1000000"))
    add_dealers(store, "after")
    assert names(store) == ["kept", "after"]


def test_a_read_only_file_is_told(store: Store) -> None:
    connection = engines.connect(store.path, read_only=True)
    with pytest.raises(errors.StoreReadOnly), errors.told(store.path):
        connection.execute("DELETE FROM news")
    connection.close()


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(errors.StoreUnreachable):
        open_store(tmp_path / "file" / "my.store")


def test_a_folder_in_the_place_of_the_store_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(errors.StoreError):
        open_store(path)


def test_an_encrypted_store_opens_with_its_key_only(path: Path, tmp_path: Path) -> None:
    key = bytes(range(32))
    store = open_store(path, key=key)
    with store.write() as session:
        session.add(Dealer(code="1", name="secretname"))
    store.close()
    assert b"secretname" not in path.read_bytes()
    copy = shutil.copy(path, tmp_path / "copy.store")
    with pytest.raises(errors.PassphraseNeeded):
        open_store(Path(copy))
    with pytest.raises(errors.WrongKey):
        open_store(Path(copy), key=bytes(32))
    again = open_store(path, key=key)
    with again.read() as session:
        assert session.scalars(select(Dealer.name)).all() == ["secretname"]
    again.close()


def test_a_fault_of_the_program_is_not_dressed_up(store: Store) -> None:
    with pytest.raises(Exception, match="no such table"), store.read() as session:
        session.execute(text("SELECT * FROM nowhere"))


def test_nothing_is_made_by_whoever_still_reads_a_store_that_was_left_and_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.store"
    store = open_store(path)
    store.forget_key()
    path.unlink()
    with pytest.raises(errors.StoreError), store.read() as session:
        session.scalars(select(Dealer)).all()
    assert not path.exists()


@pytest.mark.parametrize("end", [Store.close, Store.forget_key])
def test_a_store_is_closed_without_breaking_off_a_long_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, end: Callable[[Store], object]
) -> None:
    """Whoever closes does not wait for ever; the write is whole, and then nothing of the file is open any more."""
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    path, writing, goes_on = tmp_path / "a.store", threading.Event(), threading.Event()
    store = open_store(path)

    def write() -> None:
        with store.write() as session:
            session.add(Dealer(code="1", name="Late"))
            writing.set()
            goes_on.wait(20)

    with ThreadPoolExecutor() as workers:
        written = workers.submit(write)
        assert writing.wait(20)
        end(store)
        assert "closed while it is written" in caplog.text
        goes_on.set()
        written.result(20)
    assert not path.with_name("a.store-wal").exists(), "the last one who had it open has folded it in"
    with contextlib.closing(open_store(path)) as again:
        assert names(again) == ["Late"]


def test_a_store_that_is_not_written_is_closed_at_once(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.store")
    add_dealers(store, "1")
    assert store.close()
    assert sums.left(store.path) is not None


@pytest.mark.parametrize(("writable", "told"), [(False, errors.StoreReadOnly), (True, errors.StoreUnreachable)])
def test_a_store_in_a_folder_that_cannot_be_written_is_told_as_such(tmp_path, monkeypatch, writable, told):
    path = tmp_path / "own.store"
    path.touch()
    failed = OSError()
    failed.sqlite_errorcode = 14  # type: ignore[attr-defined]
    monkeypatch.setattr(os, "access", lambda at, mode: at == path or writable)
    assert type(errors.known(failed, path)) is told
