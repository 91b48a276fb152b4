"""A region made from reports alone: it equals the stores the reports came from, in whatever order they are dropped."""

import os
from contextlib import ExitStack
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Message
from fieldvisit.domain.region import Refusal, RefusedAs
from fieldvisit.domain.visit import VisitState
from fieldvisit.exchange.key_file import PublicKey, key_file
from fieldvisit.exchange.seals import Signer
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.visits import insert_visit, list_visits
from fieldvisit.usecases import report_reader
from fieldvisit.usecases.keys import import_key
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.open_visit import load_visit
from fieldvisit.usecases.region import days_covered, loaded_reports, region_figures, take_in, trusted_keys
from fieldvisit.usecases.region_judging import Became
from tests.factories.attached import attached
from tests.factories.region import FIRST_DAY, LAST_DAY, REPS, empty_page, made_visit, region_visits, write_report

COUNT = int(os.environ.get("FIELDVISIT_REGION_VISITS", "120"))


@pytest.fixture
def stores():
    with ExitStack() as opened:

        def made(path):
            store = open_store(path)
            opened.callback(store.close)
            return store

        yield made


@pytest.fixture
def region(stores, tmp_path):
    return stores(tmp_path / "region.store")


def rep_stores(stores, folder, visits):
    """The reps' own stores, each with its own visits."""
    own = {made.visit.rep: stores(folder / f"{made.visit.rep}.store") for made in visits[:REPS]}
    for rep, store in own.items():
        with store.write() as session:
            for made in visits:
                if made.visit.rep == rep:
                    ensure_dealer(session, made.facts.dealer)
                    insert_visit(session, made.visit, made.facts)
    return own.values()


def all_in(store):
    with store.read() as session:
        heads = list_visits(session)
    return [load_visit(store, head.id) for head in heads]


def added_up(amounts):
    return sum(amounts, Decimal(0))


def told(found):
    """Everything that is shown, without the order in which the visits came."""
    return (
        found.visits,
        found.dealers,
        found.orders,
        found.strike,
        found.objectives,
        found.overdue,
        found.ageing,
        found.own_share,
        found.market_prices,
        found.stock_outs,
        found.broken,
        found.ranking(),
        [(each.title(), each.figure(), each.action(), each.stake, each.visits) for each in found.exceptions],
    )


@pytest.mark.timeout(1200)
def test_the_region_equals_the_sum_of_the_stores_to_the_cent(stores, region, tmp_path):
    visits = list(region_visits(COUNT))
    for made in visits:
        write_report(made, tmp_path / "reports" / made.visit.rep)
    taken = take_in(region, [tmp_path / "reports"])
    assert taken.counts == {Became.NEW: COUNT}

    found = region_figures(region, FIRST_DAY, LAST_DAY)
    stored = [each for store in rep_stores(stores, tmp_path, visits) for each in all_in(store)]
    calculated = [(visit, figures(visit, facts)) for visit, facts in stored]
    latest = {
        visit.dealer: each for visit, each in sorted(calculated, key=lambda each: (each[0].day, each[0].closed_at))
    }
    assert found.visits.value == len(calculated) == COUNT
    assert dict(found.orders.value) == {"CNY": sum(each.order_value for _, each in calculated)}
    assert dict(found.overdue.value) == {"CNY": sum(each.account.overdue for each in latest.values())}
    assert found.ageing.value["CNY"] == tuple(
        sum((each.account.ageing[age] for each in latest.values()), Decimal(0)) for age in range(5)
    )
    for ranked in found.ranking():
        own = [each for visit, each in calculated if visit.rep == ranked.figures.rep]
        assert len(ranked.figures.visits) == len(own)
        assert ranked.value == sum(each.order_value for each in own)
    assert_flows(found, calculated, {visit.id: facts.ledger for visit, facts in stored})
    own = added_up(each.stock_value for each in latest.values())
    others = added_up(each.competitor_value for each in latest.values())
    assert found.own_share.value == own / (own + others)


def assert_flows(found, calculated, ledgers):
    """What follows from one visit to the next, worked out once more from the stores, visit by visit."""
    by_dealer: dict[Any, list[Any]] = {}
    for visit, each in sorted(calculated, key=lambda each: (each[0].day, each[0].closed_at)):
        by_dealer.setdefault(visit.dealer, []).append((visit, each))
    newest: dict[Any, Any] = {}
    for visit, _ in calculated:
        newest[visit.rep] = max(visit.day, newest.get(visit.rep, visit.day))
    paid = overdue = Decimal(0)
    due = kept = 0
    for visits in by_dealer.values():
        for (before, _), (after, _) in pairwise(visits):
            owed = {item.document: item for item in ledgers[before.id] if item.due_on < before.day}
            open_now = {item.document: item.amount for item in ledgers[after.id]}
            for document, item in owed.items():
                overdue += item.amount
                paid += max(Decimal(0), item.amount - open_now.get(document, Decimal(0)))
        for at, (visit, _) in enumerate(visits):
            agreed = visit.step("wrap_up").values["next_visit"]
            if agreed > min(newest[visit.rep], LAST_DAY) or any(each.day == visit.day for each, _ in visits[at + 1 :]):
                continue
            due += 1
            kept += any(visit.day < each.day <= agreed for each, _ in visits[at + 1 :])
    assert (found.call_rate.part, found.call_rate.whole) == (kept, due)
    assert found.collected.value.get("CNY", 0) == paid
    assert found.was_overdue.get("CNY", 0) == overdue
    assert sum(each.figures.collected.get("CNY", 0) for each in found.ranking("collected")) == paid
    seen = [row.figures for _, each in calculated for row in each.prices.values()]
    sides = [side for row in seen for side in (row.retail, row.resale) if side.observed is not None and side.band.floor]
    inside = sum(not (side.below_floor or side.above_ceiling) for side in sides)
    assert (found.price_compliance.part, found.price_compliance.whole) == (inside, len(sides))


def test_the_order_of_dropping_does_not_matter(stores, tmp_path):
    random = Random(3)
    visits = list(region_visits(30))
    second = [made_visit(random, 0, 1, revises=made.visit) for made in visits[:6]]
    third = [made_visit(random, 0, 1, revises=made.visit) for made in second[:3]]
    files = [write_report(made, tmp_path / "r") for made in (*visits, *second, *third)]
    results = []
    for number in range(3):
        store = stores(tmp_path / f"{number}.store")
        dropped = list(files)
        Random(number).shuffle(dropped)
        for start in range(0, len(dropped), 13):
            take_in(store, dropped[start : start + 13])
        results.append(told(region_figures(store, FIRST_DAY, LAST_DAY)))
    assert results[0] == results[1] == results[2]
    assert results[0][0].value == 30


def test_the_same_report_counts_once_whatever_its_name(region, tmp_path):
    (made,) = region_visits(1)
    files = [write_report(made, tmp_path), write_report(made, tmp_path, "again (2).pdf")]
    assert take_in(region, files).counts == {Became.NEW: 1, Became.DUPLICATE: 1}
    assert take_in(region, files).counts == {Became.DUPLICATE: 2}
    assert region_figures(region, FIRST_DAY, LAST_DAY).visits.value == 1


def test_the_latest_revision_wins_and_the_older_one_says_so(region, tmp_path):
    (first,) = region_visits(1)
    second = made_visit(Random(5), 0, 1, revises=first.visit)
    old, new = write_report(first, tmp_path), write_report(second, tmp_path)
    assert take_in(region, [new]).counts == {Became.NEW: 1}
    (outcome,) = take_in(region, [old]).outcomes
    assert (outcome.became, str(outcome.reason)) == (Became.OLDER, "Replaced by revision 2.")
    found = region_figures(region, FIRST_DAY, LAST_DAY)
    assert found.visits.visits == (second.visit.id,)
    assert found.orders.value.get("CNY", 0) == figures(second.visit, second.facts).order_value


def test_both_revisions_in_one_drop_count_as_the_later_one(region, tmp_path):
    (first,) = region_visits(1)
    second = made_visit(Random(5), 0, 1, revises=first.visit)
    files = [write_report(first, tmp_path, "a.pdf"), write_report(second, tmp_path, "b.pdf")]
    taken = take_in(region, files)
    assert [each.became for each in taken.outcomes] == [Became.OLDER, Became.NEWER]


def test_two_reps_may_have_given_the_same_number(region, tmp_path):
    random = Random(1)
    visits = [made_visit(random, rep, 1) for rep in (0, 1)]
    visits[1].visit.number = visits[0].visit.number
    take_in(region, [write_report(made, tmp_path) for made in visits])
    found = region_figures(region, FIRST_DAY, LAST_DAY)
    assert [share.number for share in found.shares] == [visits[0].visit.number] * 2


def test_a_second_report_that_says_otherwise_is_refused(region, tmp_path):
    (made,) = region_visits(1)
    take_in(region, [write_report(made, tmp_path, "first.pdf")])
    made.visit.step("sales").rows("order").clear()
    made.visit.step("wrap_up").values["strengths"] = "quite another visit"
    (outcome,) = take_in(region, [write_report(made, tmp_path, "second.pdf")]).outcomes
    assert outcome.became is Became.REFUSED
    assert "second.pdf says otherwise" in str(outcome.reason)


def test_what_is_no_report_is_refused_by_name_and_nothing_else_is_lost(region, tmp_path):
    good, draft = region_visits(2)
    draft.visit.state = VisitState.OPEN
    whole = write_report(good, tmp_path / "in").read_bytes()
    (tmp_path / "in" / "cut.pdf").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "in" / "empty.pdf").write_bytes(b"")
    (tmp_path / "in" / "text.pdf").write_text("no PDF")
    write_report(draft, tmp_path / "in", "draft.pdf")
    (tmp_path / "in" / "notes.txt").write_text("is passed over inside a folder")
    taken = take_in(region, [tmp_path / "in", tmp_path / "gone.pdf"])
    refused = {each.path.name: str(each.reason) for each in taken.outcomes if each.became is Became.REFUSED}
    assert refused.keys() == {"cut.pdf", "empty.pdf", "text.pdf", "draft.pdf", "gone.pdf"}
    assert all(name in reason for name, reason in refused.items())
    assert "not closed" in refused["draft.pdf"]
    assert taken.counts[Became.NEW] == 1


def test_a_later_drop_adds_to_the_region(region, tmp_path):
    files = [write_report(made, tmp_path) for made in region_visits(8)]
    take_in(region, files[:5])
    first = region_figures(region, FIRST_DAY, LAST_DAY)
    take_in(region, files[5:])
    assert (first.visits.value, region_figures(region, FIRST_DAY, LAST_DAY).visits.value) == (5, 8)
    assert len(loaded_reports(region)) == 8
    assert days_covered(region) is not None


def test_only_visits_of_the_period_count(region, tmp_path):
    take_in(region, [write_report(made, tmp_path) for made in region_visits(10)])
    days = sorted(share.day for share in region_figures(region, FIRST_DAY, LAST_DAY).shares)
    part = region_figures(region, days[2], days[6])
    assert [share.day for share in part.shares] == [day for day in days if days[2] <= day <= days[6]]


def test_calling_off_keeps_what_was_read_and_can_be_gone_on_with(region, tmp_path):
    files = [write_report(made, tmp_path) for made in region_visits(6)]

    def stop(done, total):
        if done >= 2:
            raise RuntimeError

    with pytest.raises(RuntimeError):
        take_in(region, files, stop)
    assert len(loaded_reports(region)) >= 2
    assert sum(take_in(region, files).counts.values()) == 6
    assert region_figures(region, FIRST_DAY, LAST_DAY).visits.value == 6


def test_where_keys_were_handed_over_only_reports_signed_with_them_count(region, tmp_path):
    known, stranger = Signer.new(), Signer.new()
    first, second, third = region_visits(3)
    files = [
        write_report(first, tmp_path, "known.pdf", known),
        write_report(second, tmp_path, "stranger.pdf", stranger),
        write_report(third, tmp_path, "unsigned.pdf"),
    ]
    taken = take_in(region, files, keys={known.public: "Rep 00"})
    assert [each.became for each in taken.outcomes] == [Became.NEW, Became.REFUSED, Became.REFUSED]
    assert "not known here" in str(taken.outcomes[1].reason)
    assert "not signed" in str(taken.outcomes[2].reason)
    signed = taken.outcomes[0].signed
    assert signed is not None
    assert signed.name == "Rep 00"


def test_as_long_as_no_key_was_handed_over_none_is_asked_for(region, tmp_path):
    assert trusted_keys(region) == {}
    path = tmp_path / "rep.key"
    path.write_bytes(key_file(PublicKey("Rep 00", Signer.new().public)))
    import_key(region, path)
    assert "Rep 00" in trusted_keys(region).values()


def test_an_attachment_that_unfolds_without_end_is_refused_and_the_others_are_read(region, tmp_path):
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(attached(empty_page(), b" " * 150_000_000, "../../../bomb.json"))
    assert bomb.stat().st_size < 400_000
    (made,) = region_visits(1)
    taken = take_in(region, [bomb, write_report(made, tmp_path, "whole.pdf")])
    assert [each.became for each in taken.outcomes] == [Became.REFUSED, Became.NEW]
    assert "bomb.pdf" in str(taken.outcomes[0].reason)
    assert not list(tmp_path.parent.glob("bomb.json"))


@pytest.mark.parametrize("name", ["a", "b"])
def test_a_reader_that_dies_over_a_file_costs_that_file_alone(region, tmp_path, monkeypatch, name):
    """The process is ended while it reads: by its own fault (a) or because it takes too long (b)."""
    files = [write_report(made, tmp_path, f"{at}.pdf") for at, made in enumerate(region_visits(4))]
    monkeypatch.setattr(report_reader._Reader, "fault", _fault_over(files[0], name))
    taken = take_in(region, files)
    assert [each.became for each in taken.outcomes] == [Became.REFUSED, Became.NEW, Became.NEW, Became.NEW]
    assert "0.pdf" in str(taken.outcomes[0].reason)


def _fault_over(path, name):
    """Stands in for the look from outside: the process that has this file is ended, or said to be too slow."""

    def fault(reader):
        if reader.taken[0] != path:
            return None
        if name == "b":
            return Refusal(RefusedAs.UNFIT, Message("{file} was not read.", file=path.name))
        reader._process.kill()
        return None

    return fault
