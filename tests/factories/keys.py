"""Passphrases that are tried without the cost that makes them safe."""

from __future__ import annotations

import pytest

from fieldvisit.store import vault

PASSPHRASE = "four words without sense"


def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """New key files take hardly any time to open; for tests that are not about that time."""
    monkeypatch.setattr(vault, "MEMORY", 64)
    monkeypatch.setattr(vault, "PASSES", 1)
