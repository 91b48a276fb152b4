"""The arithmetic of a suggestion in words, under the order grid."""

from decimal import Decimal

from fieldvisit.domain.ordering import Suggestion
from fieldvisit.ui.visit.layouts.sales import _arithmetic, _result


def suggestion(on_hand: int, cases: int) -> Suggestion:
    """Of a case of 12: 66 needed in 11 days, and 8.7 to be safe."""
    wanted = max(Decimal(0), Decimal("74.7") - on_hand)
    return Suggestion(
        product="QH-1",
        daily=Decimal(6),
        protection_days=11,
        demand=Decimal(66),
        sigma=None,
        safety=Decimal("8.7"),
        on_hand=Decimal(on_hand),
        on_order=Decimal(0),
        wanted=wanted,
        cases=cases,
        units=Decimal(12 * cases),
        value=None,
    )


def test_what_is_covered_says_by_how_much():
    covered = suggestion(180, 0)
    assert _result(covered) == "nothing to order."
    assert _arithmetic(covered) == (
        "Demand 66.0 (6.0 a day × 11 days) + safety 8.7 = 74.7 needed; on hand 180 + on order 0 = 180, so 105.3 more"
        " than needed."
    )


def test_what_is_missing_is_rounded_up_to_cases():
    missing = suggestion(66, 1)
    assert _result(missing) == "1 case, 12 units suggested."
    assert _result(suggestion(40, 3)) == "3 cases, 36 units suggested."
    assert _arithmetic(missing) == (
        "Demand 66.0 (6.0 a day × 11 days) + safety 8.7 − on hand 66 − on order 0 = 8.7, rounded up to whole cases."
    )
