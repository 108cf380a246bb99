"""Builds: each document in its languages, each file whole, all together or none."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from pipeline.assemble.former import Input
from pipeline.assemble.one import Made, in_language, made, original
from pipeline.assemble.outputs import Listener, put
from pipeline.assemble.places import Places
from pipeline.assemble.sources import pack_files
from pipeline.gate.locks import folder_lock, sweep
from pipeline.gate.readings import Readings, reading_once
from pipeline.gate.writing import make_folder
from pipeline.issues import Report, SourceError


def build_document(
    places: Places,
    id_: str,
    languages: Sequence[str],
    moment: datetime.datetime | None,
    report: Report,
    listener: Listener,
    *,
    final: bool,
) -> bool:
    """Build one document in some languages, in all it has a catalogue for where `languages` is empty; whether all could be.

    A fault of the sources keeps it from being built at all, a fault of one language keeps it from being built in that one.
    What is written is made whole before, from one state of each source (FS118 where one was changed meanwhile), and replaces
    what stood there whole; then what earlier builds made under other names goes. `moment` is the time in the core properties,
    the document's own date where it is None.
    """
    folder = places.output(id_, final=final)
    for of_drafts_or_finals in (False, True):
        sweep(places.output(id_, final=of_drafts_or_finals))
    with reading_once() as readings:
        try:
            wanted, results = _results(places, id_, languages, moment, report, final=final)
            if results:
                make_folder(folder)
                with folder_lock(folder, listener.waiting):
                    if not _changed(readings, report):
                        whole = len(results) == len(wanted)
                        inputs = _inputs(places, results, readings)
                        return put(folder, results, inputs, places.sources, report, listener, whole=whole, every=not languages)
            else:
                # A file that was read while half of it was there has faults that nobody finds in it afterwards.
                _changed(readings, report)
        except SourceError as error:
            report(error.issue)
    return False


def _results(
    places: Places, id_: str, languages: Sequence[str], moment: datetime.datetime | None, report: Report, *, final: bool
) -> tuple[Sequence[str], list[Made]]:
    """The languages that are wanted, and what could be made of them."""
    source = original(places, id_, report, final=final)
    if source is None:
        return (), []
    wanted = languages or (source.pack.code, *(code for code in places.translations(id_) if code != source.pack.code))
    results: list[Made] = []
    for language in wanted:
        own = language == source.pack.code
        document = source if own else in_language(places, source, language, report, final=final)
        result = made(places, document, moment, report, final=final) if document else None
        if result is not None:
            results.append(result)
    return wanted, results


def _changed(readings: Readings, report: Report) -> bool:
    changed = readings.changed()
    for one in changed:
        report(one)
    return bool(changed)


def _inputs(places: Places, results: Iterable[Made], readings: Readings) -> list[Input]:
    """The files that each language was made from, by the hash of the bytes that were read."""
    found: list[Input] = []
    for result in results:
        ready, code = result.ready, result.ready.pack.code
        template = places.template(ready.document.kind)
        packs = (path for pack in dict.fromkeys((code, ready.source_pack.code)) for path in pack_files(places, pack))
        files = {f"templates/{template.name}": template} | {
            f"sources/{path.relative_to(places.sources).as_posix()}": path
            for path in (*ready.sources.files, places.catalogue(ready.document.id, code), *packs)
        }
        hashes = {name: readings.sha256(path) for name, path in files.items()}
        found += [Input(name, hash_, (code,)) for name, hash_ in hashes.items() if hash_]
    return found
