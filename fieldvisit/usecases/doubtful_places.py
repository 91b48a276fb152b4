"""Folders in which a store is not quite safe: on another machine, or copied away by a synchronising program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import Final

from fieldvisit.domain.language import Message

_SYNCHRONISED: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
}
_NETWORK: Final = frozenset(
    {"9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs", "ncpfs", "nfs", "nfs4"}
    | {"smb3", "smbfs", "webdav"}
)
_REMOTE_DRIVE: Final = 4
"""What Windows calls a drive that is on another machine."""


def warning_about(store: Path) -> Message | None:
    """One sentence about the folder of a store; None for a good one."""
    folder = store.absolute().parent
    program = synchronised_by(folder)
    if program:
        return Message(
            "The store lies in a folder that {program} copies while you work: {folder}. A copy can be taken in the "
            "middle of a change, and two machines can overwrite each other. Keep the store in a plain folder and let "
            "{program} have the backups.",
            program=program,
            folder=folder,
        )
    if is_on_network(folder):
        return Message(
            "The store lies on another machine: {folder}. When the connection breaks, what you type waits on the "
            "screen until it is back. Keep the store on this machine and copy backups to the network.",
            folder=folder,
        )
    return None


def synchronised_by(folder: PurePath) -> str:
    """The program that synchronises a folder, told by the names on the way to it; empty for none."""
    for part in folder.parts:
        name = part.casefold()
        for known, program in _SYNCHRONISED.items():
            # `OneDrive - Northwind`, `Dropbox (Personal)`, `GoogleDrive-li@example.org`
            if name == known or name.startswith((f"{known} ", f"{known}-")):
                return program
    return ""


def is_on_network(folder: Path) -> bool:
    """Whether a folder is on another machine, as far as the system tells."""
    return _ASK.get(sys.platform, _on_linux)(folder)


def _on_windows(folder: Path) -> bool:
    if folder.drive.startswith("\\\\"):
        return True
    import ctypes

    kind: Callable[[str], int] = getattr(ctypes, "windll").kernel32.GetDriveTypeW  # noqa: B009 - only on Windows
    return kind(f"{folder.drive}\\") == _REMOTE_DRIVE


def _on_linux(folder: Path) -> bool:
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    fields = (line.split(" ") for line in lines)
    return _kind_at(folder, ((field[1].replace("\\040", " "), field[2]) for field in fields)) in _NETWORK


def _on_mac(folder: Path) -> bool:
    import subprocess

    said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5)
    # `//li@server/share on /Volumes/share (smbfs, nodev, nosuid)`
    lines = (line.partition(" on ")[2].rpartition(" (") for line in said.stdout.splitlines())
    return _kind_at(folder, ((point, kinds.split(",")[0].rstrip(")")) for point, _, kinds in lines)) in _NETWORK


_ASK: Final[dict[str, Callable[[Path], bool]]] = {"win32": _on_windows, "darwin": _on_mac}


def _kind_at(folder: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of file system at a folder: that of the deepest mount on the way to it, the later one of two."""
    deepest, found = -1, ""
    for point, kind in mounts:
        at = PurePath(point)
        if folder.is_relative_to(at) and len(at.parts) >= deepest:
            deepest, found = len(at.parts), kind
    return found
