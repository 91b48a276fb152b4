"""The set-up of a checkout says what it lacks and does nothing twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

import bootstrap
import environment
import system_libraries
import validate_pdf
from trouble import Trouble

MISSING = {"libthere-is-none.so.9": "libnone9"}


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An environment in an empty folder, in which nothing is really installed."""
    folder = tmp_path / ".venv"
    monkeypatch.setattr(environment, "FOLDER", folder)
    monkeypatch.setattr(environment, "_STAMP", folder / "fieldvisit.json")
    done: list[str] = []

    def create() -> None:
        done.append("made")
        environment.python().parent.mkdir(parents=True)
        environment.python().touch()

    monkeypatch.setattr(environment, "_has_pip", lambda: environment.python().exists())
    monkeypatch.setattr(environment, "_create", create)
    monkeypatch.setattr(environment, "_install", done.append)
    return done


def test_the_first_run_makes_the_environment_and_the_second_nothing(elsewhere):
    environment.prepare(developer=False)
    environment.prepare(developer=False)
    assert elsewhere == ["made", ""]


def test_tests_add_to_what_the_application_needs_and_stay(elsewhere):
    environment.prepare(developer=False)
    environment.prepare(developer=True)
    environment.prepare(developer=False)
    assert elsewhere == ["made", "", "dev"]


def test_other_pins_are_installed_over_the_old_ones(elsewhere, tmp_path, monkeypatch):
    environment.prepare(developer=True)
    pins = tmp_path / "constraints.txt"
    pins.write_text("SQLAlchemy==2.1.10\n", encoding="utf-8")
    monkeypatch.setattr(environment, "CONSTRAINTS", pins)
    environment.prepare(developer=False)
    assert elsewhere == ["made", "dev", "dev"]


def test_a_failed_installation_is_tried_again(elsewhere, monkeypatch):
    def fail(extra: str) -> None:
        raise Trouble(extra)

    with monkeypatch.context() as broken:
        broken.setattr(environment, "_install", fail)
        with pytest.raises(Trouble):
            environment.prepare(developer=False)
    environment.prepare(developer=False)
    assert elsewhere == ["made", ""]


def test_pip_is_quoted_in_one_sentence(tmp_path, monkeypatch):
    said = "Looking\nERROR: No matching distribution found for nothing\nERROR: more"
    failed = subprocess.CompletedProcess([], 1, stderr=said)
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: failed)
    with pytest.raises(Trouble, match="No matching distribution found for nothing"):
        environment._install("")


@pytest.mark.skipif(os.name == "nt", reason="asks for the user's number")
class TestSystemLibraries:
    def test_without_the_right_to_install_the_line_to_type_is_told(self, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        with pytest.raises(Trouble, match=r"sudo apt-get install -y --no-install-recommends python3.11-venv libnone9$"):
            system_libraries.prepare(MISSING, ["python3.11-venv"])

    def test_without_apt_the_library_is_named(self, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda name: None)
        with pytest.raises(Trouble, match=r"python3.11-venv, libthere-is-none.so.9"):
            system_libraries.prepare(MISSING, ["python3.11-venv"])

    def test_root_installs_what_is_missing(self, monkeypatch):
        typed: list[list[str]] = []
        monkeypatch.setattr(shutil, "which", lambda name: name)
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(system_libraries, "_apt", typed.append)
        system_libraries.prepare(MISSING, ["python3.11-venv"])
        assert [command[:2] for command in typed] == [["apt-get", "update"], ["apt-get", "install"]]
        assert typed[-1][-2:] == ["python3.11-venv", "libnone9"]

    def test_what_is_there_is_left_alone(self, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda name: pytest.fail("looked for a way to install"))
        system_libraries.prepare({})


@pytest.mark.parametrize(
    ("system", "there", "wanted"),
    [
        ("linux", "dbus-daemon", ["gnome-keyring"]),
        ("linux", "strace", ["dbus-daemon", "gnome-keyring"]),
        ("win32", "", []),
    ],
)
def test_only_what_is_absent_on_linux_is_brought(monkeypatch, system, there, wanted):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == there else None)
    assert system_libraries.for_a_keyring() == wanted


@pytest.mark.parametrize("arguments", [[], ["dance"]])
def test_an_unknown_command_is_wrong_usage(arguments, capsys):
    assert bootstrap.main(arguments) == 2
    assert "bootstrap.py run" in capsys.readouterr().err


def test_trouble_is_told_without_a_traceback(monkeypatch, capsys):
    def fail(arguments: list[str]) -> int:
        raise Trouble(" ".join(arguments))

    monkeypatch.setitem(bootstrap.COMMANDS, "run", fail)
    assert bootstrap.main(["run", "no", "network"]) == 1
    assert capsys.readouterr().err == "no network\n"


@pytest.mark.parametrize(("ci", "asked"), [("", []), ("true", [["default-jdk-headless"], ["strace"], ["keyring"]])])
def test_only_continuous_integration_installs_what_few_tests_need(ci, asked, monkeypatch, capsys):
    installed: list[list[str]] = []

    def refuse(_libraries: object, packages: list[str]) -> None:
        installed.append(packages)
        raise Trouble("no network")

    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(bootstrap, "_set_up", lambda libraries, *, developer: None)
    monkeypatch.setattr(bootstrap, "_become", lambda command: 0)
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    monkeypatch.setattr(validate_pdf, "missing_packages", lambda: ["default-jdk-headless"])
    monkeypatch.setattr(system_libraries, "for_tracing", lambda: ["strace"])
    monkeypatch.setattr(system_libraries, "for_a_keyring", lambda: ["keyring"])
    monkeypatch.setattr(system_libraries, "prepare", refuse)
    assert bootstrap.test([]) == 0
    assert installed == asked
    assert ("no network" in capsys.readouterr().err) == bool(asked)


def test_without_a_screen_the_window_is_drawn_off_screen(monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not bootstrap._shown_on_a_screen()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "off screen" in capsys.readouterr().err


@pytest.mark.parametrize(("complaining", "status"), [((), 0), (("mypy",), 1), (("ruff", "lint-imports"), 1)])
def test_lint_runs_every_linter_and_fails_when_one_complains(complaining, status, monkeypatch):
    told: list[str] = []

    def tell(linter: tuple[str, ...]) -> int:
        told.append(linter[0])
        return 3 if linter[0] in complaining else 0

    monkeypatch.setattr(bootstrap, "_set_up", lambda libraries, *, developer: None)
    monkeypatch.setattr(bootstrap, "_told", tell)
    assert bootstrap.lint([]) == status
    assert told == ["ruff", "ruff", "mypy", "lint-imports"]
