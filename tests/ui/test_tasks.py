import threading

import pytest

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Language, Message, current, speaking
from fieldvisit.ui import tasks
from fieldvisit.ui.widgets.progress import progress_words


def test_a_job_runs_elsewhere_and_comes_back(qtbot):
    seen: dict[str, object] = {}

    def job(_progress):
        seen["worker"] = threading.current_thread()
        return 42

    def done(result):
        seen["result"], seen["back"] = result, threading.current_thread()

    task = tasks.run(job, on_done=done)
    qtbot.waitSignal(task.ended).wait()
    assert seen["result"] == 42
    assert seen["worker"] is not threading.main_thread()
    assert seen["back"] is threading.main_thread()


def test_an_error_comes_back_as_it_was_raised(qtbot):
    errors: list[Exception] = []
    failure = KnownError(Message("The disk is full."))

    def job(_progress):
        raise failure

    task = tasks.run(job, on_error=errors.append)
    qtbot.waitSignal(task.ended).wait()
    assert errors == [failure]


def test_an_error_that_nobody_takes_is_raised_and_not_swallowed(qtbot):
    def job(_progress):
        raise ValueError("ours")

    with qtbot.captureExceptions() as raised:
        task = tasks.run(job)
        qtbot.waitSignal(task.ended).wait()
    assert [kind for kind, _, _ in raised] == [ValueError]


def test_cancelling_stops_at_the_next_report(qtbot):
    begun, cancelled, go_on = threading.Event(), [], threading.Event()

    def job(progress):
        begun.set()
        go_on.wait(10)
        progress(1, 100)
        return "never"

    task = tasks.run(job, on_done=lambda _: pytest.fail("it was cancelled"), on_cancel=lambda: cancelled.append(True))
    begun.wait(10)
    task.cancel()
    go_on.set()
    qtbot.waitSignal(task.ended).wait()
    assert cancelled == [True]
    assert task not in tasks.running()


def test_progress_arrives(qtbot):
    told = []

    def job(progress):
        progress(0, 10)
        progress(10, 10)

    task = tasks.run(job)
    task.progressed.connect(lambda done, total: told.append((done, total)))
    qtbot.waitSignal(task.ended).wait()
    assert told[-1] == (10, 10)


def test_a_job_speaks_the_language_of_who_started_it(qtbot):
    spoken: list[str] = []
    with speaking(Language("xx")):
        task = tasks.run(lambda _progress: current().code, on_done=spoken.append)
    qtbot.waitSignal(task.ended).wait()
    assert spoken == ["xx"]


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (12, None, None, "12 done"),
        (1200, 5000, None, "1,200 of 5,000"),
        (1200, 5000, 8.2, "1,200 of 5,000, 8 seconds left"),
        (1, 5000, 600.0, "1 of 5,000, 10 minutes left"),
    ],
)
def test_progress_in_words(done, total, seconds, words):
    assert progress_words(done, total, seconds) == words
