"""What `pip install` puts on a machine is the whole application and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return set(ZipFile(wheel).namelist())


def test_every_module_is_in_it(shipped):
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "fieldvisit").rglob("*.py")}
    assert modules - shipped == set()


def test_every_icon_and_catalogue_is_in_it(shipped):
    resources = ROOT / "resources"
    files = {path.relative_to(resources) for path in resources.rglob("*") if path.is_file()}
    catalogues = {path.with_suffix(".mo") for path in files if path.suffix == ".po"}
    assert {f"fieldvisit/resources/data/{path.as_posix()}" for path in files | catalogues} - shipped == set()


def test_it_holds_nothing_else(shipped):
    assert {name.split("/")[0] for name in shipped if ".dist-info/" not in name} == {"fieldvisit"}
