"""The libraries that Qt expects from the system, and Debian's packages that hold them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

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


def prepare(*, screen: bool) -> None:
    """Sees to it that Qt can start; raises `Trouble` naming what is missing and cannot be mended here."""
    if not sys.platform.startswith("linux"):
        return
    wanted = ALWAYS | (FOR_A_SCREEN if screen else {})
    missing = [name for name in wanted if not _loads(name)]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise Trouble(
            f"Qt needs system libraries that are not there: {', '.join(missing)}. Install them and try again."
        )
    install([wanted[name] for name in missing], needed_for="Qt")


def install(packages: list[str], *, needed_for: str) -> None:
    """Installs Debian packages where that needs no password; else raises `Trouble` with the line to type."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    right = _right_to_install()
    if right is None:
        typed = f"sudo {line}" if shutil.which("apt-get") else f"your system's packages for {' '.join(packages)}"
        raise Trouble(f"{needed_for[0].upper()}{needed_for[1:]} needs system packages. Install them with: {typed}")
    print(f"Installing system packages for {needed_for}: {' '.join(packages)} ...", flush=True)
    _apt([*right, "apt-get", "update", "-qq"])
    _apt([*right, *line.split()])


def _right_to_install() -> list[str] | None:
    if shutil.which("apt-get") is None:
        return None
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
