"""Whether the system may write an image of this program's memory when it breaks down."""

from __future__ import annotations


def forbid() -> None:
    """No image from now on: it would hold, in the clear, the key, the passphrase and whatever was read.

    Windows writes none unless an administrator asks for it.
    """
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
