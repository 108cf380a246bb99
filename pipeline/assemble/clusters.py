"""Tasks on a cluster of Dask: sources go there as bytes and documents come back as bytes, so no disk need be shared."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.assemble.build import perform
from pipeline.assemble.keys import code_version, compressed_by
from pipeline.assemble.places import Places
from pipeline.assemble.sources import pack_files, text_files
from pipeline.assemble.task import Outcome, Task
from pipeline.gate.reading import is_there, names_in, read_bytes
from pipeline.issues import Location, SourceError, issue

_SECONDS = 10
"""So long a scheduler may take to answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A task with all the files that it needs, by their paths below its folders, and the version of the code that is to do it."""

    task: Task
    files: dict[str, bytes]
    code: str


class OtherCodeError(Exception):
    """Where the task was to be done is another version of this program, or of a library."""


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, scheduler: str) -> None:
        """Raises SourceError FS122 where Dask is not installed here, FS123 where the scheduler does not answer."""
        self._scheduler = scheduler
        try:
            # An extra, which takes half a second to load.
            distributed = import_module("distributed")
        except ModuleNotFoundError as error:
            raise SourceError(issue("FS122", Location(Path()), name=error.name)) from error
        try:
            self._client = distributed.Client(scheduler, timeout=_SECONDS, set_as_default=False)
            self.size = max(1, sum(self._client.nthreads().values()))
        except (OSError, ValueError, TimeoutError) as error:
            raise self._away() from error
        self._killed = distributed.scheduler.KilledWorker

    def start(self, size: int) -> Executor:  # noqa: ARG002 - the cluster has the workers that it has
        """The executor of the cluster."""
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def stop(self, executor: Executor) -> None:
        """Take back what is not done."""
        executor.shutdown(wait=False)

    def hand(self, executor: Executor, task: Task) -> Future[Outcome]:
        """Send a task there; one whose sources cannot be sent is done here, where it is said why."""
        own: Future[Outcome] = Future()
        try:
            sent = packed(task)
        except SourceError:
            own.set_result(perform(task))
            return own
        executor.submit(perform_sent, sent).add_done_callback(lambda theirs: self._pass_on(theirs, own, task))
        return own

    def close(self) -> None:
        """Leave the cluster."""
        self._client.close()

    def _pass_on(self, theirs: Future[Outcome], own: Future[Outcome], task: Task) -> None:
        try:
            own.set_result(moved(theirs.result(), _ANYWHERE, task.places))
        except self._killed as error:
            own.set_exception(BrokenExecutor(str(error)))
        except OtherCodeError as error:
            own.set_exception(SourceError(issue("FS124", Location(Path()), scheduler=self._scheduler, found=error)))
        except (CancelledError, OSError):
            own.set_exception(self._away())
        except Exception as error:  # noqa: BLE001 - whatever it is, who waits for it is to see it
            own.set_exception(error)

    def _away(self) -> SourceError:
        return SourceError(issue("FS123", Location(Path()), scheduler=self._scheduler))


_ANYWHERE = Places(Path("sources"), Path("templates"), Path("build"))


def packed(task: Task) -> Sent:
    """A task as it is sent. Raises SourceError where one of its files cannot be read."""
    places = task.places
    folder = places.catalogue(task.id, "").parent
    paths = [places.workbook(task.id), *text_files(places, task.id), *(folder / name for name in names_in(folder))]
    paths += [path for language in places.languages() for path in pack_files(places, language)]
    files = {f"sources/{path.relative_to(places.sources).as_posix()}": read_bytes(path) for path in paths if is_there(path)}
    files |= {
        f"templates/{name}": read_bytes(places.templates / name)
        for name in names_in(places.templates)
        if name.endswith(".docx") and is_there(places.templates / name)
    }
    return Sent(replace(task, places=_ANYWHERE), files, _code(task))


def _code(task: Task) -> str:
    """The version of the code that does a task, and of what compresses for it, which may not be installed everywhere."""
    return f"{code_version()[:12]}, {compressed_by(task.compressor)}"


def perform_sent(sent: Sent) -> Outcome:
    """Do a task that was sent here; the paths in what comes of it are those below the folders of nobody's project."""
    code = _code(sent.task)
    if sent.code != code:
        raise OtherCodeError(code)
    with TemporaryDirectory(prefix="council-") as folder:
        root = Path(folder)
        for name, data in sent.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        here = Places(root / "sources", root / "templates", root / "build")
        return moved(perform(replace(sent.task, places=here)), here, _ANYWHERE)


def moved(outcome: Outcome, old: Places, new: Places) -> Outcome:
    """What came of a task in some folders as if it came of it in others."""

    def path(path: Path) -> Path:
        for before, after in ((old.sources, new.sources), (old.templates, new.templates), (old.build, new.build)):
            if path.is_relative_to(before):
                return after / path.relative_to(before)
        return path

    def issues(found: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(one, location=replace(one.location, path=path(one.location.path))) for one in found)

    languages = {code: (issues(found), piece) for code, (found, piece) in outcome.languages.items()}
    read = tuple((path(one), hash_) for one, hash_ in outcome.read)
    return replace(outcome, issues=issues(outcome.issues), languages=languages, read=read)
