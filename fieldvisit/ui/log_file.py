"""The log: codes and stacks for whoever mends the program, never names, prices or balances.

What other libraries say may quote a file's name or its content, and a report is named after its dealer: of them only
the place in their code is kept. Qt puts what it quotes between quotation marks, which are emptied.
"""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_BYTES = 512_000
_KEPT = 2
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_OWN = ("fieldvisit", "qt")
_QUOTED = re.compile(r'"[^"]*"')
log = logging.getLogger("qt")


def start_log(folder: Path) -> Path:
    """Logs to `log/fieldvisit.log` in `folder`, two older files kept; to standard error where that cannot be."""
    file = folder / "log" / "fieldvisit.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_without_quotes_of_others)
    logging.basicConfig(handlers=[handler], level=logging.INFO)
    qInstallMessageHandler(_from_qt)
    return file


def _without_quotes_of_others(record: logging.LogRecord) -> bool:
    """Keeps every record, but of a library's only where it was written."""
    if record.name.partition(".")[0] not in _OWN:
        record.msg, record.args = "%s line %d", (record.module, record.lineno)
        record.exc_info = record.exc_text = record.stack_info = None
    return True


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "%s", _QUOTED.sub('"…"', text))
