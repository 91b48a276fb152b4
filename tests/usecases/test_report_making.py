"""Making a report needs no store, so that another process can do it without loading one."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fieldvisit.usecases.report_making import report_of
from tests.factories.visits import worked_visit

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, sys
from fieldvisit.usecases.report_making import make_ready
make_ready()
before = set(sys.modules)
from tests.factories.visits import worked_visit
from fieldvisit.exchange.seals import Signer
from fieldvisit.usecases.report_making import Commission
visit, facts = worked_visit(closed=True)
Commission(visit, facts, signer=Signer(bytes(range(32)))).made()
loaded = set(sys.modules)
mine = {each for each in loaded - before if each.startswith(("fieldvisit.reports", "pikepdf", "cryptography"))}
print(json.dumps({"late": sorted(mine), "store": "sqlalchemy" in loaded or "PySide6" in loaded}))
"""


def test_what_a_report_needs_is_loaded_beforehand_and_no_store():
    told = json.loads(subprocess.check_output([sys.executable, "-c", PROGRAM], text=True, cwd=ROOT))
    assert told == {"late": [], "store": False}


@pytest.mark.parametrize("searching", [True, False])
def test_the_search_for_garbage_is_as_before_also_after_a_failure(searching, monkeypatch):
    def fail(*_given, **_how):
        assert not gc.isenabled()
        raise LookupError

    monkeypatch.setattr("fieldvisit.reports.visit_report.build_visit_report", fail)
    (gc.enable if searching else gc.disable)()
    try:
        with pytest.raises(LookupError):
            report_of(*worked_visit(), {})
        assert gc.isenabled() == searching
    finally:
        gc.enable()
