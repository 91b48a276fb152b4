from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from fieldvisit.cli import main
from fieldvisit.domain.document import dumps, encode
from fieldvisit.exchange.locking import locked
from fieldvisit.exchange.pdf_data import LockedPdf, VisitEnclosure, extract
from fieldvisit.exchange.seals import Signer
from fieldvisit.reports.visit_report import build_visit_report
from fieldvisit.usecases.visit_documents import load_document
from tests.factories.desks import WORKED_ID, a_store
from tests.factories.visits import WORKED_VISIT
from tests.reports.worked_visit import worked_facts, worked_visit

PASSWORD = "盛源 r3port"


@pytest.fixture(scope="module")
def report():
    data = dumps(encode(worked_visit(), worked_facts()))
    carried = VisitEnclosure(data, signer=Signer(bytes(32)))
    return build_visit_report(worked_visit(), worked_facts(), enclosure=carried)


def test_only_the_password_opens_it_and_it_is_still_signed(report):
    shut = locked(report, PASSWORD)
    assert extract(shut, password=PASSWORD).data == extract(report).data
    assert extract(shut, password=PASSWORD).seal == extract(report).seal
    with pytest.raises(LockedPdf, match="once the password is given"):
        extract(shut, "a.pdf")
    with pytest.raises(LockedPdf, match=r"does not open a\.pdf"):
        extract(shut, "a.pdf", "another")


def test_it_is_aes_256_and_claims_no_archive(report):
    with pikepdf.open(BytesIO(locked(report, PASSWORD)), password=PASSWORD) as opened:
        assert opened.encryption.bits == 256
        assert opened.encryption.stream_method.name == "aesv3"
        assert opened.allow.accessibility
        with opened.open_metadata() as metadata:
            assert "pdfaid:part" not in metadata
            assert metadata["pdfuaid:part"] == "1"


def test_a_password_is_not_needed_for_an_open_report(report):
    assert extract(report, password=PASSWORD).data == extract(report).data


@pytest.mark.parametrize("hidden", [False, True])
def test_a_lock_is_found_however_it_is_written_and_only_where_there_is_one(report, hidden):
    shut = locked(report, PASSWORD)
    if hidden:
        shut = shut.replace(b"/Encrypt ", b"/E#6ecrypt ")
    assert (b"/Encrypt" in shut) is not hidden
    assert extract(shut, password=PASSWORD).data == extract(report).data


def test_a_report_locked_for_nobody_is_read_with_any_password(report):
    """Encrypted, but with an empty password, as some programs do to forbid printing."""
    with pikepdf.open(BytesIO(report)) as opened:
        written = BytesIO()
        opened.save(written, encryption=pikepdf.Encryption(user="", owner="owner"))
    assert extract(written.getvalue(), password="another").data == extract(report).data
    assert extract(written.getvalue()).data == extract(report).data


def test_the_command_line_locks_and_opens(tmp_path, capsys):
    with a_store(tmp_path) as store:
        load_document(store, WORKED_VISIT.read_bytes())
    secret, target = tmp_path / "secret", tmp_path / "report.pdf"
    secret.write_text(PASSWORD, encoding="utf-8")
    named = ["--store", str(tmp_path / "test.store")]
    assert main([*named, "report", WORKED_ID, "--password-file", str(secret), "-o", str(target)]) == 0
    assert main([*named, "read", str(target)]) == 1
    assert "locked with a password" in capsys.readouterr().err
    assert main([*named, "read", "--password-file", str(secret), str(target)]) == 0
    assert f"whole; {WORKED_ID}" in capsys.readouterr().out
