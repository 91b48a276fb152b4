"""What a product is called in each language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldvisit.domain.figures import figures
from fieldvisit.domain.language import Language, speaking
from fieldvisit.domain.product_names import ProductName
from fieldvisit.domain.region import share_of
from tests.factories.visits import worked_visit

CHINESE = Language("zh")
TEA = ProductName("Iced Tea 500 ml", "冰红茶 500毫升")


def test_the_local_name_is_shown_in_chinese_and_the_main_one_elsewhere() -> None:
    assert (str(TEA), TEA.other) == ("Iced Tea 500 ml", "冰红茶 500毫升")
    with speaking(CHINESE):
        assert (str(TEA), TEA.other) == ("冰红茶 500毫升", "Iced Tea 500 ml")


@pytest.mark.parametrize("name", [ProductName("Tea"), ProductName("Tea", "Tea")])
def test_a_product_with_one_name_has_no_other(name: ProductName) -> None:
    with speaking(CHINESE):
        assert (str(name), name.other) == ("Tea", "")


@pytest.mark.parametrize("typed", ["iced tea 500 ML", "冰红茶 500毫升"])
def test_a_product_answers_to_both_names_in_either_language(typed: str) -> None:
    assert TEA.answers_to(typed)
    with speaking(CHINESE):
        assert TEA.answers_to(typed)


def test_flags_and_shares_calculated_in_one_language_are_told_in_another() -> None:
    visit, facts = worked_visit()
    facts = replace(facts, products=tuple(replace(each, name_local=f"产品{each.code}") for each in facts.products))
    flags = [flag for flag in figures(visit, facts).flags if flag.address.table == "products"]
    share = share_of(visit, facts)
    assert not any("产品" in flag.sentence() for flag in flags)
    with speaking(CHINESE):
        assert all(flag.sentence().startswith("产品") for flag in flags)
        names = [*(each.name for each in share.prices), *(each.name for each in share.counted)]
        assert names
        assert all(str(name).startswith("产品") for name in names)
        assert any("产品" in line.figure() for line in share.exceptions)
