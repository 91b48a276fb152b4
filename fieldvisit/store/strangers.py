"""Dealers that come with a visit from elsewhere: a document may describe one whom this store does not know."""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from fieldvisit.domain.facts import DealerFacts
from fieldvisit.store.imports.search_keys import search_key
from fieldvisit.store.models import Contact, Dealer


def ensure_dealer(session: Session, facts: DealerFacts) -> None:
    """Makes a dealer of this description unless there is one of the code; a known one stays as it is."""
    connection = session.connection()
    if connection.execute(select(Dealer.id).where(Dealer.code == facts.code)).first() is not None:
        return
    columns = {column.key for column in Dealer.__table__.columns}
    given = {each.name: getattr(facts, each.name) for each in fields(facts) if each.name in columns}
    given["search_key"] = search_key(facts.code, facts.name, facts.name_local)
    connection.execute(insert(Dealer).values(**given))
    dealer_id = connection.execute(select(Dealer.id).where(Dealer.code == facts.code)).scalar_one()
    contacts = [{"dealer_id": dealer_id, **asdict(each)} for each in facts.contacts]
    if contacts:
        connection.execute(insert(Contact), contacts)
