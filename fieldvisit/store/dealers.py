"""Dealers in lists and as record cards."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Executable, delete, func, insert, select, update
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.language import Message
from fieldvisit.domain.record_card import Contact as ContactCard
from fieldvisit.domain.record_card import RecordCard
from fieldvisit.store import models
from fieldvisit.store.garbage import no_collection
from fieldvisit.store.imports.search_keys import search_key
from fieldvisit.store.models import Contact, Dealer, Visit

_LAST_VISIT = (
    select(func.max(Visit.day))
    .where(Visit.dealer_id == Dealer.id, Visit.state == models.visit.CLOSED)
    .scalar_subquery()
)


class DealerLine(NamedTuple):
    """A dealer in a list. `last_visit` None: never visited. `search_key` holds name, code and initials."""

    code: str
    name: str
    name_local: str
    class_label: str
    city: str
    market: str
    visit_interval_days: int | None
    last_visit: date | None
    search_key: str


_LINES = select(
    Dealer.code,
    Dealer.name,
    Dealer.name_local,
    Dealer.class_label,
    Dealer.city,
    Dealer.market,
    Dealer.visit_interval_days,
    _LAST_VISIT,
    Dealer.search_key,
).order_by(Dealer.name)
_CARD_COLUMNS = [each.name for each in fields(RecordCard) if each.name != "contacts"]


@no_collection()
def list_dealers(session: Session, search: str = "", limit: int | None = None) -> list[DealerLine]:
    """Active dealers whose name, code or pinyin initials hold every word of `search`, by name."""
    query = _LINES.where(Dealer.active)
    for word in search.casefold().split():
        query = query.where(Dealer.search_key.contains(word, autoescape=True))
    return [*map(DealerLine._make, session.connection().execute(query.limit(limit)))]


def count_dealers(session: Session) -> int:
    """How many dealers there are, inactive ones included."""
    return int(session.connection().execute(select(func.count()).select_from(Dealer)).scalar_one())


def record_card(session: Session, code: str) -> RecordCard:
    """The card of the dealer with this code. Raises NotFound."""
    connection = session.connection()
    columns = [Dealer.__table__.c[name] for name in _CARD_COLUMNS]
    row = connection.execute(select(*columns).where(Dealer.code == code)).one_or_none()
    if row is None:
        raise NotFound(Message("There is no dealer with the code {code}.", code=code))
    people = connection.execute(_contacts(_id_of(code)))
    return RecordCard(**row._asdict(), contacts=tuple(ContactCard(*person) for person in people))


def put_record_card(session: Session, card: RecordCard, *, replaces: str | None = None) -> None:
    """Writes a card whole, contacts included. `replaces` is the code before, None for a new dealer."""
    connection = session.connection()
    values = {name: getattr(card, name) for name in _CARD_COLUMNS}
    values["search_key"] = search_key(card.code, card.name, card.name_local, card.short_name)
    if replaces is None:
        connection.execute(insert(Dealer).values(**values))
    else:
        connection.execute(update(Dealer).where(Dealer.code == replaces).values(**values))
    dealer_id = connection.execute(select(Dealer.id).where(Dealer.code == card.code)).scalar_one()
    connection.execute(delete(Contact).where(Contact.dealer_id == dealer_id))
    if card.contacts:
        connection.execute(insert(Contact), [{"dealer_id": dealer_id, **asdict(each)} for each in card.contacts])


def code_is_taken(session: Session, code: str) -> bool:
    """Whether a dealer has this code."""
    return session.connection().execute(select(Dealer.id).where(Dealer.code == code)).first() is not None


def _id_of(code: str) -> Any:
    return select(Dealer.id).where(Dealer.code == code).scalar_subquery()


def _contacts(dealer: ColumnElement[int]) -> Executable:
    return (
        select(Contact.name, Contact.role, Contact.phone, Contact.email, Contact.birthday, Contact.decision_maker)
        .where(Contact.dealer_id == dealer)
        .order_by(Contact.decision_maker.desc(), Contact.id)
    )
