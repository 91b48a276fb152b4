"""A region lies beside the user's store, and is encrypted with it."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from fieldvisit.store import ciphering
from fieldvisit.store.headers import is_encrypted
from fieldvisit.usecases.backup import back_up_daily
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect, remove_passphrase, unlock
from fieldvisit.usecases.region import loaded_reports, take_in
from fieldvisit.usecases.region_home import is_region_there, open_region
from tests.factories.keys import quick_keys
from tests.factories.region import region_visits, write_report

WORDS = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    quick_keys(monkeypatch)


def kept(home):
    return list(home.glob("region*.store"))


def plain_region(home, tmp_path):
    """A user's own store with a region beside it, of which there is a copy from before a migration."""
    path = home / "fieldvisit.store"
    with closing(open_store(path)) as own, closing(open_region(own)) as region:
        take_in(region, [write_report(made, tmp_path) for made in region_visits(2)])
    copy = home / "backups" / "region-schema-0002.store"
    copy.parent.mkdir()
    copy.write_bytes((home / "region.store").read_bytes())
    return path, copy


def reports(path, key):
    with closing(open_store(path, key=key)) as own, closing(open_region(own)) as region:
        return len(loaded_reports(region))


def test_the_region_is_encrypted_with_the_user_s_store_and_stays_so(tmp_path, home):
    path = tmp_path / "own.store"
    assert not is_region_there()
    with closing(open_store(path)) as own, closing(open_region(own)) as region:
        take_in(region, [write_report(made, tmp_path) for made in region_visits(3)])
    assert is_region_there()
    assert [is_encrypted(each) for each in kept(home)] == [False]

    key = protect(path, WORDS).key
    with closing(open_store(path, key=key)) as own, closing(open_region(own)) as region:
        assert len(loaded_reports(region)) == 3
    assert [is_encrypted(each) for each in kept(home)] == [True]

    remove_passphrase(path, WORDS)
    with closing(open_store(path)) as own, closing(open_region(own)) as region:
        assert len(loaded_reports(region)) == 3


def test_another_user_s_encrypted_region_is_left_alone(tmp_path, home):
    first, second = tmp_path / "first.store", tmp_path / "second.store"
    for path in (first, second):
        open_store(path).close()
    key = protect(first, WORDS).key
    with closing(open_store(first, key=key)) as own, closing(open_region(own)) as region:
        take_in(region, [write_report(made, tmp_path) for made in region_visits(2)])
    with closing(open_store(second)) as own, closing(open_region(own)) as region:
        assert loaded_reports(region) == []
    assert sorted(is_encrypted(each) for each in kept(home)) == [False, True]


def test_a_protected_store_leaves_no_region_in_the_clear(home, tmp_path):
    path, copy = plain_region(home, tmp_path)
    done = protect(path, WORDS)
    assert done.left_open == ()
    assert [is_encrypted(each) for each in kept(home)] == [True]
    assert is_encrypted(copy)
    assert reports(path, done.key) == 2


def test_a_region_that_cannot_be_encrypted_is_told_and_done_with_the_next_daily_backup(home, tmp_path, monkeypatch):
    path, copy = plain_region(home, tmp_path)
    ruined = copy.read_bytes()
    copy.write_bytes(ruined[:5000])
    with closing(open_store(home / "region.store")) as busy, busy.read() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM settings")
        done = protect(path, WORDS)
    assert done.left_open == (home / "region.store", copy)
    copy.write_bytes(ruined)
    with closing(open_store(path, key=done.key)) as own:
        back_up_daily(own, datetime(2026, 9, 15, 12, tzinfo=UTC))
    assert [is_encrypted(each) for each in (*kept(home), copy)] == [True, True]
    assert reports(path, done.key) == 2


def test_a_region_goes_with_the_store_it_lies_beside(home, tmp_path):
    plain_region(home, tmp_path)
    other = tmp_path / "other.store"
    open_store(other).close()
    assert protect(other, WORDS).left_open == ()
    assert [is_encrypted(each) for each in kept(home)] == [False]


def test_a_region_that_was_stopped_between_two_names_is_found(home, tmp_path, monkeypatch):
    class StoppedError(Exception):
        pass

    path, _ = plain_region(home, tmp_path)
    really = ciphering.turn_over

    def stopped(store, *, old, new):
        really(store, old=old, new=new)
        if store.name.startswith("region"):
            raise StoppedError

    monkeypatch.setattr(ciphering, "turn_over", stopped)
    with pytest.raises(StoppedError):
        protect(path, WORDS)
    monkeypatch.setattr(ciphering, "turn_over", really)
    assert reports(path, unlock(path, WORDS)) == 2
    assert [each.name == "region.store" for each in kept(home)] == [False]
