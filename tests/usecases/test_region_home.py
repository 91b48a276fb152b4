"""A region lies beside the user's store, and is encrypted with it."""

from contextlib import closing

from fieldvisit.store.headers import is_encrypted
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import protect, remove_passphrase
from fieldvisit.usecases.region import loaded_reports, take_in
from fieldvisit.usecases.region_home import is_region_there, open_region
from tests.factories.region import region_visits, write_report

WORDS = "correct horse battery staple"


def kept(home):
    return list(home.glob("region*.store"))


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
