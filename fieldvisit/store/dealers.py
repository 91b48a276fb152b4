"""Dealers in lists and as record cards."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from fieldvisit.domain.errors import NotFound
from fieldvisit.domain.language import Message
from fieldvisit.domain.record_card import Contact as ContactCard
from fieldvisit.domain.record_card import RecordCard
from fieldvisit.store.garbage import no_collection
from fieldvisit.store.imports.search_keys import search_key
from fieldvisit.store.models import Contact, Dealer
from fieldvisit.store.past.asking import Question, ask, ask_kept, question
from fieldvisit.store.prepared import PreparedRows
from fieldvisit.store.types import Day


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


_CARD_COLUMNS = [each.name for each in fields(RecordCard) if each.name != "contacts"]
_CARD = PreparedRows(
    select(*(Dealer.__table__.c[name] for name in _CARD_COLUMNS)).where(Dealer.code == bindparam("code"))
)
_CONTACTS = PreparedRows(
    select(Contact.name, Contact.role, Contact.phone, Contact.email, Contact.birthday, Contact.decision_maker)
    .join(Dealer, Dealer.id == Contact.dealer_id)
    .where(Dealer.code == bindparam("code"))
    .order_by(Contact.decision_maker.desc(), Contact.id)
)


_ANY = question("SELECT 1 FROM dealers LIMIT 1")


@cache
def _lines(words: int) -> Question:
    """Active dealers with so many words, `:word0` and so on, in their search keys."""
    found = "".join(f" AND instr(d.search_key, :word{nth})" for nth in range(words))
    return question(
        f"""
        SELECT d.code, d.name, d.name_local, d.class_label, d.city, d.market, d.visit_interval_days,
               (SELECT max(v.day) FROM visits v WHERE v.dealer_id = d.id AND v.state = 'closed') AS last_visit,
               d.search_key
        FROM dealers d WHERE d.active{found} ORDER BY d.name LIMIT :limit
        """,  # noqa: S608 - ours
        DealerLine,
        last_visit=Day,
    )


@no_collection()
def list_dealers(session: Session, search: str = "", limit: int | None = None) -> list[DealerLine]:
    """Active dealers whose name, code or pinyin initials hold every word of `search`, by name."""
    words = search.casefold().split()
    asked = {f"word{nth}": word for nth, word in enumerate(words)}
    return ask(session.connection(), _lines(len(words)), limit=-1 if limit is None else limit, **asked)


def any_dealers(session: Session) -> bool:
    """Whether there is a dealer at all, inactive ones included."""
    return bool(ask_kept(session.connection(), _ANY))


def count_dealers(session: Session) -> int:
    """How many dealers there are, inactive ones included."""
    return int(session.connection().execute(select(func.count()).select_from(Dealer)).scalar_one())


def record_card(session: Session, code: str) -> RecordCard:
    """The card of the dealer with this code. Raises NotFound."""
    connection = session.connection()
    found = _CARD.all(connection, code)
    if not found:
        raise NotFound(Message("There is no dealer with the code {code}.", code=code))
    people = _CONTACTS.all(connection, code)
    values = dict(zip(_CARD_COLUMNS, found[0], strict=True))
    return RecordCard(**values, contacts=tuple(ContactCard(*person) for person in people))


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
