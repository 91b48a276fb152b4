"""Reports read from the command line."""

import json

from fieldvisit.cli import main
from fieldvisit.exchange.seals import Signer
from tests.factories.region import region_visits, write_report


def test_a_folder_of_reports_is_read_and_each_key_told(tmp_path, capsys):
    first, second = region_visits(2)
    write_report(first, tmp_path / "in", signer=Signer(bytes(range(32))))
    write_report(second, tmp_path / "in" / "deeper")
    assert main(["--json", "read", str(tmp_path / "in")]) == 0
    told = {each["document"]["visit"]["id"]: each["signed"] for each in json.loads(capsys.readouterr().out)}
    assert told == {first.visit.id: "unknown", second.visit.id: "no"}


def test_what_cannot_be_read_is_named_and_the_others_are_read(tmp_path, capsys):
    (made,) = region_visits(1)
    whole = write_report(made, tmp_path)
    (tmp_path / "no.pdf").write_text("no PDF")
    assert main(["read", str(whole), str(tmp_path / "no.pdf"), str(tmp_path / "gone.pdf")]) == 1
    said = capsys.readouterr()
    assert f"{whole}: whole; {made.visit.number} revision 1" in said.out
    assert "no.pdf is not a PDF" in said.err
    assert "gone.pdf" in said.err
    assert "error of the program" not in said.err
