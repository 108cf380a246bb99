"""Builds: each document in its languages, each file whole, all together or none; what stands already is left alone.

A document is built in three steps: `begin` sees what stands, `perform` makes the rest and writes nothing, wherever that is done,
and `place` puts it into the folder.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pipeline.assemble.former import read_former
from pipeline.assemble.keys import Keys, compressed_by, unpacked
from pipeline.assemble.manifest import unit_rows
from pipeline.assemble.one import Ready, in_language, made, original
from pipeline.assemble.outputs import Built, Listener, put
from pipeline.assemble.record import Record, again, said
from pipeline.assemble.standing import Standing, standing
from pipeline.assemble.task import Outcome, Piece, Task
from pipeline.gate.locks import folder_lock, sweep
from pipeline.gate.readings import Readings, changed_since, reading_once
from pipeline.gate.writing import make_folder
from pipeline.issues import Issue, Report, SourceError
from pipeline.localise.catalogue import State


@contextmanager
def _uncollected() -> Iterator[None]:
    """Within this block nobody searches for garbage that refers to itself: trees do not, and it takes a sixth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def begin(task: Task, *, force: bool) -> Standing:
    """What stands of a task, nothing with `force`; what a killed build has left in its folders is swept away."""
    for final in (False, True):
        sweep(task.places.output(task.id, final=final))
    return Standing() if force else standing(task)


@_uncollected()
def perform(task: Task) -> Outcome:
    """Do a task: all that is to be known and made of it, and nothing is written."""
    found: list[Issue] = []
    with reading_once() as readings:
        try:
            return _performed(task, readings, found)
        except SourceError as error:
            return Outcome(None, (*found, error.issue), (), {}, (), tuple(readings.hashes().items()))


@_uncollected()
def place(task: Task, stands: Standing, outcome: Outcome, report: Report, listener: Listener) -> Built:
    """Report what came of a task, and put what was made into the folder.

    A fault of the sources keeps a document from being built at all, a fault of one language keeps it from being built in that
    one. What is written was made whole before, from one state of each source (FS118 where one was changed meanwhile), and
    replaces what stood there whole; then what earlier builds made under other names goes. Of what stands already as it would be
    made, what was found in it is reported again.
    """
    places, folder = task.places, task.folder
    records = {code: one for code, one in stands.records.items() if code in outcome.wanted and code not in outcome.languages}
    known = again(places, stands.about.issues) if stands.all and stands.about else outcome.issues
    for issue in known:
        report(issue)
    for language in outcome.wanted:
        for issue in again(places, records[language].issues) if language in records else outcome.found(language):
            report(issue)
    if stands.all:
        for record in records.values():
            for name in record.names:
                listener.kept(folder / name, record)
        return Built(whole=True, tidy=True, hashes={**stands.read, **stands.outputs})
    pieces = {code: piece for code, (_, piece) in outcome.languages.items() if piece}
    read = (*(stands.read.items() if records else ()), *outcome.read)
    if outcome.about is None or not (pieces or records):
        # A file that was read while half of it was there has faults that nobody finds in it afterwards.
        for issue in changed_since(read):
            report(issue)
        return Built(whole=False)
    try:
        make_folder(folder)
        with folder_lock(folder, listener.waiting):
            former = read_former(folder, report)
            # Another build may have replaced since what stood.
            lost = tuple(code for code, record in records.items() if former.record(code) != record)
            if lost:
                once_more = perform(replace(task, languages=lost))
                read = (*read, *once_more.read)
                pieces |= {code: piece for code, (_, piece) in once_more.languages.items() if piece}
            changed = changed_since(read)
            for issue in changed:
                report(issue)
            if changed:
                return Built(whole=False)
            there = [pieces.get(code) or records.get(code) for code in outcome.wanted]
            results = [one for one in there if one is not None]
            whole = len(results) == len(outcome.wanted)
            every = not task.languages
            built = put(folder, former, outcome.about, results, outcome.order, report, listener, whole=whole, every=every)
            return replace(built, hashes={**dict(read), **built.hashes})
    except SourceError as error:
        report(error.issue)
    return Built(whole=False)


def _performed(task: Task, readings: Readings, found: list[Issue]) -> Outcome:
    places = task.places
    without = unpacked(places, task.id)
    source = original(places, task.id, found.append, final=task.final)
    if source is None:
        return Outcome(None, tuple(found), (), {}, (), tuple(readings.hashes().items()))
    own = source.pack.code
    keys = Keys(task, source.sources.files, source.document.kind, own, without, readings.sha256)
    about = _record(keys, "", keys.of_document(), source.document.kind, found)
    stand = task.stand if about.key == task.state else ()
    wanted = task.wanted(own)
    first, step = task.part
    languages = {code: _in_language(keys, source, code, about.key) for code in wanted[first::step] if code not in stand}
    _, piece = languages.get(own, ((), None))
    order = tuple(unit for unit, *_ in (piece.units if piece else unit_rows(source.document, places.sources)))
    return Outcome(about, tuple(found), wanted, languages, order, tuple(readings.hashes().items()))


def _in_language(keys: Keys, source: Ready, language: str, state: str) -> tuple[tuple[Issue, ...], Piece | None]:
    """What was found in one language and what was made of it; `state` is the key of the document itself."""
    task, places = keys.task, keys.task.places
    found: list[Issue] = []
    ready: Ready | None = source
    if language != source.pack.code:
        ready = in_language(places, source, language, found.append, final=task.final)
    if ready is None:
        return tuple(found), None
    result = made(places, ready, task.moment, found.append, final=task.final, compressor=task.compressor)
    if result is None:
        return tuple(found), None
    code = ready.pack.code
    record = replace(
        _record(keys, code, keys.of_language(code, state), ready.stem, found),
        missing=ready.count(State.MISSING),
        stale=ready.count(State.STALE),
    )
    by = compressed_by(task.compressor)
    return tuple(found), Piece(record, result.docx, result.parts, by, result.json, result.units, keys.inputs(code))


def _record(keys: Keys, language: str, key: str, stem: str, found: Sequence[Issue]) -> Record:
    """A record; without a key, so that it stands for nothing, where what was found cannot be kept."""
    kept = said(keys.task.places, found)
    return Record(language, "" if kept is None else key, stem, keys.source, issues=kept or ())
