"""The checkout's own virtual environment with the libraries at their pinned versions."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from trouble import Trouble

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
_STAMP = FOLDER / "fieldvisit.json"
_LOG = FOLDER / "pip.log"


def python() -> Path:
    """The environment's interpreter."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def tool(name: str) -> Path:
    """A command that a library put into the environment."""
    return python().with_name(f"{name}.exe" if os.name == "nt" else name)


def missing_packages() -> list[str]:
    """Debian's packages without which no environment can be made; its Python comes without them."""
    return [] if python().exists() or find_spec("ensurepip") else [f"python3.{sys.version_info.minor}-venv"]


def prepare(*, developer: bool) -> None:
    """Makes the environment or brings it up to date; nothing to do when its stamp tells the same."""
    wanted = _digest()
    stamp = _stamp()
    if stamp.get("digest") == wanted and python().exists() and (stamp.get("developer") or not developer):
        return
    developer = developer or bool(stamp.get("developer"))
    if not _has_pip():
        _create()
    _install("dev" if developer else "")
    _STAMP.write_text(json.dumps({"digest": wanted, "developer": developer}), encoding="utf-8")


def _digest() -> str:
    """Of all that decides what is installed; the place too, since scripts in an environment name it."""
    parts = [
        (ROOT / "pyproject.toml").read_bytes(),
        CONSTRAINTS.read_bytes(),
        str(ROOT).encode(),
        sys.version.encode(),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _stamp() -> dict[str, object]:
    try:
        read = json.loads(_STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _has_pip() -> bool:
    return (
        python().exists()
        and subprocess.run([python(), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    )


def _create() -> None:
    print(f"Making the virtual environment {FOLDER.name} ...", flush=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", FOLDER], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Trouble(f"The virtual environment could not be made: {_last_line(made.stdout + made.stderr)}")


def _install(extra: str) -> None:
    print("Installing the libraries (about 500 MB; some minutes the first time) ...", flush=True)
    options = ["--disable-pip-version-check", "--no-input", "--quiet", "--log", str(_LOG)]
    options += ["--progress-bar", "on" if sys.stdout.isatty() else "off"]
    options += ["--constraint", str(CONSTRAINTS), "--editable", f".[{extra}]" if extra else "."]
    command = [str(python()), "-m", "pip", "install", *options]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        errors = [line.removeprefix("ERROR:").strip() for line in done.stderr.splitlines() if line.startswith("ERROR:")]
        why = errors[0] if errors else _last_line(done.stderr)
        raise Trouble(f"The libraries could not be installed: {why} (pip's own account is in {_LOG}).")


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason was given"])[-1]
