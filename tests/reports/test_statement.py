"""The statement's printed lines against the worked example, and against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldvisit.domain.facts import LedgerItem
from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Language, speaking
from fieldvisit.domain.visit import VisitState
from fieldvisit.reports.ageing import hundredths
from fieldvisit.reports.differing import DifferingGroup, differing_groups
from fieldvisit.reports.statement import build_statement
from fieldvisit.reports.theme import EDGE_MARGIN, PAGE_SIZES, SIDE_MARGIN
from fieldvisit.reports.visit_content import VisitContent
from tests.factories.visits import add_row, facts, invoice, visit
from tests.reports import reading
from tests.reports.worked_visit import worked_facts, worked_visit


@pytest.fixture(scope="module")
def worked() -> bytes:
    return build_statement(worked_visit(), worked_facts())


@pytest.fixture(scope="module")
def told(worked) -> str:
    return reading.text(worked)


def unconfirmed():
    made = worked_visit()
    for row in made.step("account").rows("reconciliation"):
        row.values.pop("decision", None)
    return made


def groups_of(made, known) -> list[DifferingGroup]:
    content = VisitContent(made, known, figures(made, known))
    assert content.figures.books is not None
    return differing_groups(content, content.figures.books)


def test_both_parties_stand_with_their_local_names_and_addresses(told):
    for words in (
        "Qinghe Brewing and Beverages Co., Ltd 清禾酿造饮料有限公司 East region office, 6 Wharf Road, Suzhou",
        "Dealer D-00318 Shengyuan Trading 盛源商贸有限公司 18 Heping Road, Suzhou",
        "Reconciliation statement 往来对账单",
        "as of 15 Sep 2026, all amounts in CNY",
    ):
        assert words in told


def test_balances_gap_and_matched_documents_are_those_of_the_worked_example(told):
    assert "106,386.00 Balance in the dealer's book 85,450.00 To be explained 20,936.00" in told
    assert "Matched 7 documents, 78,480.00" in told


def test_every_item_that_differs_has_its_dates_amounts_and_reason(told):
    for line in (
        "Difference in amount 360.00 INV-26-0738 24 Jul 2026 16,480.00 16,120.00 360.00 Price difference: Credit note",
        "Only in our ledger 11,426.00 INV-26-0402 10 Apr 2026 6,200.00 – 6,200.00 Disputed: 20 cases said",
        "INV-26-0866 10 Sep 2026 5,226.00 – 5,226.00 Not booked",
        "Only in the dealer's book −9,150.00 CLM-07 30 Jun 2026 – −1,150.00 −1,150.00 Rebate",
        "PAY-0912 12 Sep 2026 – −8,000.00 −8,000.00 In transit: Bank slip seen",
    ):
        assert line in told


def test_the_identity_is_written_out_to_the_unexplained_rest(told):
    assert "106,386.00 − 85,450.00 = 20,936.00 = 11,426.00 − (−9,150.00) + 360.00 0.00" in told


def test_a_confirmed_suggestion_is_named(told):
    assert "5; INV-26-0850 and SY-2209, 18,760.00, 2 days apart, were confirmed as the same document" in told


def test_three_figures_and_ageing_with_shares_that_add_up(told):
    assert "116,386.00 of which overdue 71,060.00" in told
    assert "45,326.00 28,380.00 24,080.00 12,400.00 6,200.00 116,386.00" in told
    assert "38.9 % 24.4 % 20.7 % 10.7 % 5.3 % 100.0 %" in told


def test_promise_and_signatures_with_name_title_and_date(told):
    assert "The dealer promises to pay 30,000.00 by 18 Sep 2026 (Zhou Min, owner)." in told
    assert "Name Zhou Min 周敏 Job title Owner Date 15 Sep 2026" in told


def test_it_is_one_page(worked):
    assert reading.page_count(worked) == 1
    assert "Statement RS-26-01847, revision 1" in reading.text(worked)


def test_a_suggestion_that_is_not_confirmed_is_listed_on_both_sides():
    told = reading.text(build_statement(unconfirmed(), worked_facts()))
    assert "Only in our ledger 30,186.00" in told
    assert "Only in the dealer's book 9,610.00" in told
    assert "INV-26-0850 1 Sep 2026 18,760.00 – 18,760.00" in told
    assert "perhaps SY-2209 of 3 Sep 2026, not confirmed" in told
    assert "106,386.00 − 85,450.00 = 20,936.00 = 30,186.00 − 9,610.00 + 360.00 0.00" in told


def test_a_little_more_than_a_page_is_set_closer_to_fit_on_one():
    made = unconfirmed()
    made.step("account").values["refused_because"] = "the owner wants to see the delivery note of INV-26-0402 first"
    assert reading.page_count(build_statement(made, worked_facts())) == 1


def test_a_suggestion_stands_among_the_others_by_its_date():
    ours = next(group for group in groups_of(unconfirmed(), worked_facts()) if group.title == "Only in our ledger")
    assert [line.documents for line in ours.lines] == ["INV-26-0402", "INV-26-0850", "INV-26-0866"]


def test_what_is_confidential_is_not_in_it(told):
    for words in ("Purch", "margin", "D-00207", "PP-2026-07", "Lager", "3.20", "umbrella", "Second cooler"):
        assert words not in told


@pytest.mark.parametrize(
    ("agreement", "refused", "words"),
    [("not_agreed", "", "Not agreed"), ("", "The owner is away", "Refused, because The owner is away")],
)
def test_an_answer_other_than_agreed_is_told(agreement, refused, words):
    made = worked_visit()
    values = made.step("account").values
    values.pop("agreement")
    values |= {key: value for key, value in (("agreement", agreement), ("refused_because", refused)) if value}
    assert words in reading.text(build_statement(made, worked_facts()))


def test_without_the_dealer_s_book_it_states_our_ledger_and_says_so():
    made = worked_visit()
    made.step("account").tables["dealer_book"] = []
    told = reading.text(build_statement(made, worked_facts()))
    assert "The dealer's book was not compared: this is a statement of our ledger only." in told
    assert "INV-26-0402 10 Apr 2026 10 May 2026 128 6,200.00" in told
    assert "Balance 106,386.00" in told
    assert "with the balance above" in told
    assert "Identity" not in told


def test_nothing_known_of_a_dealer_is_a_statement_of_nothing():
    told = reading.text(build_statement(visit(), facts()))
    assert "Open documents 0" in told
    assert "Unpaid amount 0.00" in told


def test_before_the_close_it_has_no_number_and_is_no_draft():
    made = worked_visit()
    made.state, made.closed_at, made.number = VisitState.OPEN, None, ""
    told = reading.text(build_statement(made, worked_facts()))
    assert "Statement, visit not closed yet" in told
    assert "Draft" not in told


def test_two_hundred_documents_and_long_notes_stay_on_their_pages():
    made, known = visit(), facts(ledger=tuple(invoice(f"INV-{n}", str(n + 1)) for n in range(200)))
    add_row(made, "account", "dealer_book", "one", document="X" * 60, amount=Decimal(-5), date=date(2026, 9, 1))
    add_row(made, "account", "reconciliation", "why", ours="INV-7", reason="disputed", note="said to be short " * 30)
    pdf = build_statement(made, known)
    pages = [" ".join(page.split()) for page in reading.pages(pdf)]
    assert len(pages) > 3
    assert sum("Document Date" in page for page in pages) >= len(pages) - 1
    assert sum(f"INV-{n} " in " ".join(pages) for n in range(200)) == 200
    for page in range(len(pages)):
        left, _, right, bottom = reading.ink_box(pdf, page)
        assert left >= SIDE_MARGIN - 1.5
        assert right <= PAGE_SIZES["A4"][0] - SIDE_MARGIN + 1.5
        assert bottom <= PAGE_SIZES["A4"][1] - EDGE_MARGIN + 2


def test_names_of_any_length_stay_inside():
    known = worked_facts()
    dealer = replace(known.dealer, name="Y" * 200, name_local="有限公司" * 30, address="A" * 120)
    pdf = build_statement(worked_visit(), replace(known, dealer=dealer, company="C" * 90))
    for page in range(reading.page_count(pdf)):
        assert reading.ink_box(pdf, page)[2] <= PAGE_SIZES["A4"][0] - SIDE_MARGIN + 1.5


def test_in_chinese_it_can_be_searched_and_names_itself_once():
    with speaking(Language("zh")):
        pdf = build_statement(worked_visit(), worked_facts())
    assert "2026年9月15日" in reading.squeezed(pdf)
    assert "往来对账单" not in reading.squeezed(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "zh-CN"


def test_made_twice_it_is_the_same_to_the_byte(worked):
    assert build_statement(worked_visit(), worked_facts()) == worked


amounts = st.decimals(-99999, 99999, places=4)
documents = st.sampled_from([f"D-{n}" for n in range(8)])
books = st.lists(st.tuples(documents, amounts), min_size=1, max_size=12)


@settings(max_examples=60)
@given(books, books)
def test_printed_lines_add_up_to_the_printed_identity(ours, theirs):
    items = tuple(LedgerItem(name, "invoice", date(2026, 9, 1), amount) for name, amount in ours)
    made, known = visit(), facts(ledger=items)
    for index, (name, amount) in enumerate(theirs):
        add_row(made, "account", "dealer_book", f"b{index}", document=name, amount=amount, date=date(2026, 9, 2))
    found = figures(made, known).books
    assert found is not None
    totals = {group.title: group.total for group in groups_of(made, known)}
    assert totals.get("Only in our ledger", 0) == found.only_ours
    assert totals.get("Only in the dealer's book", 0) == found.only_theirs
    assert totals.get("Difference in amount", 0) == found.differences
    told = reading.text(build_statement(made, known))
    places = max(2, *(-int(amount.normalize().as_tuple().exponent) for _, amount in (*ours, *theirs)))
    assert f"{abs(found.gap):,.{places}f}" in told


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=5, max_size=5))
def test_shares_of_the_ageing_add_up_to_a_hundred(buckets):
    *parts, whole = hundredths(buckets)
    if sum(buckets) == 0:
        assert [*parts, whole] == [None] * 6
        return
    known = [part for part in parts if part is not None]
    assert whole == 100
    assert sum(known) == 100
    for part, amount in zip(known, buckets, strict=True):
        assert abs(part - amount * 100 / sum(buckets)) < Decimal("0.1")


def test_an_ageing_with_credits_has_no_shares():
    assert hundredths([Decimal(10), Decimal(-2), Decimal(0), Decimal(0), Decimal(0)]) == [None] * 6


@pytest.mark.parametrize("documents", [60, 74, 80, 86])
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_the_signatures_stand_on_one_page_with_the_figures(documents, size):
    made, known = worked_visit(), worked_facts()
    made.step("account").tables.clear()
    ledger = tuple(invoice(f"INV-{n}", "10.00", date(2026, 10, 1)) for n in range(documents))
    pages = reading.pages(build_statement(made, replace(known, ledger=ledger), page_size=size))
    (signed,) = [page for page in pages if "For the dealer" in page]
    assert "Three figures and ageing" in signed
