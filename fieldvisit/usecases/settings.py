"""What the rep and the company chose, kept in the store."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

from fieldvisit.domain.language import Language
from fieldvisit.domain.records import built, plain
from fieldvisit.domain.settings import Thresholds
from fieldvisit.store import settings as kept
from fieldvisit.store.store import Store


@dataclass(frozen=True)
class Settings:
    """Settings that belong to a store. Those of the window (language, theme, text size) belong to the laptop."""

    rep_name: str = ""
    rep_title: str = ""
    company: str = ""
    company_local: str = ""
    company_address: str = ""
    currency: str = "CNY"
    page_size: str = "A4"
    report_language: str = ""
    """Empty: the language of the window."""
    sales_tools: tuple[str, ...] = ()
    """Empty: the tools of the visit guide."""
    sample: bool = False
    thresholds: Thresholds = field(default_factory=Thresholds)


def load_settings(store: Store) -> Settings:
    """The settings of a store; what was never chosen has its default."""
    known = {each.name for each in fields(Settings)}
    with store.read() as session:
        held = {key: value for key, value in kept.all_settings(session).items() if key in known}
    return built(Settings, held, "settings")


def report_language(store: Store) -> Language | None:
    """The language that was chosen for reports; None for that of the window or the command line."""
    from fieldvisit.resources import load_language

    code = load_settings(store).report_language
    return load_language(code) if code else None


def save_settings(store: Store, settings: Settings) -> None:
    """Keeps all settings in one transaction; those at their default are forgotten."""
    chosen: dict[str, Any] = plain(settings)
    with store.write() as session:
        for each in fields(Settings):
            kept.put_setting(session, each.name, chosen.get(each.name))


def change_settings(store: Store, **changes: Any) -> Settings:
    """Changes some settings and gives all of them."""
    settings = replace(load_settings(store), **changes)
    save_settings(store, settings)
    return settings
