"""The rep's key, handed over in a small file, and what reading says of a report's signature."""

from __future__ import annotations

import json

import pytest

from fieldvisit.cli import main
from fieldvisit.exchange.key_file import NotAKey, PublicKey, key_file, key_in
from fieldvisit.exchange.pdf_data import extract
from fieldvisit.usecases.export_report import make_report
from fieldvisit.usecases.keys import export_key, import_key, known_keys, own_key, own_signer
from fieldvisit.usecases.settings import change_settings, load_settings
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID, a_store
from tests.factories.visits import WORKED_VISIT


@pytest.fixture
def rep(tmp_path):
    (tmp_path / "rep").mkdir()
    with a_store(tmp_path / "rep") as store:
        load_document(store, WORKED_VISIT.read_bytes())
        change_settings(store, rep_name="Chen Wei 陈伟")
        yield store


@pytest.fixture
def manager(tmp_path):
    (tmp_path / "manager").mkdir()
    with a_store(tmp_path / "manager") as store:
        yield store


def test_the_key_is_made_once_and_stays(rep):
    key = own_signer(rep)
    assert own_signer(rep).private == key.private
    change_settings(rep, rep_title="Senior")
    assert own_signer(rep).private == key.private
    assert load_settings(rep).rep_title == "Senior"


def test_two_stores_have_two_keys(rep, manager):
    assert own_signer(rep).public != own_signer(manager).public


def test_a_report_is_signed_with_the_store_s_key(rep):
    seal = extract(make_report(rep, WORKED_ID)).seal
    assert seal is not None
    assert seal.public == own_signer(rep).public
    assert known_keys(rep) == {seal.public: "Chen Wei 陈伟"}


def test_a_key_is_handed_over_as_a_picture_too(rep, manager, tmp_path):
    path = tmp_path / "chen.PNG"
    handed = export_key(rep, path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert import_key(manager, path) == handed
    assert known_keys(manager) == {handed.public: "Chen Wei 陈伟"}


def test_a_key_handed_over_is_known(rep, manager, tmp_path):
    path = tmp_path / "chen.key"
    handed = export_key(rep, path)
    assert own_signer(rep).private.hex() not in path.read_text(encoding="utf-8")
    assert import_key(manager, path) == handed == own_key(rep)
    assert known_keys(manager) == {handed.public: "Chen Wei 陈伟"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"fieldvisit_key": 1, "name": "A", "public": 5, "fingerprint": ""}',
        key_file(PublicKey("A", bytes(32))).replace(b"00", b"01", 1),
        key_file(PublicKey("A", bytes(31))),
        key_file(PublicKey("A", bytes(32))).replace(b'"fieldvisit_key": 1', b'"fieldvisit_key": 2'),
    ],
)
def test_a_file_without_a_sound_key_is_refused_by_name(content):
    with pytest.raises(NotAKey, match=r"a\.key"):
        key_in(content, "a.key")


def read(folder, store, capsys, *, as_json=True):
    form = ["--json"] if as_json else []
    status = main([*form, "--store", str(folder / store / "test.store"), "read", str(folder / "report.pdf")])
    out = capsys.readouterr().out
    return status, json.loads(out)[0] if as_json else out


def test_reading_says_whose_key_signed(rep, manager, tmp_path, capsys):
    (tmp_path / "report.pdf").write_bytes(make_report(rep, WORKED_ID))
    status, told = read(tmp_path, "manager", capsys)
    assert status == 0
    assert (told["whole"], told["signed"], told["signer"]) == (True, "unknown", None)
    assert "unknown key" in read(tmp_path, "manager", capsys, as_json=False)[1]
    key = tmp_path / "chen.key"
    assert main(["--store", str(tmp_path / "rep" / "test.store"), "key", "export", "-o", str(key)]) == 0
    assert main(["--store", str(tmp_path / "manager" / "test.store"), "key", "import", str(key)]) == 0
    assert own_key(rep).fingerprint in capsys.readouterr().out
    _, told = read(tmp_path, "manager", capsys)
    assert (told["signed"], told["signer"], told["key"]) == ("known", "Chen Wei 陈伟", own_key(rep).fingerprint)
    assert "signed by Chen Wei" in read(tmp_path, "manager", capsys, as_json=False)[1]


def test_reading_needs_no_store(rep, tmp_path, capsys, monkeypatch):
    (tmp_path / "report.pdf").write_bytes(make_report(rep, WORKED_ID))
    monkeypatch.setenv("FIELDVISIT_HOME", str(tmp_path / "nothing"))
    assert main(["--json", "read", str(tmp_path / "report.pdf")]) == 0
    assert json.loads(capsys.readouterr().out)[0]["signed"] == "unknown"
    assert not (tmp_path / "nothing").exists()


def test_a_file_that_is_no_key_is_said(manager, tmp_path, capsys):
    path = tmp_path / "a.key"
    path.write_bytes(b"hello")
    assert main(["--store", str(tmp_path / "manager" / "test.store"), "key", "import", str(path)]) == 1
    assert "a.key is no key" in capsys.readouterr().err
