"""An encrypted store from the command line: the passphrase comes from a file or a terminal, never as an argument."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fieldvisit.cli import main
from fieldvisit.cli.passphrases import first_line, report_password
from fieldvisit.domain.errors import KnownError
from fieldvisit.exchange.key_file import PublicKey
from fieldvisit.store import errors
from fieldvisit.usecases.keys import take_key
from fieldvisit.usecases.open_store import open_store
from fieldvisit.usecases.passphrase import is_locked, unlock
from fieldvisit.usecases.region_home import open_region
from tests.factories.keys import quick_keys
from tests.factories.region import region_visits, write_report
from tests.factories.store import add_dealer

Command = Callable[..., int]
WORDS = "four words without sense"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)


@pytest.fixture
def store_file(tmp_path: Path) -> Path:
    path = tmp_path / "cli.store"
    store = open_store(path)
    with store.write() as session:
        add_dealer(session, "0001", name="Kanarienvogel")
    store.close()
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "words.txt"
    file.write_text(f"{WORDS}\nthe second line\n", encoding="utf-8-sig")
    return file


@pytest.fixture
def run(store_file: Path) -> Command:
    return lambda *arguments: main(["--store", str(store_file), *map(str, arguments)])


def typing(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Someone sits at the terminal and types these."""
    left: Iterator[str] = iter(answers)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda *_: next(left))


def test_protect_use_change_and_unprotect(run, store_file, words, tmp_path, capsys):
    assert run("--passphrase-file", words, "--json", "protect") == 0
    told = {"store": str(store_file), "guarded": [], "earlier": [], "readable": []}
    assert json.loads(capsys.readouterr().out) == told
    assert is_locked(store_file)
    assert b"Kanarienvogel" not in store_file.read_bytes()
    assert run("--passphrase-file", words, "check") == 0
    new = tmp_path / "new.txt"
    new.write_text("other words without sense", encoding="utf-8")
    assert run("--passphrase-file", words, "passphrase", "--new-passphrase-file", new) == 0
    assert run("--passphrase-file", words, "check") == 1
    assert "is not the passphrase" in capsys.readouterr().err
    assert run("--passphrase-file", new, "unprotect") == 0
    assert not is_locked(store_file)
    assert run("check") == 0


def test_without_a_way_to_ask_it_is_said_how_to_give_it(run, words, capsys, monkeypatch):
    run("--passphrase-file", words, "protect")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    capsys.readouterr()
    assert run("check") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("fieldvisit: ")
    assert "--passphrase-file" in said.err


def test_on_a_terminal_it_is_asked_for(run, monkeypatch, capsys):
    typing(monkeypatch, WORDS, WORDS)
    assert run("protect") == 0
    typing(monkeypatch, WORDS)
    assert run("check") == 0
    typing(monkeypatch, WORDS, "one thing", "another thing")
    assert run("passphrase") == 1
    assert "differ" in capsys.readouterr().err


def test_after_wrong_ones_a_script_has_to_wait_too(run, words, tmp_path, capsys):
    run("--passphrase-file", words, "protect")
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("something else", encoding="utf-8")
    assert [run("--passphrase-file", wrong, "check") for _ in range(3)] == [1, 1, 1]
    capsys.readouterr()
    assert run("--passphrase-file", words, "check") == 1
    assert "wait" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00", b"x" * 5000])
def test_a_file_without_a_passphrase_is_told(run, tmp_path, capsys, content):
    file = tmp_path / "words.txt"
    file.write_bytes(content)
    assert run("--passphrase-file", file, "protect") == 1
    assert "words.txt is no passphrase" in capsys.readouterr().err


def test_the_first_line_is_taken_without_the_mark_of_its_encoding(tmp_path):
    file = tmp_path / "password.txt"
    file.write_bytes("\ufeff盛源 r3port\r\nmore\r\n".encode())
    assert first_line(file) == report_password(file) == "盛源 r3port"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"x" * 128])
def test_a_report_takes_no_password_that_it_would_cut_off(tmp_path, content):
    file = tmp_path / "password.txt"
    file.write_bytes(content)
    with pytest.raises(KnownError, match=r"password\.txt is no passphrase or password of 1 to 127 bytes"):
        report_password(file)


def test_a_guessable_one_is_refused(run, store_file, tmp_path, capsys):
    file = tmp_path / "words.txt"
    file.write_text("password", encoding="utf-8")
    assert run("--passphrase-file", file, "protect") == 1
    assert "guess" in capsys.readouterr().err
    assert not is_locked(store_file)


def test_a_backup_is_restored_with_its_passphrase(run, store_file, words, tmp_path, capsys):
    run("--passphrase-file", words, "protect")
    capsys.readouterr()
    copy = tmp_path / "stick" / "copy.store"
    assert run("--passphrase-file", words, "backup", "-o", copy) == 0
    assert capsys.readouterr().out.splitlines() == [str(copy), f"{copy}.key"]
    elsewhere = tmp_path / "elsewhere.store"
    assert main(["--store", str(elsewhere), "--passphrase-file", str(words), "restore", str(copy)]) == 0
    assert main(["--store", str(elsewhere), "--passphrase-file", str(words), "check"]) == 0
    assert is_locked(elsewhere)


@pytest.fixture
def region(run, store_file, words, tmp_path):
    """An encrypted region beside the encrypted store."""
    run("--passphrase-file", words, "protect")
    with closing(open_store(store_file, key=unlock(store_file, WORDS))) as own, closing(open_region(own)) as opened:
        return opened.path


def test_a_region_is_added_to_with_the_passphrase_of_its_store(region, words, tmp_path, capsys):
    report = write_report(next(iter(region_visits(1))), tmp_path)
    command = ["--store", str(region), "--json", "rollup", str(report), "-o", str(tmp_path / "out.xlsx")]
    assert main(["--passphrase-file", str(words), *command]) == 0
    assert json.loads(capsys.readouterr().out)["visits"] == 1
    assert main(["--store", str(region), "--passphrase-file", str(words), "check"]) == 0
    assert main(command) == 1
    assert "--passphrase-file" in capsys.readouterr().err


def test_in_a_region_the_keys_count_that_its_store_knows(region, store_file, words, tmp_path, capsys):
    with closing(open_store(store_file, key=unlock(store_file, WORDS))) as own:
        take_key(own, PublicKey("Li", bytes(32)))
    report = write_report(next(iter(region_visits(1))), tmp_path)
    command = ["--store", str(region), "--passphrase-file", str(words), "rollup", str(report)]
    assert main([*command, "-o", str(tmp_path / "out.xlsx")]) == 1
    assert "key" in capsys.readouterr().err


def test_a_restore_tells_of_a_region_that_does_not_open_with_it(region, store_file, words, tmp_path, capsys):
    own, foreign = tmp_path / "own.store", tmp_path / "foreign.store"
    assert main(["--store", str(store_file), "--passphrase-file", str(words), "backup", "-o", str(own)]) == 0
    open_store(foreign).close()
    command = ["--store", str(store_file), "--passphrase-file", str(words), "restore"]
    assert main([*command, str(own)]) == 0
    assert capsys.readouterr().err == ""
    assert main([*command, str(foreign)]) == 1
    assert region.name in capsys.readouterr().err
    assert main(["--store", str(tmp_path / "new.store"), "restore", str(foreign)]) == 0
    assert "Restored as" in capsys.readouterr().out


def test_a_region_without_its_store_is_refused_in_a_sentence(region, store_file, words, tmp_path, capsys):
    store_file.rename(tmp_path / "away.store")
    command = ["--store", str(region), "--passphrase-file", str(words), "check"]
    assert main(command) == 1
    assert f"{store_file} is not there" in capsys.readouterr().err
    open_store(store_file).close()
    assert main(command) == 1
    assert f"{store_file} is not that one" in capsys.readouterr().err
    with pytest.raises(errors.KeyFileMissing, match="no passphrase of its own"):
        unlock(region, WORDS)
