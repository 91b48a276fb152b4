"""Currencies as they are written, and how many decimals their amounts have (ISO 4217)."""

from __future__ import annotations

from typing import Final

_NONE: Final = frozenset(
    [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
_THREE: Final = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])


_NAMES: Final = {
    "RMB": "CNY",
    "人民币": "CNY",
    "元": "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "美元": "USD",
    "US$": "USD",
    "$": "USD",
    "欧元": "EUR",
    "€": "EUR",
    "英镑": "GBP",
    "£": "GBP",
    "日元": "JPY",
    "港币": "HKD",
    "港元": "HKD",
    "新台币": "TWD",
}


def currency_code(written: str) -> str:
    """The ISO code of a currency by code, name or mark; what is not known stays as it was written."""
    plain = written.strip().upper()
    return _NAMES.get(plain, plain)


def minor_units(currency: str) -> int:
    """Decimals of the currency's amounts; 2 for one that is not known."""
    code = currency.strip().upper()
    return 0 if code in _NONE else 3 if code in _THREE else 2
