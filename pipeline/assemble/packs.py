"""Language packs: checked beside each other, and begun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_language
from pipeline.check.pack import pack_issues
from pipeline.exchange.skeleton import begun
from pipeline.issues import Issue, Location, Report, SourceError, issue
from pipeline.localise.cldr import known_locale, language
from pipeline.read.examples import Example, read_examples
from pipeline.read.wordings import PackFiles, read_wordings

_EXAMPLES = "examples.toml"


def pack_check(places: Places, code: str, against: str, report: Report) -> None:
    """Report all that is wrong or still to be done in a pack, beside the pack `against`, all the others where it is empty."""
    found: list[Issue] = []
    for asked in (code, *([against] if against else [])):
        if asked not in places.languages():
            read_language(places, asked, report)
            return
    try:
        files = read_wordings(places.pack(code))
        pack = read_language(places, code, found.append)
        examples: list[Example] = []
        if pack is not None and _EXAMPLES in files.texts:
            examples = read_examples(places.pack(code) / _EXAMPLES, found.append)
    except SourceError as error:
        for one in (*found, error.issue):
            report(one)
        return
    others = _others(places, code)
    models = [other for other in others if not against or other.code == against]
    if pack is not None:
        found += _unsaid(pack_issues(files, pack, examples, models, others), found)
    for one in found:
        report(one)


def _others(places: Places, code: str) -> list[PackFiles]:
    """The other packs; one that cannot be read says so when it is checked itself."""
    made: list[PackFiles] = []
    for other in places.languages():
        if other != code:
            try:
                made.append(read_wordings(places.pack(other)))
            except SourceError:
                continue
    return made


def _unsaid(more: Iterable[Issue], said: list[Issue]) -> list[Issue]:
    """Those that the reading has not said in its own way: a key that every pack must have (LG104, `plain = ?`)."""
    keys = {dict(one.arguments).get("found", "").removesuffix(" = ?") for one in said if one.code == "LG104"}
    return [one for one in more if one.code != "LG201" or not keys & _names(dict(one.arguments)["key"])]


def _names(key: str) -> set[str]:
    return {key, key.rpartition(".")[2]}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A pack that is to be begun: its folder, the language's own name, the texts of its files."""

    folder: Path
    endonym: str
    files: Mapping[Path, str]


def skeleton(places: Places, code: str, model: str, endonym: str) -> Skeleton:
    """The files of a new pack, with keys, codes and examples of `model`.

    Raises SourceError LG301 where there is such a folder, LG302 for a code that CLDR does not know, LG103 for an unknown model.
    """
    folder = places.pack(code)
    if folder.exists():
        raise SourceError(issue("LG301", Location(folder), lang=code))
    if not known_locale(code.replace("-", "_")):
        raise SourceError(issue("LG302", Location(folder), lang=code))
    if model not in places.languages():
        raise SourceError(issue("LG103", Location(places.pack(model)), lang=model, known=", ".join(places.languages())))
    known = language(code.replace("-", "_"))
    letters = {other.about("letter") for other in _others(places, code)}
    named = replace(known, endonym=endonym or known.endonym)
    files = begun(read_wordings(places.pack(model)), code, named, letters)
    return Skeleton(folder, named.endonym, {folder / name: text for name, text in files.items()})
