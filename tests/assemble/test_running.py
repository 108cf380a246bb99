"""Tasks that are handed to an executor, whatever it is, and what comes of them."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.assemble import crews
from pipeline.assemble.build import perform
from pipeline.assemble.crews import crew_for, parted
from pipeline.assemble.places import Places
from pipeline.assemble.running import outcomes
from pipeline.assemble.task import Outcome, Task
from tests.assemble.test_incremental import add_language
from tests.faults.small import NAME, small

OTHERS = tuple(f"other-{number}" for number in range(5))


class Threads:
    """Threads of this process; the first task takes the longest, and workers of `broken` are ended."""

    def __init__(self, size: int, broken: Sequence[str] = ()) -> None:
        self.size, self.broken = size, broken
        self.handed: list[str] = []
        self.stopped = 0

    def start(self, size: int) -> Executor:
        return ThreadPoolExecutor(size)

    def stop(self, executor: Executor) -> None:
        self.stopped += 1
        executor.shutdown(cancel_futures=True)

    def hand(self, executor: Executor, task: Task) -> Future[Outcome]:
        self.handed.append(task.id)
        return executor.submit(self.work, task)

    def work(self, task: Task) -> Outcome:
        if task.id in self.broken:
            raise BrokenExecutor
        if task.id == NAME:
            time.sleep(0.2)
        return perform(task)


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> list[Task]:
    project = small(tmp_path_factory.mktemp("running"))
    add_language(project, "en")
    for name in OTHERS:
        shutil.copytree(project.sources / NAME, project.sources / name)
    project.fragment("text.md", OTHERS[1]).write_text("1.9\tUn texte. {#p1}\n", "utf-8")
    places = Places(project.sources, project.templates, project.root / "build")
    return [Task(places, name, (), None, final=False) for name in (NAME, *OTHERS)]


def test_any_executor_gives_the_same_outcomes_in_the_same_order(tasks: list[Task]) -> None:
    alone = list(outcomes(tasks, None))
    assert [outcome.about is None for outcome in alone] == [False, False, True, False, False, False]
    for size in (1, 3, 20):
        assert list(outcomes(tasks, Threads(size))) == alone


def test_tasks_whose_workers_are_ended_are_named_and_no_other_is(tasks: list[Task]) -> None:
    alone = list(outcomes(tasks, None))
    crew = Threads(2, (OTHERS[2], OTHERS[4]))
    found = list(outcomes(tasks, crew))
    for number, (one, expected) in enumerate(zip(found, alone, strict=True)):
        if number in (3, 5):
            (issue,) = one.issues
            assert (issue.code, issue.argument("document")) == ("FS121", tasks[number].id)
            assert one.about is None
        else:
            assert one == expected


def test_few_are_given_out_at_a_time_and_who_stops_asking_stops_the_workers(tasks: list[Task]) -> None:
    crew = Threads(1)
    with closing(outcomes(tasks * 10, crew)) as made:
        next(made)
    assert len(crew.handed) < 6
    assert crew.stopped == 1


def test_an_executor_that_takes_nothing_ends_all_the_same(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    def hand(*_: object) -> Future[Outcome]:
        raise BrokenExecutor

    crew = Threads(2)
    monkeypatch.setattr(crew, "hand", hand)
    assert [outcome.issues[0].code for outcome in outcomes(tasks, crew)] == ["FS121"] * len(tasks)


def test_a_document_is_made_in_parts_where_there_are_more_workers_than_documents(tasks: list[Task]) -> None:
    assert [len(parts) for parts in parted(tasks, Threads(6))] == [1] * 6
    # Each has a translation into one language, and which one it is written in is not known yet.
    assert [len(parts) for parts in parted(tasks[:1], Threads(9))] == [1]
    several = Task(tasks[0].places, NAME, ("fr", "en", "es"), None, final=False)
    assert [part.part for part in parted([several], Threads(2))[0]] == [(0, 2), (1, 2)]
    whole = perform(several)
    assert Outcome.joined([perform(part) for part in several.parts(2)]) == whole
    assert Outcome.joined([perform(part) for part in several.parts(5)]) == whole


def test_several_processes_work_only_where_it_pays(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert crew_for(tasks, None, 8) is None
    assert crew_for(tasks, 1, 8) is None
    forced = crew_for(tasks, 3, 1)
    assert forced is not None
    assert forced.size == 3
    monkeypatch.setattr(crews, "_BYTES_A_SECOND", 1000)
    many = crew_for(tasks, None, 8)
    assert many is not None
    assert many.size == 8
    assert crew_for(tasks, None, 1) is None
    # Forked from a process with threads, one might hang.
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert crew_for(tasks, None, 8) is None


def test_a_document_that_is_not_there_is_no_work(tmp_path: Path) -> None:
    places = Places(tmp_path / "sources", tmp_path / "templates", tmp_path / "build")
    assert crew_for([Task(places, "none", (), None, final=False)], None, 8) is None
