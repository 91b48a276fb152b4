"""Reports of several reps, as a manager gets them: every figure made by chance, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from uuid import UUID

import pikepdf

from fieldvisit.domain.closing import visit_number
from fieldvisit.domain.document import dumps, encode
from fieldvisit.domain.facts import DealerFacts, LedgerItem, PriceBand, PricePolicy, ProductFacts, VisitFacts
from fieldvisit.domain.visit import StepState, Visit, VisitState
from fieldvisit.exchange.seals import Signer
from tests.factories.attached import attached
from tests.factories.visits import add_row, visit

FIRST_DAY = date(2026, 9, 1)
LAST_DAY = date(2026, 9, 30)
REPS = 12
DEALERS_EACH = 9
_CODES = tuple(f"QH-10{number}" for number in range(12, 18))


@dataclass(frozen=True)
class Made:
    """A closed visit with its facts."""

    visit: Visit
    facts: VisitFacts

    @property
    def file_name(self) -> str:
        return f"{self.visit.number} {self.visit.rep} r{self.visit.revision}.pdf"


def region_visits(count: int, seed: int = 7) -> Iterator[Made]:
    """Visits of twelve reps, each to dealers of its own; reps number their visits alike."""
    random = Random(seed)
    for number in range(count):
        yield made_visit(random, number % REPS, number // REPS + 1)


def made_visit(random: Random, rep: int, sequence: int, revises: Visit | None = None) -> Made:
    """One visit; with `revises` the next revision of that one, with other figures."""
    day = revises.day if revises else FIRST_DAY + timedelta(days=random.randrange(30))
    dealer = _dealer(rep, random.randrange(DEALERS_EACH), random)
    if revises:
        dealer = DealerFacts(**{**dealer.__dict__, "code": revises.dealer})
    facts = VisitFacts(day=day, dealer=dealer, products=_products(random), ledger=tuple(_ledger(random, day)))
    made = visit(
        id=str(UUID(int=random.getrandbits(128), version=4)),
        dealer=dealer.code,
        day=day,
        rep=revises.rep if revises else f"Rep {rep:02}",
        state=VisitState.CLOSED,
        number=revises.number if revises else visit_number(day, sequence),
        revision=revises.revision + 1 if revises else 1,
        revises=revises.id if revises else "",
        closed_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(seconds=random.randrange(30_000)),
    )
    _fill(made, random)
    return Made(made, facts)


def _dealer(rep: int, which: int, random: Random) -> DealerFacts:
    return DealerFacts(
        code=f"D-{rep:02}{which}",
        name=f"Dealer {rep:02}{which}",
        market=f"Market {rep // 3}",
        credit_limit=Decimal(random.randrange(5_000, 60_000)),
        lead_time_days=4,
        visit_interval_days=7,
    )


def _products(random: Random) -> tuple[ProductFacts, ...]:
    policy = PricePolicy(code="P", retail=PriceBand(Decimal(4), Decimal("3.70"), Decimal("4.30")))
    return tuple(
        ProductFacts(
            code=code,
            name=f"Product {code}",
            case_size=24,
            purchase=_cents(random, 200, 350),
            policy=policy,
            previous_count=Decimal(random.randrange(100, 500)),
            previous_count_on=FIRST_DAY - timedelta(days=14),
            received=Decimal(random.randrange(300)),
            returned=Decimal(0),
        )
        for code in _CODES
    )


def _ledger(random: Random, day: date) -> Iterator[LedgerItem]:
    for number in range(random.randrange(5)):
        due = day + timedelta(days=random.randrange(-120, 30))
        yield LedgerItem(f"I-{number}", "invoice", due - timedelta(days=30), _cents(random, 10_000, 900_000), due)


def _fill(made: Visit, random: Random) -> None:
    for at, code in enumerate(_CODES):
        add_row(made, "prices", "products", f"p{at}", product=code, retail=_cents(random, 350, 450))
        count = Decimal(random.choice((0, *range(20, 300))))
        add_row(made, "inventory", "products", f"s{at}", product=code, count=count)
        if random.random() < 0.3:
            add_row(made, "sales", "order", f"o{at}", product=code, accepted=Decimal(random.randrange(1, 400)))
    add_row(made, "inventory", "competitors", "c", brand="Other", value=_cents(random, 10_000, 90_000))
    add_row(
        made, "wrap_up", "results", "r", objective="Sell", target=Decimal(100), result=Decimal(random.randrange(160))
    )
    if random.random() < 0.2:
        due = made.day - timedelta(days=3)
        add_row(made, "reflection", "promises", "m", side="ours", what="Cooler", due=due, outcome="broken")
    if random.random() < 0.3:
        rival = {"brand": "Other", "name": "Cola", "against": _CODES[0]}
        add_row(made, "prices", "competitors", "v", price=_cents(random, 300, 420), **rival)
    wrap_up = made.step("wrap_up").values
    wrap_up["next_visit"] = made.day + timedelta(days=random.randrange(5, 15))
    wrap_up["start"], wrap_up["end"] = "09:00", f"09:{random.randrange(20, 59)}"
    if random.random() < 0.8:
        wrap_up["travel_cost"] = _cents(random, 500, 6_000)
    for step in made.steps.values():
        step.state = StepState.DONE


def _cents(random: Random, least: int, most: int) -> Decimal:
    return Decimal(random.randrange(least, most)) / 100


def write_report(made: Made, folder: Path, name: str = "", signer: Signer | None = None) -> Path:
    """The visit's data in a PDF of one empty page: what is read of a report, without the time to draw it."""
    path = folder / (name or made.file_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(attached(empty_page(), dumps(encode(made.visit, made.facts)), "visit.json", signer))
    return path


@cache
def empty_page() -> bytes:
    """A PDF without data."""
    written = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(written)
    return written.getvalue()
