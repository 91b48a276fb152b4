import subprocess
import sys

from fieldvisit.ui.instance import Instance

HOLD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from fieldvisit.ui.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
assert instance.claim()
instance.listen(lambda: (print("raised", flush=True), app.quit()))
print("claimed", flush=True)
app.exec()
"""


def held_elsewhere(path):
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "claimed"
    return process


def test_a_second_start_brings_the_first_to_the_front(tmp_path, qapp):
    path = tmp_path / "one.store"
    process = held_elsewhere(path)
    second = Instance(path)
    assert not second.claim()
    assert second.raise_first()
    assert process.stdout.readline().strip() == "raised"
    process.wait(20)
    process.stdout.close()


def test_a_crash_locks_nobody_out(tmp_path, qapp):
    path = tmp_path / "one.store"
    process = held_elsewhere(path)
    process.kill()
    process.wait(20)
    process.stdout.close()
    second = Instance(path)
    assert second.claim()
    second.release()


def test_other_stores_are_free(tmp_path, qapp):
    one, other = Instance(tmp_path / "one.store"), Instance(tmp_path / "other.store")
    assert one.claim()
    assert other.claim()
    one.release()
    other.release()


def test_a_folder_without_room_for_a_lock_does_not_keep_anyone_out(tmp_path, qapp):
    assert Instance(tmp_path / "missing" / "one.store").claim()
