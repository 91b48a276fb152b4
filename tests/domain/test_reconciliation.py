"""Two books compared: matches by hand, and what must hold for any two books."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.domain.books import books_of
from fieldvisit.domain.facts import LedgerItem
from fieldvisit.domain.reconciliation import BookItem, MatchKind, Reconciliation, reconcile
from tests.factories.visits import add_row, exact, facts, invoice, visit

Pair = tuple[str, str]


def item(identifier: str, document: str, amount: str, day: int | None = 1) -> BookItem:
    return BookItem(identifier, document, Decimal(amount), None if day is None else date(2026, 9, day))


def told(books: Reconciliation) -> list[tuple[str, str, str]]:
    return [
        (line.kind.value, line.ours.id if line.ours else "", line.theirs.id if line.theirs else "")
        for line in books.lines
    ]


def test_by_number_and_amount() -> None:
    assert told(reconcile([item("a", "INV-1", "10")], [item("x", "inv －１", "10", None)])) == [("matched", "a", "x")]


def test_same_number_with_another_amount_is_a_difference() -> None:
    books = reconcile([item("a", "INV-1", "10")], [item("x", "INV-1", "7")])
    assert told(books) == [("difference", "a", "x")]
    assert (books.differences, books.gap, books.unexplained) == exact(3, 3, 0)


def test_same_amount_within_seven_days_is_a_suggestion() -> None:
    ours = [item("a", "INV-1", "10", 1)]
    assert told(reconcile(ours, [item("x", "SY-1", "10", 8)])) == [("suggestion", "a", "x")]
    assert told(reconcile(ours, [item("x", "SY-1", "10", 9)])) == [("only_ours", "a", ""), ("only_theirs", "", "x")]
    assert told(reconcile(ours, [item("x", "SY-1", "10", None)])) == [("only_ours", "a", ""), ("only_theirs", "", "x")]


def test_a_suggestion_counts_as_unmatched_until_it_is_confirmed() -> None:
    ours, theirs = [item("a", "INV-1", "10")], [item("x", "SY-1", "10")]
    waiting = reconcile(ours, theirs)
    assert (waiting.only_ours, waiting.only_theirs, waiting.unexplained) == exact(10, 10, 0)
    confirmed = reconcile(ours, theirs, same=frozenset({("INV-1", "SY-1")}))
    assert told(confirmed) == [("matched", "a", "x")]
    assert (confirmed.lines[0].confirmed, confirmed.only_ours) == exact(True, 0)
    refused = reconcile(ours, theirs, different=frozenset({("INV-1", "SY-1")}))
    assert told(refused) == [("only_ours", "a", ""), ("only_theirs", "", "x")]


def test_a_confirmed_pair_whose_amount_is_changed_later_is_a_difference() -> None:
    books = reconcile([item("a", "INV-1", "10")], [item("x", "SY-1", "9")], same=frozenset({("INV-1", "SY-1")}))
    assert told(books) == [("difference", "a", "x")]
    assert books.differences == 1


def test_a_number_that_stands_twice_hides_no_document() -> None:
    ours = [item("a", "INV-1", "10"), item("b", "INV-1", "20")]
    assert told(reconcile(ours, [item("x", "INV-1", "20")])) == [("only_ours", "a", ""), ("matched", "b", "x")]
    twice = reconcile([item("a", "INV-1", "10")], [item("x", "INV-1", "9"), item("y", "INV-1", "10")])
    assert told(twice) == [("only_theirs", "", "x"), ("matched", "a", "y")]


def test_the_nearest_of_equal_amounts_is_suggested() -> None:
    theirs = [item("x", "SY-1", "10", 6), item("y", "SY-2", "10", 2)]
    assert told(reconcile([item("a", "INV-1", "10", 1)], theirs)) == [
        ("suggestion", "a", "y"),
        ("only_theirs", "", "x"),
    ]


def test_documents_without_a_number_are_not_the_same_document() -> None:
    books = reconcile([item("a", "", "10", None)], [item("x", "", "10", None)])
    assert told(books) == [("only_ours", "a", ""), ("only_theirs", "", "x")]


def test_as_long_as_the_dealers_book_is_empty_nothing_is_compared() -> None:
    started = visit()
    add_row(started, "account", "dealer_book", "x", document="INV-1")
    assert books_of(started, facts(ledger=(invoice("INV-1", "10"),))) is None


def test_twins_in_our_own_ledger_both_appear() -> None:
    started = visit()
    add_row(started, "account", "dealer_book", "x", document="INV-1", amount=10)
    ledger: tuple[LedgerItem, ...] = (invoice("INV-1", "10"), invoice("INV-1", "10"))
    books = books_of(started, facts(ledger=ledger))
    assert books is not None
    assert [line.kind for line in books.lines] == [MatchKind.ONLY_OURS, MatchKind.MATCHED]
    assert (books.company, books.unexplained) == exact(20, 0)


documents = st.sampled_from(["INV-1", "INV-2", "inv 1", "SY-1", ""])
amounts = st.sampled_from([Decimal(number) for number in ("10", "10.01", "-10", "0", "25")])
days = st.none() | st.integers(1, 20).map(lambda day: date(2026, 9, day))


@st.composite
def a_book(draw: st.DrawFn, letter: str) -> list[BookItem]:
    entries = draw(st.lists(st.tuples(documents, amounts, days), max_size=8))
    return [BookItem(f"{letter}{at}", *each) for at, each in enumerate(entries)]


decisions = st.frozensets(st.tuples(documents, documents), max_size=4)


@given(a_book("o"), a_book("t"), decisions, decisions)
def test_the_identity_holds_and_every_document_appears_once(
    ours: list[BookItem], theirs: list[BookItem], same: frozenset[Pair], different: frozenset[Pair]
) -> None:
    books = reconcile(ours, theirs, same=same, different=different)
    assert books.unexplained == 0
    assert sorted(line.ours.id for line in books.lines if line.ours) == sorted(each.id for each in ours)
    assert sorted(line.theirs.id for line in books.lines if line.theirs) == sorted(each.id for each in theirs)


@given(a_book("o"), a_book("t"), decisions, st.integers())
def test_the_order_of_entry_does_not_matter(
    ours: list[BookItem], theirs: list[BookItem], same: frozenset[Pair], seed: int
) -> None:
    shuffled_ours, shuffled_theirs = list(ours), list(theirs)
    Random(seed).shuffle(shuffled_ours)
    Random(seed + 1).shuffle(shuffled_theirs)
    assert reconcile(shuffled_ours, shuffled_theirs, same=same) == reconcile(ours, theirs, same=same)
