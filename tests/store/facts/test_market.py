"""Competitors, promotions, and what is new since the last visit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fieldvisit.domain.facts import (
    CompetitorFacts,
    PromotionFacts,
)
from fieldvisit.store import models
from fieldvisit.store.store import Store
from tests.factories.store import DAY, add_product, put_visit, visited
from tests.store.facts.past_visits import EARLIER, LAST, A, D, facts


def test_competitors_by_the_list_and_as_last_seen_here(store: Store, dealer: int) -> None:
    with store.write() as session:
        add_product(session, "Z")
        for name, against in (("Lager", A), ("Stout", None), ("Wine", 2)):
            session.add(models.CompetitorProduct(brand="Snow", name=name, against_id=against))
        for day, price in ((EARLIER, D("4.80")), (LAST, None)):
            seen = {"brand": "snow", "name": "LAGER", **({"price": price} if price else {})}
            other = {"brand": "Yan", "name": "Pils", "price": D(3), "against": "A"}
            put_visit(session, visited(day, prices__competitors=[seen, other]))
    found = {each.name.casefold(): each for each in facts(store).competitors}
    assert found == {
        "lager": CompetitorFacts("snow", "LAGER", "A", D("4.80"), EARLIER),
        "stout": CompetitorFacts("Snow", "Stout"),
        "pils": CompetitorFacts("Yan", "Pils", "A", D(3), LAST),
    }


def test_promotions_that_run_and_their_effect(store: Store, dealer: int) -> None:
    def promotion(code: str, begin: int, end: int | None, **more: Any) -> models.Promotion:
        until = None if end is None else DAY + timedelta(days=end)
        return models.Promotion(code=code, name=code, valid_from=DAY - timedelta(days=begin), valid_to=until, **more)

    with store.write() as session:
        add_product(session, "B")
        running = promotion("festival", 5, 10, material="Posters", uplift=D("1.2"))
        session.add_all([running, promotion("over", 30, -1, uplift=D(9)), promotion("coming", -1, None, uplift=D(9))])
        session.add_all([promotion("there", 5, 9, market="south"), promotion("for B", 5, 9, product_id=2)])
        session.add(promotion("beer", 50, None, product_id=A, uplift=D("1.5")))
        session.flush()
        session.add(models.PromotionIssue(promotion_id=running.id, dealer_id=dealer, issued=D(40)))
    found = facts(store)
    assert found.promotions == (
        PromotionFacts("festival", DAY + timedelta(days=10), "Posters", D(40)),
        PromotionFacts("beer"),
    )
    assert found.products[0].promotion_uplift == D("1.5")


def test_news_since_the_last_visit(store: Store, dealer: int) -> None:
    with store.write() as session:
        put_visit(session, visited(LAST))
        for n, day in enumerate((LAST, DAY, DAY + timedelta(days=1))):
            session.add(models.News(kind="sales", title=f"news {n}", changed_on=day, summary="s"))
            add_product(session, f"N{n}", introduced_on=day)
            session.add(models.PricePolicy(code=f"P{n}", product_id=A, valid_from=day))
            session.add(models.Promotion(code=f"T{n}", name=f"T{n}", valid_from=day))
    found = facts(store).news
    assert [(each.kind, each.title) for each in found] == [
        ("price", "Price policy P1"),
        ("product", "Product N1"),
        ("promotion", "T1"),
        ("sales", "news 1"),
    ]
    assert {each.changed_on for each in found} == {DAY}
