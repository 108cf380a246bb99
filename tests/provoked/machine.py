"""PK, FS and CF: a file that would be faulty, faults of the machine, a configuration."""

from __future__ import annotations

import errno
import os
import sys
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.assemble import build as building
from pipeline.assemble import clusters, crews
from pipeline.assemble.task import Outcome
from pipeline.gate import locks
from tests.project import Project
from tests.provoked.case import Accident, Action, Case, cells, fragment, nothing, removed, several
from tests.provoked.example import EXAMPLE, FRAGMENT
from tests.read.sources import patched

BUILD = ("build",)
CLUSTER = (*BUILD, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:1")
NAME = "C23-7-F.docx"


def _beside(name: str, content: bytes = b"") -> Action:
    """A file in the folder of what is built."""

    def put(project: Project) -> None:
        path = project.root / "build" / EXAMPLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return put


def _in_the_way(project: Project) -> None:
    """A folder of the target's name."""
    (project.root / "build" / EXAMPLE / NAME).mkdir(parents=True)


def _file_for_a_folder(project: Project) -> None:
    """A file of the folder's name."""
    (project.root / "build").mkdir()
    (project.root / "build" / EXAMPLE).touch()


def _failing(function: str, error: str, of: str = "") -> Accident:
    """A function of the system that fails; where a name is given, only for a file of that name."""

    def let(patch: pytest.MonkeyPatch, _: Project) -> None:
        real, number = getattr(os, function), getattr(errno, error)

        def failing(*arguments: object) -> object:
            if not of or Path(str(arguments[-1])).name == of:
                raise OSError(number, os.strerror(number))
            return real(*arguments)

        patch.setattr(os, function, failing)

    return let


def _saved(patch: pytest.MonkeyPatch, project: Project) -> None:
    """An editor who saves a fragment when the document is nearly made."""
    real = building.made

    def made(*arguments: Any, **options: Any) -> object:
        fragment("1.1→Le Conseil se réunit à Addis-Abeba. {#p1}\n")(project)
        return real(*arguments, **options)

    patch.setattr(building, "made", made)


def _held(patch: pytest.MonkeyPatch, _: Project) -> None:
    """Another command that never ends."""
    patch.setattr(locks, "lock", lambda _: False)
    patch.setattr(locks, "_GIVEN_UP", 2)


def _spoilt(project: Project) -> None:
    """A cell without a paragraph, which Word calls unreadable."""
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>"
    body = "<w:p><w:r><w:t>{{p body }}"
    patched(project.templates / "council.docx", "word/document.xml", body, table + body)


def _configured(line: str) -> Action:
    """A configuration in the folder that the command is run in."""
    return lambda project: (project.root / ".council.toml").write_text(f"{line}\n", "utf-8")


def _ended(patch: pytest.MonkeyPatch, _: Project) -> None:
    """Every worker is ended by the system."""

    def hand(*_: object) -> Future[Outcome]:
        raise BrokenExecutor

    patch.setattr(crews.Processes, "hand", hand)


def _older(patch: pytest.MonkeyPatch, _: Project) -> None:
    """A cluster that is one thread, where another version is."""

    def begin(cluster: clusters.Cluster, scheduler: str) -> None:
        cluster.size, cluster._scheduler, cluster._killed = 1, scheduler, BrokenExecutor

    real = clusters.packed
    patch.setattr(clusters.Cluster, "__init__", begin)
    patch.setattr(clusters.Cluster, "start", lambda *_: ThreadPoolExecutor(1))
    patch.setattr(clusters.Cluster, "close", lambda _: None)
    patch.setattr(clusters, "packed", lambda task: replace(real(task), code="0.0.0"))


CASES = {
    "PK101": Case("council.docx", _spoilt, run=BUILD),
    "FS101": Case(NAME, nothing, run=BUILD, during=_failing("replace", "EACCES", NAME)),
    "FS102": Case(NAME, nothing, run=BUILD, during=_failing("fsync", "EMFILE")),
    "FS103": Case("sources", lambda project: project.workbook(EXAMPLE).unlink()),
    "FS104": Case("sources", nothing, run=("check", "exemple")),
    "FS105": Case(NAME, _beside(f".~lock.{NAME}#", b"Marie Dupont,marie,poste,,;"), run=BUILD),
    "FS106": Case(NAME, _beside("~$23-7-F.docx"), run=BUILD),
    "FS107": Case(NAME, several(_beside("~$23-7-F.docx"), _beside(".~lock.C23-7-F.new.docx#")), run=BUILD),
    "FS108": Case(NAME, nothing, run=BUILD, during=_failing("fsync", "ENOSPC")),
    "FS109": Case(NAME, nothing, run=BUILD, during=_failing("fsync", "EDQUOT")),
    "FS110": Case(EXAMPLE, nothing, run=BUILD, during=_failing("mkdir", "EACCES")),
    "FS111": Case(EXAMPLE, nothing, run=BUILD, during=_failing("mkdir", "EROFS")),
    "FS112": Case(f"C23-{'7' * 300}-F.docx", cells("settings", {"B3": f"C23/{'7' * 300}"}), run=BUILD),
    "FS113": Case(EXAMPLE, _file_for_a_folder, run=BUILD),
    "FS114": Case(NAME, _in_the_way, run=BUILD),
    "FS115": Case("labels.po", removed("languages/fr/labels.po")),
    "FS116": Case(NAME, nothing, run=BUILD, during=_failing("fsync", "EIO")),
    "FS117": Case(NAME, nothing, run=BUILD, during=_failing("fsync", "ESTALE")),
    "FS118": Case(FRAGMENT, nothing, run=BUILD, during=_saved),
    "FS119": Case(EXAMPLE, nothing, run=BUILD, during=_held),
    "FS120": Case("manifest.json", _beside("manifest.json", b"{"), run=BUILD),
    "FS121": Case("document.xlsx", nothing, run=(*BUILD, "--jobs", "2"), during=_ended),
    "FS122": Case("", nothing, run=CLUSTER, during=lambda patch, _: patch.setitem(sys.modules, "distributed", None)),
    "FS123": Case("", nothing, run=CLUSTER, during=lambda patch, _: patch.setattr(clusters, "_SECONDS", 0.1)),
    "FS124": Case("", nothing, run=CLUSTER, during=_older),
    "FS125": Case(
        "",
        nothing,
        run=(*BUILD, "--compressor", "isal"),
        during=lambda patch, _: patch.setitem(sys.modules, "isal.isal_zlib", None),
    ),
    "CF101": Case(".council.toml 1:6", _configured("ui = fr")),
    "CF102": Case(".council.toml 1:1", _configured('iu = "fr"')),
    "CF103": Case(".council.toml 1:1", _configured('ui = "français"')),
}
