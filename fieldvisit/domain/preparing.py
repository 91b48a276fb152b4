"""The first state of a visit: rows and pre-filled values from the facts. Observations are never pre-filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from fieldvisit.domain.facts import ProductFacts, VisitFacts
from fieldvisit.domain.fields import Value
from fieldvisit.domain.language import tr
from fieldvisit.domain.limits import LARGEST
from fieldvisit.domain.objectives import proposals
from fieldvisit.domain.steps import STEPS
from fieldvisit.domain.steps.preparation import TOOLS
from fieldvisit.domain.visit import Mark, Origin, Row, Visit

NewId = Callable[[], str]


def new_visit(facts: VisitFacts, *, rep: str, rep_title: str, started_at: datetime, new_id: NewId) -> Visit:
    """An open visit to the dealer of `facts`, with all rows that the facts give."""
    visit = Visit(
        id=new_id(), dealer=facts.dealer.code, day=facts.day, rep=rep, rep_title=rep_title, started_at=started_at
    )
    for step in STEPS:
        visit.step(step.key)
    _preparation(visit, facts, new_id)
    _reflection(visit, facts, new_id)
    _product_rows(visit, facts, new_id)
    _account(visit, facts, new_id)
    _complaints(visit, facts, new_id)
    _wrap_up(visit, facts, started_at)
    return visit


def product_rows(product: ProductFacts, new_id: NewId) -> dict[tuple[str, str], Row]:
    """The three rows of a product: in the prices, the count and the order, by step and table."""
    purchase = _row(new_id, {"product": product.code}, {"purchase": product.purchase}, Origin.PREFILLED)
    stock = _row(
        new_id, {"product": product.code}, {"received": product.received, "returned": product.returned}, Origin.RECORDS
    )
    return {
        ("prices", "products"): purchase,
        ("inventory", "products"): stock,
        ("sales", "order"): _row(new_id, {"product": product.code}, {}, Origin.PREFILLED),
    }


def _product_rows(visit: Visit, facts: VisitFacts, new_id: NewId) -> None:
    for product in facts.products:
        for (step, table), row in product_rows(product, new_id).items():
            visit.step(step).tables.setdefault(table, []).append(row)
    visit.step("prices").tables["competitors"] = [
        _given(new_id, brand=each.brand, name=each.name, against=each.against) for each in facts.competitors
    ]
    brands = dict.fromkeys(each.brand for each in facts.competitors)
    visit.step("inventory").tables["competitors"] = [_given(new_id, brand=brand) for brand in brands]


def _preparation(visit: Visit, facts: VisitFacts, new_id: NewId) -> None:
    record = visit.step("preparation")
    record.tables["resources"] = [
        _given(new_id, kind=item.kind, title=item.title, changed_on=item.changed_on, summary=item.summary)
        for item in facts.news
    ]
    record.tables["objectives"] = [
        _given(
            new_id,
            kind=each.kind,
            measure=each.measure,
            target=each.target,
            unit=each.unit,
            reason=each.reason,
            product=each.product,
            state="proposed",
        )
        for each in proposals(facts)
    ]
    record.tables["tools"] = [_given(new_id, tool=tool) for tool in facts.sales_tools or tuple(map(tr, TOOLS))]


def _reflection(visit: Visit, facts: VisitFacts, new_id: NewId) -> None:
    record = visit.step("reflection")
    record.tables["instructions"] = [_given(new_id, instruction=each.text) for each in facts.instructions]
    record.tables["unfinished"] = [_given(new_id, task=each.text, since=each.since) for each in facts.tasks]
    record.tables["promises"] = [
        _given(new_id, side=each.side, what=each.what, who=each.who, due=each.due) for each in facts.commitments
    ]


def _account(visit: Visit, facts: VisitFacts, new_id: NewId) -> None:
    record = visit.step("account")
    record.tables["old_problems"] = [
        _given(new_id, problem=each.text, since=each.since, owner=each.owner, next_step=each.next_step, state="open")
        for each in facts.problems
    ]
    record.tables["materials"] = [
        _given(new_id, promotion=each.name, material=each.material, issued=each.issued) for each in facts.promotions
    ]


def _complaints(visit: Visit, facts: VisitFacts, new_id: NewId) -> None:
    visit.step("guidance").tables["complaints"] = [
        _given(
            new_id,
            number=each.number,
            opened_on=each.opened_on,
            category=each.category,
            severity=each.severity,
            facts=each.facts,
            cause=each.cause,
            solution=each.solution,
            owner=each.owner,
            due=each.due,
            state="open",
        )
        for each in facts.complaints
    ]


def _wrap_up(visit: Visit, facts: VisitFacts, started_at: datetime) -> None:
    record = visit.step("wrap_up")
    record.values["start"] = f"{started_at:%H:%M}"
    record.marks["start"] = Mark(Origin.PREFILLED)
    if facts.next_visit:
        record.values["next_visit"] = facts.next_visit
        record.marks["next_visit"] = Mark(Origin.PREFILLED)


def accepted_objectives(visit: Visit) -> list[Row]:
    """The objectives the rep accepted, in order: those that ask for a result."""
    return [row for row in visit.step("preparation").rows("objectives") if row.values.get("state") == "accepted"]


def result_rows(visit: Visit) -> list[Row]:
    """The wrap-up's result rows as they should be: one per accepted objective (same id), results already entered
    kept.
    """
    known = {row.id: row for row in visit.step("wrap_up").rows("results")}
    rows = []
    for objective in accepted_objectives(visit):
        row = known.get(objective.id, Row(objective.id))
        for key, source in (("objective", "measure"), ("target", "target"), ("unit", "unit")):
            if source in objective.values:
                row.values[key] = objective.values[source]
                row.marks[key] = Mark(Origin.RECORDS)
            else:
                row.values.pop(key, None)
        rows.append(row)
    return rows


def _given(new_id: NewId, **values: str | Decimal | date | None) -> Row:
    return _row(new_id, {}, values, Origin.RECORDS)


def _row(new_id: NewId, keys: dict[str, Value], values: dict[str, str | Decimal | date | None], origin: Origin) -> Row:
    known: dict[str, Value] = {
        key: value for key, value in values.items() if value is not None and value != "" and not _is_endless(value)
    }
    return Row(
        new_id(), {**keys, **known}, dict.fromkeys([*keys, *known], Mark(Origin.RECORDS)) | _marks(known, origin)
    )


def _is_endless(value: Value) -> bool:
    """A sum of slips that no field holds: the cell stays blank, instead of there being no visit at all."""
    return isinstance(value, Decimal) and abs(value) >= LARGEST


def _marks(keys: Iterable[str], origin: Origin) -> dict[str, Mark]:
    return dict.fromkeys(keys, Mark(origin))
