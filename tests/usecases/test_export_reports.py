"""Many reports into one folder: the same bytes as one by one, whole files only, errors by name."""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from dataclasses import dataclass, fields
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from fieldvisit.domain.closing import visit_number
from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message
from fieldvisit.resources import load_language
from fieldvisit.store.strangers import ensure_dealer
from fieldvisit.store.visits import insert_visit
from fieldvisit.usecases import export_reports as exporting
from fieldvisit.usecases.export_report import commission, make_report
from fieldvisit.usecases.export_reports import Batch, closed_visits, export_reports
from fieldvisit.usecases.report_making import Commission
from tests.factories.desks import a_store
from tests.factories.region import region_visits

COUNT = 5


@pytest.fixture(scope="module")
def made():
    """Of one rep: numbered one after the other."""
    found = list(region_visits(COUNT))
    for number, each in enumerate(found):
        each.visit.number = visit_number(each.visit.day, number)
    return found


@pytest.fixture
def store(tmp_path, made):
    with a_store(tmp_path) as opened:
        with opened.write() as session:
            for each in made:
                ensure_dealer(session, each.facts.dealer)
                insert_visit(session, each.visit, each.facts)
        yield opened


@pytest.fixture
def ids(made):
    return [each.visit.id for each in made]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "reports" / "september"


@pytest.mark.parametrize("processes", [0, 2])
def test_each_file_is_what_the_visit_alone_would_give(store, ids, folder, processes):
    zh = load_language("zh")
    told: list[tuple[int, int | None]] = []
    exported = export_reports(
        store, ids, folder, Batch(language=zh), lambda *each: told.append(each), processes=processes
    )
    assert sorted(exported.written) == sorted(folder.iterdir())
    assert {path.read_bytes() for path in exported.written} == {make_report(store, each, zh) for each in ids}
    assert told[-1] == (COUNT, COUNT)
    assert told == sorted(told)
    assert exported.failed == []


def test_a_visit_that_is_not_there_is_named_and_keeps_no_other(store, ids, folder):
    exported = export_reports(store, [ids[0], "V-26-99999", ids[1]], folder)
    assert len(exported.written) == 2
    ((name, why),) = exported.failed
    assert name == "V-26-99999"
    assert "V-26-99999" in str(why)


def test_a_report_that_cannot_be_made_is_named(store, ids, folder, monkeypatch):
    def fail(self):
        raise KnownError(Message("No paper."))

    monkeypatch.setattr("fieldvisit.usecases.report_making.Commission.made", fail)
    exported = export_reports(store, ids[:1], folder)
    ((name, why),) = exported.failed
    assert name.endswith(".pdf")
    assert str(why) == "No paper."


def test_reports_of_one_name_get_numbers(store, ids, folder, monkeypatch):
    monkeypatch.setattr(exporting, "report_name", lambda visit, facts, kind: "Same.pdf")
    export_reports(store, ids[:3], folder)
    assert sorted(path.name for path in folder.iterdir()) == ["Same (2).pdf", "Same (3).pdf", "Same.pdf"]


@pytest.mark.parametrize("processes", [0, 2])
def test_stopped_in_the_middle_only_whole_files_are_left(store, ids, folder, processes):
    class Stopped(Exception):
        pass

    def stop(done, total):
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        export_reports(store, ids, folder, progress=stop, processes=processes)
    left = {path.read_bytes() for path in folder.iterdir()}
    assert len(left) >= 2
    assert left <= {make_report(store, each) for each in ids}


class AtOnce(Executor):
    """Has made whatever is asked of it before anybody can look."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        made: Future[Any] = Future()
        made.set_result(fn(*args, **kwargs))
        return made


def test_it_can_be_stopped_after_each_report_also_where_several_are_ready(store, ids, folder, monkeypatch):
    monkeypatch.setattr(exporting, "_makers", lambda _count: nullcontext((AtOnce(), COUNT)))
    told: list[int] = []
    export_reports(store, ids, folder, progress=lambda done, _total: told.append(done))
    assert set(told) == set(range(COUNT + 1))


@dataclass(frozen=True)
class Deadly(Commission):
    """Ends the process that makes it, as a system without memory does; with `marker` only the first time."""

    marker: Path | None = None

    def made(self) -> bytes:
        if self.marker is None or not self.marker.exists():
            if self.marker is not None:
                self.marker.touch()
            os._exit(137)
        return super().made()


@dataclass(frozen=True)
class Forgetful(Commission):
    """Finds no memory, as on systems that refuse it rather than end a process."""

    def made(self) -> bytes:
        raise MemoryError


def spoilt(kind, visit, **more):
    """The commissions of the export, of which that of one visit is of another kind."""

    def made(store, named, *args, **settings):
        wanted = commission(store, named, *args, **settings)
        if named != visit:
            return wanted
        return kind(**{each.name: getattr(wanted, each.name) for each in fields(wanted)}, **more)

    return made


def test_what_an_ended_process_was_making_is_made_again(store, ids, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "commission", spoilt(Deadly, ids[1], marker=tmp_path / "ended once"))
    told: list[int] = []
    exported = export_reports(store, ids[:3], folder, progress=lambda done, _: told.append(done), processes=2)
    assert exported.failed == []
    assert {path.read_bytes() for path in folder.iterdir()} == {make_report(store, each) for each in ids[:3]}
    assert told == sorted(told)


@pytest.mark.parametrize(("kind", "processes"), [(Deadly, 2), (Forgetful, 0)])
def test_a_report_that_ends_its_process_each_time_is_named_and_keeps_no_other(
    store, ids, folder, monkeypatch, kind, processes
):
    monkeypatch.setattr(exporting, "commission", spoilt(kind, ids[1]))
    exported = export_reports(store, ids[:3], folder, processes=processes)
    ((name, why),) = exported.failed
    assert name.endswith(".pdf")
    assert "memory ran out" in str(why)
    assert sorted(exported.written) == sorted(folder.iterdir())
    kept = [ids[0], ids[2]]
    assert {path.read_bytes() for path in folder.iterdir()} == {make_report(store, each) for each in kept}


def test_a_process_that_somebody_kills_leaves_only_whole_files(store, ids, folder):
    killed: list[int | None] = []

    def kill(done, total):
        if done == 1 and not killed:
            for each in active_children():
                each.kill()
                killed.append(each.pid)

    exported = export_reports(store, ids[:4], folder, progress=kill, processes=2)
    assert killed
    assert exported.failed == []
    assert {path.read_bytes() for path in folder.iterdir()} == {make_report(store, each) for each in ids[:4]}


def test_making_again_can_be_stopped_too(store, ids, folder, monkeypatch):
    class Stopped(Exception):
        pass

    def stop(_work, _order, _glance):
        raise Stopped

    monkeypatch.setattr(exporting._Work, "make_alone", stop)
    monkeypatch.setattr(exporting, "commission", spoilt(Deadly, ids[0]))
    with pytest.raises(Stopped):
        export_reports(store, ids[:2], folder, processes=1)
    assert not folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="folders are protected differently")
def test_a_place_that_takes_no_files_ends_it_with_one_sentence(store, ids, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(KnownError, match="cannot be written"):
        export_reports(store, ids, tmp_path / "file")


def test_closed_visits_of_some_days_the_earliest_first(store, made):
    days = sorted(each.visit.day for each in made)
    found = closed_visits(store, days[1], days[-1])
    by_id = {each.visit.id: each.visit.day for each in made}
    assert [by_id[each] for each in found] == [day for day in days if day >= days[1]]
    assert closed_visits(store, date(2030, 1, 1), date(2030, 2, 1)) == []


def test_papers_for_dealers_hold_no_data(store, ids, folder):
    (path,) = export_reports(store, ids[:1], folder, Batch("statement", page_size="Letter")).written
    assert path.name.startswith("RS-")
    assert b"visit.json" not in path.read_bytes()


def test_the_number_of_processes_follows_the_work():
    assert exporting._count(3, None) == 0
    assert exporting._count(200, None) == min(8, os.cpu_count() or 1)
    assert exporting._count(3, 8) == 3
    assert exporting._count(0, None) == 0
