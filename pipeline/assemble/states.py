"""The states of a document that can be compared: a revision of the sources in git, what was issued, a file built earlier."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.assemble.one import in_language, original
from pipeline.assemble.places import Places
from pipeline.issues import Issue, Location, Report, SourceError, failed, issue, nearest
from pipeline.localise.catalogue import State as Unit
from pipeline.model.blocks import Document
from pipeline.model.inlines import Content, Inline, Pending
from pipeline.model.walk import mapped, rebuilt
from pipeline.read.draft import read_draft, read_settled

ISSUED = "issued"
"""The name of the state that was frozen last."""
WORK = ""
"""The name of the state that the sources are in now."""

_FILES = (".docx", ".json")

State = Mapping[str, Document]
"""A document in one state: settled, by language."""


def state(places: Places, id_: str, ref: str, languages: Sequence[str], report: Report) -> State:
    """The state that `ref` names, in some languages, in all it has where `languages` is empty.

    `ref` is WORK, ISSUED, a settled document as JSON, a draft .docx, or whatever git takes for a revision. Faults of the sources in
    that state are reported. Raises SourceError RV101 to RV104, RV111 and RV112 where there is no such state.
    """
    path = Path(ref)
    if ref == WORK:
        found = built(places, id_, languages, report)
    elif ref == ISSUED:
        found = issued(places, id_)
    elif path.suffix.lower() in _FILES:
        document = carried(path)
        if document.id != id_:
            raise SourceError(issue("RV111", Location(path), found=document.id, document=id_))
        found = {document.language: document}
    else:
        found = _revision(places, id_, ref, languages, report)
    return {code: unmarked(document) for code, document in found.items() if not languages or code in languages}


def unmarked(document: Document) -> Document:
    """A document without the marks of stale translations: its words are the same, with them or without."""

    def bare(inline: Inline) -> Content:
        return inline.content if isinstance(inline, Pending) and inline.state == Unit.STALE.value else (inline,)

    return rebuilt(document, lambda carrier: replace(carrier, content=mapped(carrier.content, bare)))


def built(
    places: Places, id_: str, languages: Sequence[str], report: Report, *, final: bool = False, past: bool = False
) -> State:
    """The document as its sources are; a language in which it cannot be built is absent, and the faults reported."""
    source = original(places, id_, report, final=final, past=past)
    if source is None:
        return {}
    own = source.pack.code
    made = {}
    for language in languages or (own, *(code for code in places.translations(id_) if code != own)):
        ready = source if language == own else in_language(places, source, language, report, final=final, past=past)
        if ready is not None:
            made[language] = ready.document
    return made


def issued(places: Places, id_: str) -> State:
    """What was frozen last: the issued version with the latest date, of one date the last by name. Raises SourceError RV104."""
    folders = sorted(places.issued(id_).glob("*/"), key=_counted)
    versions = [found for folder in folders if (found := _frozen(folder))]
    if not versions:
        raise SourceError(issue("RV104", Location(places.issued(id_)), document=id_))
    return max(enumerate(versions), key=lambda found: (next(iter(found[1].values())).date, found[0]))[1]


def frozen(places: Places, id_: str, stem: str) -> State:
    """The version that was frozen under this stem, empty where there is none."""
    return _frozen(places.issued(id_) / stem)


def _frozen(folder: Path) -> State:
    documents = map(read_settled, sorted(folder.glob("*.json")))
    return {document.language: document for document in documents}


def _counted(folder: Path) -> list[tuple[int, str]]:
    """The name of a folder, to be sorted with its numbers as numbers: Rev.10 comes after Rev.9."""
    return [(int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", folder.name)]


def carried(path: Path) -> Document:
    """The document that a file of ours carries: a draft, or the JSON beside it. Raises SourceError RV103, RV112."""
    return read_settled(path) if path.suffix.lower() == ".json" else read_draft(path).document


def _revision(places: Places, id_: str, ref: str, languages: Sequence[str], report: Report) -> State:
    top = Path(_git(places.sources, ref, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    commit = _git(top, ref, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    sources, templates = (_within(top, path) for path in (places.sources, places.templates))
    assert sources is not None
    if not _git(top, ref, "ls-tree", commit, "--", (sources / id_).as_posix()):
        raise SourceError(issue("RV102", Location(places.sources / id_), ref=ref, document=id_))
    wanted = [path.as_posix() for path in (sources, templates) if path is not None]
    archive = _git(top, ref, "archive", "--format=tar", commit, "--", *wanted)
    with tempfile.TemporaryDirectory(prefix="council-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        there = Places(Path(folder) / sources, Path(folder) / templates if templates else places.templates, places.build)
        found: list[Issue] = []
        made = built(there, id_, languages, found.append, past=True)
    for one in found:
        # The place is one in that revision: it is named as git names it, and cannot be opened.
        if failed([one]) and not made:
            inside = _within(Path(folder), one.location.path)
            path = Path(f"{ref}:{inside.as_posix()}") if inside else one.location.path
            report(replace(one, location=replace(one.location, path=path)))
    return made


def _within(folder: Path, path: Path) -> Path | None:
    """A path as seen from a folder; None where it is elsewhere: templates may be kept apart from the sources."""
    there, root = path.resolve(), folder.resolve()
    return there.relative_to(root) if there.is_relative_to(root) else None


def _git(folder: Path, ref: str, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)  # noqa: S603, S607 - the user's own git
    except (OSError, subprocess.CalledProcessError) as error:
        raise SourceError(issue("RV101", Location(Path(ref)), ref=ref, near=nearest(ref, (ISSUED, "HEAD")))) from error
    return done.stdout
