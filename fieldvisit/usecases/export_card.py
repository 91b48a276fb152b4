"""The customer record card as PDF: of a dealer as they are known on a day."""

from __future__ import annotations

from datetime import date

from fieldvisit.domain.language import Language, current, speaking
from fieldvisit.reports.kinds import CARD
from fieldvisit.store import dealers
from fieldvisit.store.dealer_history import dealer_history
from fieldvisit.store.store import Store
from fieldvisit.store.turnover import knows_accounts
from fieldvisit.usecases.export_report import file_name
from fieldvisit.usecases.settings import load_settings
from fieldvisit.usecases.start_visit import facts_for


def make_record_card(
    store: Store, code: str, day: date, language: Language | None = None, page_size: str = ""
) -> bytes:
    """One page on the dealer with a code as of `day`; the same store, day and language give the same bytes.

    Raises NotFound.
    """
    from fieldvisit.reports.card_content import CardContent
    from fieldvisit.reports.record_card import build_record_card

    settings = load_settings(store)
    with speaking(language or current()), store.read() as session:
        content = CardContent(
            card=dealers.record_card(session, code),
            facts=facts_for(session, code, day, settings),
            history=dealer_history(session, code, day),
            rep=settings.rep_name,
            knows_accounts=knows_accounts(session),
        )
        return build_record_card(content, page_size=page_size or settings.page_size)


def card_name(store: Store, code: str, day: date) -> str:
    """A file name safe on every system: `RC D-00318 Shengyuan Trading 2026-09-15.pdf`. Raises NotFound."""
    with store.read() as session:
        card = dealers.record_card(session, code)
    return file_name(CARD.letters, card.code, card.name, day.isoformat())
