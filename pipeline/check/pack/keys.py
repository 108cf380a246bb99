"""Keys, names and files of a pack beside those of the others: most have it, none has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.issues import Issue, issue, nearest
from pipeline.model.blocks import Marker
from pipeline.read.wordings import ABOUT, FORMATS, LABELS, LAYOUT, NAMES, PackFiles

_LAYOUT = {
    "direction",
    "italic",
    "fonts.east_asian",
    "fonts.complex",
    "languages.latin",
    "languages.east_asian",
    "languages.complex",
    "sizes.complex_scale",
    *(f"{group}.{marker.name}" for group in ("markers", "signs") for marker in Marker),
}
_OWN = {LAYOUT: _LAYOUT, FORMATS: {"range_order"}}
"""A language may be the only one that needs one of these."""


def file_issues(files: PackFiles, models: Sequence[PackFiles]) -> Iterator[Issue]:
    """LG214: a file that most of the packs have."""
    for name in sorted({name for model in models for name in model.texts}):
        if name not in files.texts and _most(name in model.texts for model in models):
            yield issue("LG214", files.at(name), lang=files.code, name=name)


def key_issues(files: PackFiles, models: Sequence[PackFiles]) -> Iterator[Issue]:
    """LG201: a key that most of the packs have, and this one not, or without a wording; LG202: one that no other has."""
    for name in (ABOUT, LABELS, FORMATS, LAYOUT):
        mine, theirs = files.wordings[name], [model.wordings[name] for model in models]
        union = list(dict.fromkeys(key for model in theirs for key in model))
        for key in union:
            empty = mine[key].location if key in mine else files.at(name)
            if (key not in mine or (name == LABELS and not mine[key].text)) and _most(key in model for model in theirs):
                yield issue("LG201", empty, key=key, lang=files.code, name=name)
        for key, wording in mine.items():
            if theirs and key not in union and key not in _OWN.get(name, ()):
                near = nearest(key, (other for other in union if other not in mine))
                yield issue("LG202", wording.location, key=key, lang=files.code, near=near)


def missing_names(files: PackFiles, models: Sequence[PackFiles]) -> Iterator[Issue]:
    """LG203: a region, country, city or language that another pack names, in the forms that most of them have for it."""
    forms: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for model in models:
        own: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, wording in model.wordings[NAMES].items():
            if wording.text:
                kind, code, form = key.split(",")
                own[kind, code].add(form)
        for name, found in own.items():
            forms[name].append(found)
    mine = files.wordings[NAMES]
    for (kind, code), lists in forms.items():
        for form in sorted(set().union(*lists)):
            key = f"{kind},{code},{form}"
            if not (key in mine and mine[key].text) and _most(form in found for found in lists):
                yield issue("LG203", mine[key].location if key in mine else files.at(NAMES), key=key, lang=files.code)


def _most(found: Iterator[bool]) -> bool:
    votes = list(found)
    return 2 * sum(votes) > len(votes)
