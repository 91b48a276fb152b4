"""What the code imports is what `pyproject.toml` declares, pinned."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Taken for their files alone (resources/fonts.py names them).
NOT_IMPORTED = {"fontpkg-ibm-plex-sans", "justmytype-intl-cjk"}
# PySide6-Essentials is made on it and names its release; it tells whether an object of Qt is still there.
OF_PYSIDE = {"shiboken6"}
OURS = {"fieldvisit", "tests"} | {path.stem for path in (ROOT / "packaging").glob("*.py")}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name.strip(), maxsplit=1)[0]).lower()


def declared(*lists: list[str]) -> set[str]:
    return {normal(requirement) for requirements in lists for requirement in requirements}


def imported(folder: str) -> set[str]:
    """The distributions behind every import, those inside functions included."""
    roots: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                roots |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                roots.add(node.module.split(".")[0])
    foreign = roots - OURS - set(sys.stdlib_module_names)
    providers = packages_distributions()
    return {normal(providers.get(root, [root])[0]) for root in foreign}


def test_the_application_declares_what_it_imports():
    assert imported("fieldvisit") - declared(PROJECT["dependencies"]) == set()


def test_the_application_imports_what_it_declares():
    assert declared(PROJECT["dependencies"]) - imported("fieldvisit") - NOT_IMPORTED == set()


@pytest.mark.parametrize("folder", ["tests", "packaging"])
def test_developers_get_what_the_tests_and_tools_import(folder):
    known = declared(PROJECT["dependencies"], EXTRAS["test"], EXTRAS["dev"]) | OF_PYSIDE
    assert imported(folder) - known == set()


def test_everything_declared_is_pinned():
    pins = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert declared(PROJECT["dependencies"], EXTRAS["test"], EXTRAS["dev"]) - declared(pins) == {"fieldvisit"}
