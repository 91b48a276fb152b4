"""What a manager does with a region beside adding to it: passwords, keys, refused files, taking reports out."""

from dataclasses import replace
from random import Random

import pytest

from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.region import RefusedAs
from fieldvisit.exchange.locking import locked
from fieldvisit.exchange.seals import Signer
from fieldvisit.store.derived import faults
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.region import days_covered, loaded_reports, region_figures, take_in, trusted_keys
from fieldvisit.usecases.region_care import (
    dismiss,
    empty,
    refused,
    remove_period,
    remove_reports,
    seen_keys,
    set_apart,
    trust_key,
)
from fieldvisit.usecases.region_judging import Became
from tests.factories.attached import attached
from tests.factories.region import FIRST_DAY, LAST_DAY, empty_page, made_visit, region_visits, write_report

MINE, STRANGERS = Signer(bytes(range(32))), Signer(bytes(range(1, 33)))


@pytest.fixture
def region(tmp_path):
    store = open_store(tmp_path / "region.store")
    yield store
    store.close()


@pytest.fixture
def own(tmp_path):
    store = open_store(tmp_path / "own.store")
    yield store
    store.close()


def counted(region):
    return region_figures(region, FIRST_DAY, LAST_DAY).visits.value


def kinds(region):
    return {each.path.name: each.refusal.kind for each in refused(region)}


def test_refused_files_stay_with_their_reason_until_they_are_dismissed(region, tmp_path):
    (tmp_path / "a.pdf").write_text("no PDF")
    (tmp_path / "b.pdf").write_bytes(b"")
    taken = take_in(region, [tmp_path / "a.pdf", tmp_path / "b.pdf"])
    kept = refused(region)
    assert [str(each.refusal.why) for each in kept] == [str(each.reason) for each in taken.outcomes]
    assert kinds(region) == {"a.pdf": RefusedAs.NO_DATA, "b.pdf": RefusedAs.NO_DATA}
    dismiss(region, [kept[0].path])
    assert list(kinds(region)) == ["b.pdf"]


def test_a_file_that_comes_again_whole_is_no_longer_refused(region, tmp_path):
    (made,) = region_visits(1)
    path = write_report(made, tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    take_in(region, [path])
    assert kinds(region) == {path.name: RefusedAs.DAMAGED}
    again = tmp_path / "mail" / path.name
    again.parent.mkdir()
    again.write_bytes(whole)
    assert take_in(region, [again]).counts == {Became.NEW: 1}
    assert kinds(region) == {}


def test_each_kind_of_refusal_is_told_apart(region, tmp_path):
    good, draft, newer = region_visits(3)
    draft.visit.state = type(draft.visit.state).OPEN
    whole = write_report(good, tmp_path / "whole", signer=MINE).read_bytes()
    document = encode(newer.visit, newer.facts) | {"schema_version": 999}
    files = {
        "newer.pdf": attached(empty_page(), dumps(document), "visit.json"),
        "locked.pdf": locked(whole, "secret"),
        "damaged.pdf": whole[: len(whole) // 2],
        "altered.pdf": whole + whole[whole.rindex(b"startxref") :],
        "scan.pdf": empty_page(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    write_report(draft, tmp_path, "draft.pdf")
    taken = take_in(region, [*(tmp_path / name for name in files), tmp_path / "draft.pdf"])
    assert kinds(region) == {
        "newer.pdf": RefusedAs.NEWER,
        "locked.pdf": RefusedAs.LOCKED,
        "damaged.pdf": RefusedAs.DAMAGED,
        "altered.pdf": RefusedAs.ALTERED,
        "scan.pdf": RefusedAs.NO_DATA,
        "draft.pdf": RefusedAs.DRAFT,
    }
    assert all(each.path.name in str(each.reason) for each in taken.outcomes)


def test_one_password_opens_all_files_that_are_locked_with_it(region, tmp_path):
    folder = tmp_path / "locked"
    for at, made in enumerate(region_visits(4)):
        path = write_report(made, folder)
        path.write_bytes(locked(path.read_bytes(), "one" if at < 3 else "another"))
    assert take_in(region, [folder]).counts == {Became.REFUSED: 4}
    assert take_in(region, [folder], passwords=["wrong", "one"]).counts == {Became.NEW: 3, Became.REFUSED: 1}
    assert list(kinds(region).values()) == [RefusedAs.LOCKED]
    assert take_in(region, [folder], passwords=["one", "another"]).counts == {Became.NEW: 1, Became.DUPLICATE: 3}
    assert kinds(region) == {}


def test_a_key_can_be_taken_from_a_refused_report_and_then_lets_it_in(region, own, tmp_path):
    first, second = region_visits(2)
    files = [write_report(first, tmp_path, signer=MINE), write_report(second, tmp_path, signer=STRANGERS)]
    trust_key(own, MINE.public.hex(), "Rep 00")
    take_in(region, files, keys=trusted_keys(own))
    unknown, known = seen_keys(region, own)
    assert (unknown.name, unknown.reps, unknown.reports) == (None, (second.visit.rep,), 1)
    assert (known.name, known.public) == ("Rep 00", MINE.public.hex())
    assert counted(region) == 1
    trust_key(own, unknown.public, "Rep 01")
    assert take_in(region, files, keys=trusted_keys(own)).counts == {Became.NEW: 1, Became.DUPLICATE: 1}
    assert [each.name for each in seen_keys(region, own)] == ["Rep 00", "Rep 01"]


def test_a_name_with_two_keys_is_one_rep_until_it_is_told_apart(region, tmp_path):
    random = Random(2)
    visits = [made_visit(random, 0, number) for number in (1, 2, 3)]
    take_in(region, [write_report(made, tmp_path, signer=MINE if at else STRANGERS) for at, made in enumerate(visits)])
    (rep,) = region_figures(region, FIRST_DAY, LAST_DAY).ranking()
    assert sorted(rep.figures.keys.values()) == [1, 2]
    set_apart(region, "Rep 00", apart=True)
    ranked = region_figures(region, FIRST_DAY, LAST_DAY).ranking("visits")
    assert [len(each.figures.visits) for each in ranked] == [2, 1]
    assert all(each.figures.rep.startswith("Rep 00 (") for each in ranked)
    set_apart(region, "Rep 00", apart=False)
    assert len(region_figures(region, FIRST_DAY, LAST_DAY).ranking()) == 1


def test_a_visit_goes_with_all_its_revisions_and_may_come_again(region, tmp_path):
    first, other = region_visits(2)
    second = made_visit(Random(5), 0, 1, revises=first.visit)
    files = [write_report(made, tmp_path) for made in (first, second, other)]
    take_in(region, files)
    assert remove_reports(region, [second.visit.id]) == 2
    assert [each.visit for each in loaded_reports(region)] == [other.visit.id]
    assert counted(region) == 1
    assert take_in(region, files).counts[Became.DUPLICATE] == 1
    assert counted(region) == 2


def test_a_period_is_taken_out_and_the_rest_stays(region, tmp_path):
    visits = list(region_visits(10))
    take_in(region, [write_report(made, tmp_path) for made in visits])
    day = sorted(made.visit.day for made in visits)[4]
    gone = sum(made.visit.day <= day for made in visits)
    assert remove_period(region, FIRST_DAY, day) == gone
    assert counted(region) == 10 - gone
    with region.read() as session:
        assert faults(session.connection()) == []


def test_the_region_is_emptied_and_can_be_filled_again(region, tmp_path):
    files = [write_report(made, tmp_path) for made in region_visits(5)]
    (tmp_path / "bad.pdf").write_bytes(b"")
    take_in(region, [*files, tmp_path / "bad.pdf"])
    empty(region)
    assert (loaded_reports(region), days_covered(region), refused(region)) == ([], None, [])
    assert take_in(region, files).counts == {Became.NEW: 5}


def test_once_a_key_is_known_its_reports_count_for_whom_it_was_given(region, own, tmp_path):
    """One rep with two computers is one name given twice, two people of one name are two names."""
    random = Random(2)
    visits = [made_visit(random, 0, number) for number in (1, 2, 3)]
    for signer, name in ((MINE, "Li Wei, north"), (STRANGERS, "Li Wei, south")):
        trust_key(own, signer.public.hex(), name)
    keys = trusted_keys(own)
    files = [write_report(made, tmp_path, signer=MINE if at else STRANGERS) for at, made in enumerate(visits)]
    take_in(region, files, keys=keys)
    found = region_figures(region, FIRST_DAY, LAST_DAY, keys=keys)
    assert {each.rep: len(each.visits) for each in found.rep_figures} == {"Li Wei, north": 2, "Li Wei, south": 1}
    assert {share.named for share in found.shares} == {"Rep 00"}
    trust_key(own, STRANGERS.public.hex(), "Li Wei, north")
    assert region_figures(region, FIRST_DAY, LAST_DAY, keys=trusted_keys(own)).reps == ("Li Wei, north",)


KEYS = {MINE.public: "Rep 00", STRANGERS.public: "Rep 01"}


def two_revisions():
    (first,) = region_visits(1)
    return first, made_visit(Random(5), 0, 1, revises=first.visit)


def standing(region):
    return set(region_figures(region, FIRST_DAY, LAST_DAY, keys=KEYS).visits.visits)


def test_nobody_s_report_takes_the_place_of_another_s(region, tmp_path):
    first, second = two_revisions()
    take_in(region, [write_report(first, tmp_path, "a.pdf", signer=MINE)], keys=KEYS)
    taken = take_in(region, [write_report(second, tmp_path, "b.pdf", signer=STRANGERS)], keys=KEYS)
    assert taken.counts == {Became.NEW: 1}
    found = region_figures(region, FIRST_DAY, LAST_DAY, keys=KEYS)
    assert {each.rep: each.visits for each in found.rep_figures} == {
        "Rep 00": (first.visit.id,),
        "Rep 01": (second.visit.id,),
    }


@pytest.mark.parametrize("signer", [None, Signer(bytes(range(2, 34)))], ids=["unsigned", "unknown key"])
def test_what_no_longer_counts_replaces_nothing(region, tmp_path, signer):
    first, second = two_revisions()
    take_in(region, [write_report(first, tmp_path, "a.pdf", signer=MINE)])
    assert take_in(region, [write_report(second, tmp_path, "b.pdf", signer=signer)]).counts == {Became.NEWER: 1}
    assert standing(region) == {first.visit.id}


def test_what_no_longer_counts_keeps_nothing_out(region, tmp_path):
    first, second = two_revisions()
    forged = replace(first, visit=replace(first.visit, closed_at=second.visit.closed_at))
    take_in(region, [write_report(each, tmp_path, f"{at}.pdf") for at, each in enumerate((forged, second))])
    taken = take_in(region, [write_report(first, tmp_path, "genuine.pdf", signer=MINE)], keys=KEYS)
    assert taken.counts == {Became.NEW: 1}
    assert standing(region) == {first.visit.id}
    with region.read() as session:
        assert faults(session.connection()) == []
    assert [each.key for each in loaded_reports(region) if each.visit == first.visit.id] == [MINE.public.hex()]
    taken = take_in(region, [write_report(second, tmp_path, "later.pdf", signer=MINE)], keys=KEYS)
    assert taken.counts == {Became.NEWER: 1}
    assert standing(region) == {second.visit.id}
