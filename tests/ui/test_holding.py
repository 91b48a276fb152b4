"""Who has the store: a window that ends is not asked to the front but waited for."""

import time
from types import SimpleNamespace
from typing import Any

import pytest

from fieldvisit.ui import holding, tasks, unanswered
from fieldvisit.ui.holding import Holding
from fieldvisit.ui.instance import Instance
from fieldvisit.usecases.open_store import open_store


@pytest.fixture
def one(tmp_path, qapp):
    nobody: Any = SimpleNamespace
    return Holding(tmp_path / "one.store", nobody(), nobody)


@pytest.fixture
def other(one):
    """Another window's claim on the same store, which does not answer."""
    claim = Instance(one.path)
    assert claim.claim()
    yield claim
    claim.release()


def test_a_window_that_is_ending_is_waited_for(one, other, monkeypatch):
    waits = []

    def ended(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            other.release()

    monkeypatch.setattr(time, "sleep", ended)
    assert one.may_begin()
    assert len(waits) == 3
    assert not other.claim()
    one.end()


def test_a_window_that_cannot_answer_yet_is_asked_again(one, other, monkeypatch):
    answers = iter([False, False, True])
    monkeypatch.setattr(Instance, "raise_first", lambda self: next(answers))
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    assert not one.may_begin()
    assert next(answers, None) is None


def test_after_patience_with_a_window_that_neither_answers_nor_ends_the_user_is_asked(one, other, monkeypatch):
    monkeypatch.setattr(holding, "PATIENCE", 0.0)
    answers = [False, True]
    monkeypatch.setattr(unanswered, "may_try_again", answers.pop)
    assert not one.may_begin()
    assert answers == []


def test_a_window_that_ends_answers_nobody_while_it_still_has_the_store(one, monkeypatch):
    """Its events are still taken in while it waits for what is running."""
    seen = []

    def look() -> None:
        seen.append((one.instance._server.isListening(), Instance(one.path).claim()))

    assert one.claim()
    one.listen(lambda: None)
    look()
    monkeypatch.setattr(tasks, "stop_all", look)
    one.end()
    assert seen == [(True, False), (False, False)]
    assert one.instance.is_unclaimed()


def test_a_store_that_cannot_be_closed_is_given_free(one, monkeypatch):
    assert one.claim()
    one.store = open_store(one.path)
    monkeypatch.setattr(type(one.store), "forget_key", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        one.end()
    assert one.instance.is_unclaimed()
    one.store.close()
