"""How the driver is given the key of an encrypted file; light enough to come before the first paint.

`cipher_memory_security` stays off: it wipes what SQLite frees, while the same texts lie in Python's own memory.
"""

from __future__ import annotations

from typing import Any

from fieldvisit.store.headers import salt_of


def spelled(key: bytes | None) -> str:
    """A data key as the driver takes it, with the salt that names it; empty for a plain file."""
    return f"x'{key.hex()}{salt_of(key).hex()}'" if key else ""


def give_key(connection: Any, key: bytes) -> None:
    """The first statements on an encrypted file; what does not fit into memory must not be spilled in the clear."""
    # Without this the driver writes lines of its own to standard error for each page that does not fit the key.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{spelled(key)}"')
    connection.execute("PRAGMA temp_store = MEMORY")
