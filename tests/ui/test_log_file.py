"""The log holds where something happened, and nothing that could name anybody."""

import logging

import pytest
from PySide6.QtCore import QFile, QIODevice, qInstallMessageHandler, qWarning

from fieldvisit.ui.log_file import start_log

NAME = "Shengyuan Trading"


@pytest.fixture
def log_of(tmp_path, monkeypatch, qapp):
    """Starts the log and gives what is in it; everything is as it was afterwards."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", logging.WARNING)
    file = start_log(tmp_path)
    yield lambda: file.read_text(encoding="utf-8")
    qInstallMessageHandler(None)
    for handler in root.handlers:
        handler.close()


def test_own_words_are_kept(log_of):
    logging.getLogger("fieldvisit.ui.tasks").warning("%d tasks did not stop in time", 2)
    assert "WARNING fieldvisit.ui.tasks: 2 tasks did not stop in time" in log_of()


def test_of_other_libraries_only_the_place_is_kept(log_of):
    try:
        float(NAME)
    except ValueError:
        logging.getLogger("pikepdf._core").exception("%s.pdf is damaged", NAME)
    assert "ERROR pikepdf._core: test_log_file line" in log_of()
    assert NAME not in log_of()


def test_what_qt_quotes_is_left_out(log_of):
    qWarning(f'QFile: cannot open "{NAME}.pdf" for writing')
    device = QFile(NAME)
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    device.write(b"x")
    assert 'cannot open "…" for writing' in log_of()
    assert NAME not in log_of()


def test_where_there_is_no_folder_the_log_goes_to_standard_error(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    (tmp_path / "log").write_text("a file where the folder should be")
    start_log(tmp_path)
    qInstallMessageHandler(None)
    logging.getLogger("fieldvisit").error("code 7")
    assert "code 7" in capsys.readouterr().err
