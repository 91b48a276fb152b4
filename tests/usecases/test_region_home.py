"""A region lies beside the user's store, and is encrypted with it."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from fieldvisit.store import ciphering, ways_in
from fieldvisit.store.headers import is_encrypted
from fieldvisit.store.models import Dealer
from fieldvisit.usecases.backup import back_up, back_up_daily, restore_backup
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect, remove_passphrase, unlock
from fieldvisit.usecases.places import sample_store
from fieldvisit.usecases.region_home import is_region_there, open_region, unreachable
from tests.factories.keys import quick_keys
from tests.factories.store import add_dealer

WORDS = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    quick_keys(monkeypatch)


def kept(home):
    return list(home.glob("region*.store"))


def plain_region(home):
    """A user's own store with a region beside it, of which there is a copy from before a migration."""
    path = home / "fieldvisit.store"
    with closing(open_store(path)) as own, closing(open_region(own)) as region:
        fill(region, 2)
    copy = home / "backups" / "region-schema-0002.store"
    copy.parent.mkdir()
    copy.write_bytes((home / "region.store").read_bytes())
    return path, copy


def reports(path, key):
    with closing(open_store(path, key=key)) as own, closing(open_region(own)) as region:
        return held(region)


def fill(region, count):
    """As reports do it, for what is tested here, but without reading any."""
    with region.write() as session:
        for number in range(count):
            add_dealer(session, f"D-{number}")


def held(region):
    with region.read() as session:
        return len(session.scalars(select(Dealer.id)).all())


def test_the_region_is_encrypted_with_the_user_s_store_and_stays_so(home, tmp_path):
    path = home / "fieldvisit.store"
    with closing(open_store(path)) as own:
        assert not is_region_there(own)
        with closing(open_region(own)) as region:
            fill(region, 3)
        assert is_region_there(own)
    assert [is_encrypted(each) for each in kept(home)] == [False]

    assert reports(path, protect(path, WORDS).key) == 3
    assert [is_encrypted(each) for each in kept(home)] == [True]

    remove_passphrase(path, WORDS)
    assert reports(path, None) == 3


def test_an_older_backup_opens_the_region_too(home, tmp_path):
    """One from before there was a signing key: what opens the region then is the data key of both."""
    path = home / "fieldvisit.store"
    open_store(path).close()
    key = protect(path, WORDS).key
    with closing(open_store(path, key=key)) as own:
        older = back_up(own)
        with closing(open_region(own)) as region:
            fill(region, 2)
    restore_backup(path, older, key=key)
    assert reports(path, key) == 2
    assert len(kept(home)) == 1
    remove_passphrase(path, WORDS)
    assert reports(path, None) == 2, "by the signing key that the restored store has made since"


def test_a_region_of_other_data_is_told_until_there_is_a_new_one(home, tmp_path):
    path, _ = plain_region(home)
    protect(path, WORDS)
    path.unlink()
    path.with_name(path.name + ".key").unlink()
    with closing(open_store(path)) as own:
        assert not is_region_there(own)
        assert unreachable(own) == tuple(kept(home))
        with closing(open_region(own)):
            pass
        assert unreachable(own) == ()
        assert is_region_there(own)


def test_a_plain_region_from_between_does_not_stay_in_the_clear(home, tmp_path):
    """Made with an older, plain backup; then the newer data with their encrypted region came back."""
    path, copy = plain_region(home)
    done = protect(path, WORDS)
    with closing(open_store(home / "region.store")) as between, between.write():
        pass
    assert reports(path, done.key) == 2
    with closing(open_store(path, key=done.key)) as own:
        back_up_daily(own, datetime(2026, 9, 15, 12, tzinfo=UTC))
    assert all(is_encrypted(each) for each in (*kept(home), copy))
    assert len(kept(home)) == 2


def test_each_store_has_a_region_of_its_own(home, tmp_path):
    stores = [home / "fieldvisit.store", tmp_path / "shop.store", tmp_path / "[two].store"]
    for count, path in enumerate(stores, 1):
        with closing(open_store(path)) as own, closing(open_region(own)) as region:
            fill(region, count)
    key = protect(stores[2], WORDS).key
    assert [reports(path, each) for path, each in zip(stores, (None, None, key), strict=True)] == [1, 2, 3]
    assert [each.name for each in kept(home)] == ["region.store"]
    assert not is_encrypted(home / "region.store")
    assert not is_encrypted(tmp_path / "shop-region.store")
    assert not (tmp_path / "[two]-region.store").exists()


def test_a_region_that_lies_where_it_did_before_is_found(home, tmp_path):
    first = tmp_path / "first.store"
    open_store(home / "fieldvisit.store").close()
    key = protect_with_region(first)
    (region,) = tmp_path.glob("first-region-*.store")
    region.rename(home / region.name.removeprefix("first-"))
    assert reports(first, key) == 2
    assert list(tmp_path.glob("first-region*.store")) == []


def test_the_plain_region_of_a_store_that_is_alone_stays_with_it(home, tmp_path):
    path, _ = plain_region(home)
    alone = tmp_path / "alone.store"
    path.rename(alone)
    assert reports(alone, None) == 2
    assert protect(alone, WORDS).left_open == ()
    assert [is_encrypted(each) for each in kept(home)] == [True]


def test_the_sample_has_nothing_to_do_with_the_user_s_own_region(home, tmp_path):
    path, _ = plain_region(home)
    path.unlink()
    with closing(open_store(sample_store())) as sample:
        assert not is_region_there(sample)


@pytest.mark.parametrize("content", ["", "[]", '{"ways": {"x": "no hex"}}', '{"ways": []}'])
def test_ruined_ways_in_are_made_anew(home, tmp_path, content):
    path, _ = plain_region(home)
    key = protect(path, WORDS).key
    (region,) = kept(home)
    ways_in.file_of(region).write_text(content)
    assert reports(path, key) == 2
    assert "fieldvisit.region-key" in ways_in.file_of(region).read_text()


def protect_with_region(path):
    open_store(path).close()
    key = protect(path, WORDS).key
    with closing(open_store(path, key=key)) as own, closing(open_region(own)) as region:
        fill(region, 2)
    return key


def test_a_protected_store_leaves_no_region_in_the_clear(home, tmp_path):
    path, copy = plain_region(home)
    done = protect(path, WORDS)
    assert done.left_open == ()
    assert [is_encrypted(each) for each in kept(home)] == [True]
    assert is_encrypted(copy)
    assert reports(path, done.key) == 2


def test_a_region_that_cannot_be_encrypted_is_told_and_done_with_the_next_daily_backup(home, tmp_path, monkeypatch):
    path, copy = plain_region(home)
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
    plain_region(home)
    other = tmp_path / "other.store"
    open_store(other).close()
    assert protect(other, WORDS).left_open == ()
    assert [is_encrypted(each) for each in kept(home)] == [False]


def test_a_region_that_was_stopped_between_two_names_is_found(home, tmp_path, monkeypatch):
    class StoppedError(Exception):
        pass

    path, _ = plain_region(home)
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
