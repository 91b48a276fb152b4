"""Takes in open items, payments and targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fieldvisit.store.imports.buffers import Key
from fieldvisit.store.imports.rows import Batch, Incoming, Outcome, refused, repeated
from fieldvisit.store.imports.run import Run, unknown_dealer, unknown_product
from fieldvisit.store.models.ledger import CREDIT, INVOICE


def take_open_items(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Open items by dealer, document number and occurrence; credits and prepayments count negative."""
    items = run.buffer("open_items", "dealer_id", "document", "occurrence")
    dealers = {code: run.dealer(code) for code in {row.values["dealer"] for row in rows}}
    items.load(
        "dealer_id", {dealer.id for dealer in dealers.values() if dealer is not None} - {key[0] for key in items.kept}
    )
    seen: Counter[Key] = Counter()
    outcomes = []
    for row in run.watched(rows):
        values = dict(row.values)
        code = values.pop("dealer")
        dealer = dealers[code]
        if dealer is None:
            outcomes.append(refused(row, unknown_dealer(code)))
            continue
        seen[dealer.id, values["document"]] += 1
        values |= {"dealer_id": dealer.id, "occurrence": seen[dealer.id, values["document"]]}
        put = items.put(items.key_of(values), _signed(values))
        outcomes.append(Outcome(row.number, put.state, None, put.changed))
    return outcomes


def settle_missing(run: Run, rows: Batch) -> tuple[int, int]:
    """Settles, as of today, the open items that a complete ledger names no more, and opens settled ones it names again.

    Call it after `take_open_items` with the same rows, and only where no row was refused. Returns how many were settled
    and how many opened again.
    """
    items = run.buffer("open_items", "dealer_id", "document", "occurrence")
    items.load(known=items.kept)
    named = _named(run, rows)
    today = items.stored("settled_on", run.today)
    settled = opened = 0
    for key, item in items.kept.items():
        if key in named:
            if not named[key] and item.values["settled_on"] is not None:
                items.clear(item, "settled_on")
                opened += 1
        elif item.values["settled_on"] is None:
            items.put_stored(key, {"settled_on": today})
            settled += 1
    return settled, opened


def _named(run: Run, rows: Batch) -> dict[Key, bool]:
    """The items that the rows name, and whether they tell a day of settlement."""
    seen: Counter[Key] = Counter()
    named: dict[Key, bool] = {}
    for row in rows:
        dealer = run.dealer(row.values["dealer"])
        if dealer is not None:
            place = (dealer.id, row.values["document"])
            seen[place] += 1
            named[(*place, seen[place])] = "settled_on" in row.values
    return named


def _signed(values: dict[str, Any]) -> dict[str, Any]:
    """Invoices stay as they are; credits and prepayments are below zero, and so is told a credit without a kind."""
    amount = values["amount"]
    kind = values.get("kind") or (CREDIT if amount < 0 else INVOICE)
    return {**values, "kind": kind, "amount": amount if kind == INVOICE else -abs(amount)}


def take_payments(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Payments by number; one without gets a number from dealer, day, amount and occurrence."""
    payments = run.buffer("payments", "document", load_all=True)
    first: dict[str, int] = {}
    seen: Counter[str] = Counter()
    outcomes = []
    for row in run.watched(rows):
        values = dict(row.values)
        code = values.pop("dealer")
        dealer = run.dealer(code)
        if "document" not in values:
            values["document"] = _made_number(code, values, seen)
        if dealer is None:
            outcomes.append(refused(row, unknown_dealer(code)))
        elif values["document"] in first:
            outcomes.append(repeated(row, values["document"], first[values["document"]]))
        else:
            first[values["document"]] = row.number
            put = payments.put((values["document"],), {**values, "dealer_id": dealer.id})
            outcomes.append(Outcome(row.number, put.state, None, put.changed))
    return outcomes


def _made_number(code: str, values: dict[str, Any], seen: Counter[str]) -> str:
    plain = f"{code} {values['paid_on'].isoformat()} {values['amount'].normalize():f}"
    seen[plain] += 1
    return plain if seen[plain] == 1 else f"{plain} #{seen[plain]}"


def take_targets(run: Run, rows: Sequence[Incoming]) -> list[Outcome]:
    """Targets by month, measure, dealer, product and rep."""
    targets = run.buffer("targets", "month", "measure", "dealer_id", "product_id", "rep", load_all=True)
    first: dict[Key, int] = {}
    outcomes = []
    for row in run.watched(rows):
        values = dict(row.values)
        dealer, product = values.pop("dealer", None), values.pop("product", None)
        found = run.dealer(dealer) if dealer is not None else None
        values |= {
            "dealer_id": found.id if found else None,
            "product_id": run.product_id(product) if product is not None else None,
        }
        key = targets.key_of(values)
        if dealer is not None and found is None:
            outcomes.append(refused(row, unknown_dealer(dealer)))
        elif product is not None and values["product_id"] is None:
            outcomes.append(refused(row, unknown_product(product)))
        elif key in first:
            outcomes.append(repeated(row, values["month"].isoformat()[:7], first[key]))
        else:
            first[key] = row.number
            put = targets.put(key, values)
            outcomes.append(Outcome(row.number, put.state, None, put.changed))
    return outcomes
