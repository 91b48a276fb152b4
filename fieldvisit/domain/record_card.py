"""The dealer's record card: who they are, where, on what terms (spec: dealers)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Contact:
    """A person at the dealer's."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    birthday: date | None = None
    decision_maker: bool = False


@dataclass(frozen=True)
class RecordCard:
    """All that is kept about a dealer itself. An empty text is "not known", and so is None; `credit_limit` is an
    amount.
    """

    code: str
    name: str
    name_local: str = ""
    short_name: str = ""
    legal_form: str = ""
    tax_number: str = ""
    address: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    postal_code: str = ""
    opening_hours: str = ""
    market: str = ""
    channel: str = ""
    tier: str = ""
    consumers_only: bool = False
    phone: str = ""
    email: str = ""
    bank: str = ""
    payment_days: int | None = None
    credit_limit: Decimal | None = None
    collateral: str = ""
    stock_quota: Decimal | None = None
    currency: str = "CNY"
    lead_time_days: int | None = None
    visit_interval_days: int | None = None
    class_label: str = ""
    class_reason: str = ""
    sales_area: str = ""
    sales_staff: str = ""
    storage: str = ""
    brands: str = ""
    competitors: str = ""
    agreements: str = ""
    notes: str = ""
    active: bool = True
    contacts: tuple[Contact, ...] = ()
