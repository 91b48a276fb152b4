"""The worked visit to Shengyuan Trading, rich enough that every part of a report has something to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count

from fieldvisit.domain.facts import (
    Commitment,
    CompetitorFacts,
    ContactFacts,
    DealerFacts,
    LedgerItem,
    News,
    PriceBand,
    PriceCut,
    PriceObservation,
    PricePolicy,
    ProductFacts,
    PromotionFacts,
    SellOutInterval,
    SharePoint,
    VisitFacts,
)
from fieldvisit.domain.fields import Value
from fieldvisit.domain.preparing import new_visit, result_rows
from fieldvisit.domain.visit import Mark, Origin, Row, StepState, Visit, VisitState

DAY = date(2026, 9, 15)
LAST = date(2026, 9, 8)
CHINA = timezone(timedelta(hours=8))


def dec(text: str) -> Decimal | None:
    return Decimal(text) if text else None


# code, name, case, purchase, resale, retail, recommended, floor, ceiling, last retail, others' median, others
PRICES = """
QH-1012|Lager 500 ml bottle|12|3.20|3.60|5.00|5.00|4.80|5.50|5.00|5.00|6
QH-1024|Lager 330 ml can|24|2.45|2.75|3.50|3.80|3.60|4.20|3.80|3.80|5
QH-1108|Draft Fresh 1 L can|12|8.40|9.40|13.50|13.00|12.50|14.00|13.00|13.20|4
QH-1206|Wheat 330 ml can|24|2.60|||4.20|4.00|4.60||4.20|3
QH-1310|Dark 500 ml bottle|12|4.60|5.20|7.50|7.50|7.20|8.20|7.00|7.50|3
QH-2005|Pure Water 550 ml|24|0.62|0.72|1.50|1.50|1.40|2.00|1.50|1.50|2
QH-2110|Lemon Soda 330 ml|24|1.48|1.68|2.50|2.50|2.40|3.00|2.50|2.50|7
QH-2114|Pear Soda 330 ml|24|1.48|1.45|2.40|2.50|2.40|3.00|2.50|2.50|6
QH-2203|Iced Tea 500 ml|15|1.90|||3.00|2.80|3.50|3.00|3.00|6
QH-2207|Plum Drink 1.25 L|6|4.10|||6.50|6.20|7.00|6.50|6.50|3
"""
# code, count before, received, count today, earlier sell-out, sigma, on order, ordered units
STOCK = """
QH-1012|1152|720|500|41c+8|14000|22|0|1644
QH-1024|1248|960|1500|62c+12|8280|14|2400|
QH-1108|216|0|114|9c+6|1158|3|0|72
QH-1310|144|0|180|15c|462|1|0|
QH-2005|480|0|0|0|5064|9|0|792
QH-2110|1248|0|960|40c|3240|6|0|
QH-2114|2124|0|2088|87c|552|1|0|
QH-2203|360|300|185|12c+5|4565|8|0|525
QH-2207|66|0|66|11c|50|1|0|
"""
LEDGER = """
INV-26-0402|2026-04-10|2026-05-10|6200.00
INV-26-0611|2026-06-12|2026-07-12|12400.00
INV-26-0655|2026-06-26|2026-07-26|9860.00
INV-26-0702|2026-07-10|2026-08-09|14220.00
INV-26-0738|2026-07-24|2026-08-23|16480.00
INV-26-0781|2026-08-07|2026-09-06|11900.00
INV-26-0819|2026-08-21|2026-09-20|21340.00
INV-26-0850|2026-09-01|2026-10-01|18760.00
INV-26-0866|2026-09-10|2026-10-10|5226.00
"""
DEALER_BOOK = (
    ("INV-26-0611", "2026-06-12", "12400"),
    ("INV-26-0655", "2026-06-26", "9860"),
    ("INV-26-0702", "2026-07-10", "14220"),
    ("INV-26-0781", "2026-08-07", "11900"),
    ("INV-26-0819", "2026-08-21", "21340"),
    ("INV-26-0738", "2026-07-24", "16120"),
    ("SY-2209", "2026-09-03", "18760"),
    ("PRE-0903", "2026-09-03", "-10000"),
    ("PAY-0912", "2026-09-12", "-8000"),
    ("CLM-07", "2026-06-30", "-1150"),
)


def _lines(text: str) -> Iterator[list[str]]:
    return (line.split("|") for line in text.strip().splitlines())


def worked_facts() -> VisitFacts:
    stock = {line[0]: line for line in _lines(STOCK)}
    return VisitFacts(
        day=DAY,
        dealer=DealerFacts(
            code="D-00318",
            name="Shengyuan Trading",
            name_local="盛源商贸有限公司",
            address="18 Heping Rd",
            city="Suzhou",
            market="Suzhou East",
            tier="distributor",
            credit_limit=Decimal(120000),
            collateral="warehouse lien",
            lead_time_days=4,
            visit_interval_days=7,
            class_label="EII",
            contacts=(ContactFacts("Zhou Min 周敏", "owner"), ContactFacts("Gu Fang 顾芳", "stock keeper")),
        ),
        products=tuple(_product(line, stock.get(line[0])) for line in _lines(PRICES)),
        competitors=(
            CompetitorFacts("Jiangyue", "Jiangyue 500 ml", "QH-1012", Decimal("4.80"), LAST),
            CompetitorFacts("Baima", "Baima 330 ml can", "QH-1024", Decimal("3.30"), LAST),
        ),
        ledger=(
            *(
                LedgerItem(number, "invoice", date.fromisoformat(issued), Decimal(amount), date.fromisoformat(due))
                for number, issued, due, amount in _lines(LEDGER)
            ),
            LedgerItem("PRE-0903", "prepayment", date(2026, 9, 3), Decimal(-10000)),
        ),
        undelivered=Decimal("5880.00"),
        commitments=(
            Commitment("ours", "Second cooler", "Depot Suzhou", date(2026, 9, 12)),
            Commitment("theirs", "Shelf 2 at eye level", "Zhou Min", DAY),
        ),
        news=(News("price", "Price policy PP-2026-07", date(2026, 9, 1), "Sodas 1.48, corridor unchanged"),),
        promotions=(PromotionFacts("Summer terrace", date(2026, 9, 30), "Umbrellas", Decimal(60)),),
        own_shares=tuple(
            SharePoint(date.fromisoformat(day), Decimal(share))
            for day, share in (
                ("2026-06-08", "0.412"),
                ("2026-07-06", "0.439"),
                ("2026-08-03", "0.45"),
                ("2026-09-08", "0.443"),
            )
        ),
        company="Qinghe Brewing and Beverages Co., Ltd",
    )


def _product(line: list[str], stock: list[str] | None) -> ProductFacts:
    code, name, case, purchase, _, _, recommended, floor, ceiling, last, others, others_count = line
    soda = code in ("QH-2110", "QH-2114")
    return ProductFacts(
        code=code,
        name=name,
        range="Qinghe",
        case_size=int(case),
        core=True,
        carried=code != "QH-1206",
        shelf_life_days=365,
        purchase=dec(purchase),
        price_cut=PriceCut(date(2026, 9, 10), Decimal("1.52"), Decimal("1.48")) if soda else None,
        policy=PricePolicy("PP-2026-07", retail=PriceBand(dec(recommended), dec(floor), dec(ceiling))),
        history=_history(dec(last)),
        others=tuple(PriceObservation(LAST, retail=dec(others), dealer=f"D-{n}") for n in range(int(others_count))),
        previous_count=dec(stock[1]) if stock else None,
        previous_count_on=LAST if stock else None,
        received=dec(stock[2]) if stock else Decimal(0),
        returned=Decimal(0),
        intervals=(SellOutInterval(LAST, 77, Decimal(stock[5])),) if stock else (),
        no_sell_out_since=date(2026, 7, 6) if code == "QH-2207" else None,
        on_order=Decimal(stock[7]) if stock else Decimal(0),
        sigma=dec(stock[6]) if stock else None,
    )


def _history(last: Decimal | None) -> tuple[PriceObservation, ...]:
    if last is None:
        return ()
    steps = (Decimal("0.1"), Decimal("0.1"), Decimal(0), Decimal(0), Decimal("0.1"), Decimal(0), Decimal(0), Decimal(0))
    return tuple(
        PriceObservation(date(2026, 6, 30) + timedelta(days=10 * n), retail=last + step) for n, step in enumerate(steps)
    )


def worked_visit(facts: VisitFacts | None = None) -> Visit:
    numbers = count(1)
    visit = new_visit(
        facts or worked_facts(),
        rep="Lin Yue 林悦",
        rep_title="senior representative",
        started_at=datetime(2026, 9, 15, 14, 5, tzinfo=CHINA),
        new_id=lambda: f"row-{next(numbers)}",
    )
    _prepare(visit)
    _reflect(visit)
    _see_prices(visit)
    _count_stock(visit)
    _sell(visit)
    _settle(visit)
    _talk(visit)
    _wrap_up(visit)
    visit.state, visit.number = VisitState.CLOSED, "V-26-01847"
    visit.closed_at = datetime(2026, 9, 15, 14, 58, tzinfo=CHINA)
    return visit


def fill(row: Row, **values: Value | None) -> None:
    for key, value in values.items():
        if value is not None:
            row.values[key] = value
            row.marks.pop(key, None)


def by_product(visit: Visit, step: str, table: str, code: str) -> Row:
    return next(row for row in visit.step(step).rows(table) if row.values["product"] == code)


def add(visit: Visit, step: str, table: str, **values: Value) -> Row:
    rows = visit.step(step).tables.setdefault(table, [])
    row = Row(f"{step}-{table}-{len(rows)}", values)
    rows.append(row)
    return row


def _prepare(visit: Visit) -> None:
    record = visit.step("preparation")
    record.state = StepState.DONE
    record.tables["objectives"] = []
    for kind, measure, target, unit in (
        ("collect", "Collect overdue amount", "30000", "CNY"),
        ("widen_range", "List Wheat 330 ml can, core range", "20", "cases"),
        ("raise_order", "Raise order of Lager 500 ml", "120", "cases"),
        ("other", "Find reason of unstable orders", "1", "reason"),
    ):
        add(
            visit,
            "preparation",
            "objectives",
            kind=kind,
            measure=measure,
            target=Decimal(target),
            unit=unit,
            state="accepted",
        )
    for row in record.rows("tools"):
        fill(row, packed=row.values["tool"] != "Samples")
    fill(record.rows("resources")[0], read=True)


def _reflect(visit: Visit) -> None:
    record = visit.step("reflection")
    record.state = StepState.DONE
    cooler, shelf = record.rows("promises")
    fill(cooler, outcome="broken", new_due=date(2026, 9, 25))
    fill(shelf, outcome="kept")
    add(
        visit,
        "reflection",
        "instructions",
        instruction="Ask for the bank slip of the August payment",
        carried_out="partly",
        missing="original slip",
        how_today="photo taken",
    )
    record.values["plan"] = "Wed: Kunshan, three dealers. Thu: depot Suzhou, cooler.\nFri: office."


def _see_prices(visit: Visit) -> None:
    visit.step("prices").state = StepState.DONE
    for code, _, _, purchase, resale, retail, *_ in _lines(PRICES):
        row = by_product(visit, "prices", "products", code)
        fill(row, resale=dec(resale), retail=dec(retail))
        if retail:
            row.values["purchase"] = Decimal(purchase)
            row.marks["purchase"] = Mark(Origin.CONFIRMED)
    fill(by_product(visit, "prices", "products", "QH-1024"), reason="old_batch", report=True)
    for row, price in zip(visit.step("prices").rows("competitors"), ("4.50", "3.30"), strict=True):
        fill(row, price=Decimal(price), report=price == "4.50")


def _count_stock(visit: Visit) -> None:
    visit.step("inventory").state = StepState.DONE
    for code, _, _, counted, typed, *_ in _lines(STOCK):
        row = by_product(visit, "inventory", "products", code)
        fill(row, count=Decimal(counted))
        row.marks["count"] = Mark(typed=typed)
    fill(by_product(visit, "inventory", "products", "QH-2207"), batch=date(2026, 1, 20))
    fill(by_product(visit, "inventory", "products", "QH-1310"), reason="recount")
    fill(visit.step("inventory").rows("competitors")[0], value=Decimal(13700))


def _sell(visit: Visit) -> None:
    record = visit.step("sales")
    record.state = StepState.DONE
    for code, *_, ordered in _lines(STOCK):
        if ordered:
            fill(by_product(visit, "sales", "order", code), accepted=Decimal(ordered))
    fill(by_product(visit, "sales", "order", "QH-1206"), accepted=Decimal(480), reason="listing")
    record.values |= {
        "exclusive_counter": "possible",
        "samples_present": True,
        "advertising_complete": "partly",
        "environment_clean": True,
        "guide_service": Decimal(4),
        "dealer_view": "Weekends are strong, <b>weekdays</b> weak & slow; 周末卖得好，平日一般。",
    }


def _settle(visit: Visit) -> None:
    record = visit.step("account")
    record.state = StepState.DONE
    for document, day, amount in DEALER_BOOK:
        add(visit, "account", "dealer_book", document=document, date=date.fromisoformat(day), amount=Decimal(amount))
    for ours, theirs, decision, reason, note in (
        ("INV-26-0850", "SY-2209", "same", "", ""),
        ("INV-26-0738", "INV-26-0738", "", "price_difference", "credit note by 22 Sep"),
        ("INV-26-0402", "", "", "disputed", "20 cases said to be short delivered"),
        ("INV-26-0866", "", "", "not_booked", "goods counted on 15 Sep"),
        ("", "CLM-07", "", "rebate", "second quarter, not credited by us"),
        ("", "PAY-0912", "", "in_transit", "bank slip seen"),
    ):
        told = {"ours": ours, "theirs": theirs, "decision": decision, "reason": reason, "note": note}
        add(visit, "account", "reconciliation", **{key: value for key, value in told.items() if value})
    fill(record.rows("materials")[0], used=Decimal(41), remaining=Decimal(12))
    record.values |= {
        "promise_amount": Decimal(30000),
        "promise_date": date(2026, 9, 18),
        "promise_by": "Zhou Min, owner",
        "agreement": "agreed",
        "company_name": "Lin Yue 林悦",
        "company_title": "Sales representative",
        "company_signature": [[[100, 180], [220, 60], [260, 190], [420, 70], [700, 140]]],
        "dealer_name": "Zhou Min 周敏",
        "dealer_title": "Owner",
        "dealer_signature": [[[90, 90], [200, 80], [150, 200], [330, 60], [600, 120]]],
        "signed_on": DAY,
    }


def _talk(visit: Visit) -> None:
    visit.step("market").state = StepState.SKIPPED
    visit.step("market").skip_reason = "no time, the lorry came"
    visit.step("communication").state = StepState.DONE
    add(visit, "communication", "people", name="Zhou Min 周敏", role="owner")
    add(visit, "communication", "people", name="Gu Fang 顾芳", role="stock")
    visit.step("communication").values |= {
        "topics": ["company", "methods"],
        "reaction": "Interested in the Wheat, asks for tastings.",
    }
    visit.step("guidance").state = StepState.DONE
    add(
        visit,
        "guidance",
        "complaints",
        number="C-118",
        opened_on=date(2026, 9, 4),
        category="quality",
        severity="medium",
        facts="8 cases Lager 500 ml, leaking caps",
        cause="capping machine 2",
        solution="8 cases replaced",
        owner="Lin Yue",
        due=DAY,
        state="settled",
    )
    add(visit, "guidance", "advice", problem="Chiller half empty", proposal="Two facings of Wheat", action="done today")


def _wrap_up(visit: Visit) -> None:
    record = visit.step("wrap_up")
    record.state = StepState.DONE
    record.tables["results"] = result_rows(visit)
    for row, result, remark in zip(
        record.rows("results"),
        ("8000", "20", "137", "1"),
        ("Bank slip seen; rest promised for 18 Sep", "", "", "Jiangyue adds 0.20 a bottle at the month end"),
        strict=True,
    ):
        fill(row, result=Decimal(result), remark=remark or None)
    add(
        visit,
        "wrap_up",
        "commitments",
        side="theirs",
        what="Explain 7 umbrellas",
        who="Gu Fang, stock keeper",
        due=date(2026, 9, 22),
    )
    add(visit, "wrap_up", "commitments", side="ours", what="8 leaking cases replaced, C-118", who="Lin Yue", due=DAY)
    record.values |= {
        "next_visit": date(2026, 9, 22),
        "next_purpose": "check the payment, Lager 330 ml price, Wheat on shelf",
        "strengths": "Order agreed in ten minutes from the suggestion.",
        "improve": "Bring the sample cans.",
        "start": "14:05",
        "end": "14:47",
        "pause": Decimal(4),
        "travel_cost": Decimal("38.50"),
    }
    record.marks.clear()
