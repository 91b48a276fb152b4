"""A message bus of its own with a real keyring on it, as a Linux desktop has one; no other program is started by it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

NEEDED = ("dbus-daemon", "gnome-keyring-daemon")
_WORD = b"the login password"
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


def missing() -> str:
    """The programs without which there is no real keyring here; empty where all are there."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


class SecretService:
    """The keyring's service; `begin` and `end` may be called again and again, its file stays."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        # A socket's path may have about a hundred characters, less than a test's folder has.
        self._socket = Path("/tmp") / f"fieldvisit-bus-{os.getpid()}"  # noqa: S108 - owned, and gone afterwards
        self._data = folder / "data"
        self._run = folder / "run"
        self._run.mkdir(mode=0o700)
        self._service: subprocess.Popen[bytes] | None = None
        config = folder / "bus.conf"
        config.write_text(_BUS.format(socket=self._socket))
        self._bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"], stderr=subprocess.DEVNULL
        )
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={self._socket}")
        until(self._socket.exists)
        patch.setattr(keyring, "get_keyring", _asked_anew)

    def begin(self, *, unlocked: bool = True) -> None:
        """Starts the service, its keyring open as after a login, or locked with nobody there to open it."""
        places = {"XDG_DATA_HOME": str(self._data), "XDG_RUNTIME_DIR": str(self._run), "HOME": str(self._data)}
        options = ["--unlock"] if unlocked else ["--start"]
        self._service = subprocess.Popen(
            ["gnome-keyring-daemon", *options, "--components=secrets", "--foreground"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | places,
        )
        assert self._service.stdin is not None
        if unlocked:
            self._service.stdin.write(_WORD)
        self._service.stdin.close()
        until(_is_there)

    def end(self) -> None:
        if self._service is not None:
            self._service.send_signal(signal.SIGCONT)
            self._service.kill()
            self._service.wait(20)
            self._service = None

    def fall_silent(self) -> None:
        """It is there, takes every question, and answers none."""
        assert self._service is not None
        self._service.send_signal(signal.SIGSTOP)

    def answer_again(self) -> None:
        assert self._service is not None
        self._service.send_signal(signal.SIGCONT)

    def lose(self) -> None:
        """The file of the keyring is gone, as after a new installation of the desktop."""
        self.end()
        shutil.rmtree(self._data / "keyrings")
        self.begin()

    def close(self) -> None:
        self.end()
        self._bus.kill()
        self._bus.wait(20)
        self._socket.unlink(missing_ok=True)


def until(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not there():
        assert time.monotonic() < deadline, "the keyring's service does not come up"
        time.sleep(0.01)


def _asked_anew() -> KeyringBackend:
    from keyring.backends.SecretService import Keyring

    return Keyring()


def _is_there() -> bool:
    from keyring.backends.SecretService import Keyring

    try:
        return bool(Keyring.priority)
    except RuntimeError:
        return False
