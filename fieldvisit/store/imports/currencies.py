"""How many decimals an amount of a currency has (ISO 4217)."""

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


def minor_units(currency: str) -> int:
    """Decimals of the currency's amounts; 2 for one that is not known."""
    code = currency.strip().upper()
    return 0 if code in _NONE else 3 if code in _THREE else 2
