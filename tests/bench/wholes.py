"""What is measured of this project beside the table of ways: languages, a redline, cold starts, a session of many documents."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import openpyxl

from tests.bench import generate, ours, raw
from tests.bench.command import council, python
from tests.bench.measure import Cost, Work, cpu, in_turns, once
from tests.bench.said import said
from tests.bench.ways import COMPRESSORS, by, template

LANGUAGES = ("fr", "ar", "en", "es", "ru", "zh")
Costs = dict[str, Cost]


def languages(cache: Path, repeats: int) -> Costs:
    """One report in one language and in six."""
    project = generate.project(cache, "S")

    def clear() -> None:
        shutil.rmtree(project / "build", ignore_errors=True)

    return in_turns(
        [
            Work(by(compressor, name), partial(ours.build, project, generate.MODEL, languages, compressor), clear)
            for compressor in COMPRESSORS
            for name, languages in (("one language", LANGUAGES[:1]), ("six languages", LANGUAGES))
        ],
        repeats,
    )


def redline(cache: Path, size: str, out: Path, repeats: int) -> Costs:
    """A document with one paragraph in a hundred changed: its redline, and the new state written plainly, both as finals."""
    project, edited = generate.project(cache, size), generate.edited(cache, size)
    old, new = ours.ready(project, generate.MODEL), ours.ready(edited, generate.MODEL)
    return in_turns(
        [
            Work("plainly", lambda: ours.write(edited, new, True, "zlib", out / "plain.docx")),
            Work("redline", lambda: ours.redline(edited, old, new, out / "redline.docx")),
        ],
        repeats,
    )


def cold(cache: Path, repeats: int) -> Costs:
    """Fresh processes: bare Python, the help, and a build of one report in one language, from nothing and with nothing changed."""
    first, again = generate.project(cache, "S"), generate.project(cache, "S", "S-unchanged")
    build = ("build", "--lang", "fr", "-q")
    council(again, build)
    return in_turns(
        [
            Work("bare Python", lambda: python(first, ["-c", "pass"])),
            Work("council --help", lambda: council(first, ["--help"])),
            Work(
                "council build, from nothing",
                lambda: council(first, build),
                lambda: shutil.rmtree(first / "build", ignore_errors=True),
            ),
            Work("council build, nothing changed", lambda: council(again, build)),
        ],
        repeats,
    )


def session(
    cache: Path, documents: int, repeats: int, languages: Sequence[str] = LANGUAGES
) -> tuple[Costs, dict[str, tuple[int, int, int]]]:
    """A session in one process, from nothing, beside its raw writing; again with nothing changed; again with two changes.

    The counts say of each change how many files were written anew, how many of those should have been, and how many should have been.
    """
    project = generate.session(cache, documents)
    everything = ("build", "--lang", ",".join(languages), "-q")
    costs = {}
    # By zlib last: what follows is measured on that.
    for compressor in reversed(COMPRESSORS):
        shutil.rmtree(project / "build", ignore_errors=True)
        build = Work("session, from nothing", partial(council, project, (*everything, "--compressor", compressor)))
        costs[by(compressor, build.name)] = Cost((once(build),))
    costs |= in_turns(
        [
            Work("session, raw", lambda: _raw_session(project, documents, languages)),
            Work("session, bare Python", lambda: python(project, ["-c", "pass"])),
            Work("session, nothing changed", lambda: council(project, everything)),
        ],
        repeats,
        few=1,
    )
    counts = {}
    for name, change in (("one cell", _change_cell), ("one translation", _change_translation)):
        before = _files(project)
        wanted = change(project)
        begun = cpu()
        council(project, everything)
        costs[f"session, {name} changed"] = Cost((cpu() - begun,))
        after = _files(project)
        written = {path for path, state in after.items() if before.get(path) != state}
        counts[name] = (len(written), len(written & wanted), len(wanted))
    return costs, counts


def _raw_session(project: Path, documents: int, languages: Sequence[str]) -> None:
    """All documents of a session by the raw way: a text for each language, as often as there are documents."""
    out = project / "raw"
    out.mkdir(exist_ok=True)
    for language in languages:
        document, around = _texts(project, language)
        for number in range(documents):
            raw.write(document, around, out / f"{number}-{language}.docx")


_SAID: dict[tuple[Path, str], tuple[raw.Said, raw.Template]] = {}


def _texts(project: Path, language: str) -> tuple[raw.Said, raw.Template]:
    if (project, language) not in _SAID:
        document = said(ours.ready(project, "document-001", language).document)
        _SAID[project, language] = document, template(project / "templates" / "council.docx", document)
    return _SAID[project, language]


def _files(project: Path) -> dict[Path, tuple[int, int]]:
    """Each Word file of a build, and what changes when it is replaced."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in project.glob("build/*/*.docx")}


def _change_cell(project: Path) -> set[Path]:
    """Move a meeting by a year; it touches one document in all its languages."""
    name = "document-001"
    path = project / "sources" / name / "document.xlsx"
    book = openpyxl.load_workbook(path)
    cell = book["meetings"]["F2"]
    cell.value = cell.value.replace(day=17 if cell.value.day != 17 else 16)
    book.save(path)
    return set(project.glob(f"build/{name}/*.docx"))


def _change_translation(project: Path) -> set[Path]:
    """Change a word of a catalogue; it touches one document in one language."""
    name = "document-002"
    path = project / "sources" / name / "translations" / "es.po"
    text = path.read_text("utf-8")
    words = ("Consejo 2022", "Consejo de 2022")
    old, new = words if f'"{words[0]}"' in text else words[::-1]
    path.write_text(re.sub(f'"{old}"', f'"{new}"', text), "utf-8", newline="\n")
    return set(project.glob(f"build/{name}/*-S.docx"))
