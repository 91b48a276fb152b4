"""Making a report needs no store, so that another process can do it without loading one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
