"""What the record card holds in words: identity, place, ways to reach the dealer, terms, and their business."""

from __future__ import annotations

from collections.abc import Iterator

from fieldvisit.domain import formats
from fieldvisit.domain.language import tr
from fieldvisit.reports.answers import Answer, Answers
from fieldvisit.reports.card_content import CardContent
from fieldvisit.reports.flow import Block
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.page import shortened
from fieldvisit.reports.spans import Span
from fieldvisit.reports.theme import BODY
from fieldvisit.reports.words import headline, remark

LABELS = 78.0
"""The width of the labels of `details`, in points."""


def details(content: CardContent, lettering: Lettering, width: float) -> list[Block]:
    """What else the card holds, each text cut to `width`; what nobody recorded yet is named, to be asked for."""
    card = content.card
    entries = (
        (tr("Brands"), card.brands),
        (tr("Competitors"), card.competitors),
        (tr("Sales area"), card.sales_area),
        (tr("Sales staff"), card.sales_staff),
        (tr("Storage"), card.storage),
        (tr("Agreements"), card.agreements),
        (tr("Notes"), card.notes),
    )
    told = tuple(
        Answer(label, (Span(shortened(lettering, words, BODY, width), BODY),)) for label, words in entries if words
    )
    unknown = [label for label, words in entries[:-1] if not words]
    more = [remark(tr("Not recorded yet: {names}.", names=formats.listed(unknown)))] if unknown else []
    body = [Answers(told, label_width=LABELS, space_before=2)] if told else []
    return [headline(tr("Business"), space_before=9), *body, *more]


def facts(content: CardContent) -> Iterator[tuple[str, list[str]]]:
    """Four labels with what is known of each, line by line."""
    card, dealer = content.card, content.facts.dealer
    tax = tr("tax {number}", number=card.tax_number) if card.tax_number else ""
    kind = formats.apposed(dict.fromkeys(each for each in (dealer.channel, dealer.tier) if each))
    yield tr("Dealer {code}", code=card.code), _known(card.short_name, card.legal_form, tax, kind)
    town = " ".join(each for each in (card.postal_code, card.city) if each)
    place = formats.apposed(each for each in (town, card.region, card.country) if each)
    market = tr("market {market}", market=card.market) if card.market else ""
    yield tr("Where"), _known(card.address, place, _coordinates(content), market)
    hours = tr("open {hours}", hours=card.opening_hours) if card.opening_hours else ""
    rhythm = "" if card.visit_interval_days is None else tr("a visit every {days} days", days=card.visit_interval_days)
    yield tr("Reached by"), _known(card.phone.replace(" ", "\xa0"), card.email, hours, rhythm)
    yield tr("Terms"), _known(*_terms(content))


def _known(*words: str) -> list[str]:
    return [each for each in words if each]


def _coordinates(content: CardContent) -> str:
    found = content.history.coordinates
    return "" if found is None else f"{formats.number(found[0], 5)}, {formats.number(found[1], 5)}"


def _terms(content: CardContent) -> Iterator[str]:
    card = content.card
    if card.payment_days is not None:
        yield tr("{days} days net", days=card.payment_days)
    if card.stock_quota is not None:
        yield tr("stock quota {amount}", amount=content.money(card.stock_quota))
    if card.collateral:
        yield tr("collateral: {collateral}", collateral=card.collateral)
    if card.bank:
        yield card.bank
