"""What has to come from the system, and Debian's packages that hold it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

from trouble import Trouble

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
FOR_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def for_qt(*, screen: bool) -> dict[str, str]:
    """What Qt loads from the system, on systems that do not bring it: library and Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    return ALWAYS | (FOR_A_SCREEN if screen else {})


def for_tracing() -> list[str]:
    """The Debian package, where it is absent, of what records the calls of a program; none but Linux has it."""
    return _absent({"strace": "strace"})


def for_a_keyring() -> list[str]:
    """As `for_tracing`, of the keyring that a Linux desktop has, and of the bus on which it is asked."""
    return _absent({"dbus-daemon": "dbus-daemon", "gnome-keyring-daemon": "gnome-keyring"})


def _absent(packages: Mapping[str, str]) -> list[str]:
    """The packages of these programs that are not there."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for program, package in packages.items() if shutil.which(program) is None]


def prepare(libraries: Mapping[str, str], packages: Iterable[str] = ()) -> None:
    """Installs the packages, and those of the libraries that are not there, all at once.

    Raises `Trouble` with the line to type, or what is missing, where that cannot be done here.
    """
    missing = [name for name in libraries if not _loads(name)]
    wanted = [*packages, *(libraries[name] for name in missing)]
    if not wanted:
        return
    if shutil.which("apt-get") is None:
        raise Trouble(f"Missing from this system: {', '.join([*packages, *missing])}. Install that and try again.")
    _install(wanted)


def _install(packages: list[str]) -> None:
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    right = _right_to_install()
    if right is None:
        raise Trouble(f"Some system packages are missing. Install them with: sudo {line}")
    print(f"Installing system packages: {' '.join(packages)} ...", flush=True)
    _apt([*right, "apt-get", "update", "-qq"])
    _apt([*right, *line.split()])


def _right_to_install() -> list[str] | None:
    """What to put before a command that needs it; None where a password would be asked."""
    if os.geteuid() == 0:
        return []
    allowed = (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    )
    return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"] if allowed else None


def _apt(command: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise Trouble(f"'{' '.join(command)}' failed: {reason}")


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
