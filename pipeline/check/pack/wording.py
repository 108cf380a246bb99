"""Wordings that are another's: of another language, or of another label; and labels whose places are not those they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.issues import Issue, issue
from pipeline.read.wordings import FORMATS, LABELS, PackFiles, Wording

_INTERNATIONAL = 3
_EVERYWHERE = frozenset({"letter", "lang"})


def same_elsewhere(files: PackFiles, models: Sequence[PackFiles], others: Sequence[PackFiles]) -> Iterator[Issue]:
    """LG204: a label or pattern with words that are those of another pack.

    Not where one of the two says so (`same as:`), nor where most packs have that wording, as a sign that all nations use.
    """
    for name in (LABELS, FORMATS):
        for key, wording in files.worded(name):
            theirs = {model.code: model.wordings[name].get(key) for model in models}
            twins = {code: twin for code, twin in theirs.items() if twin is not None and twin.text == wording.text}
            if not wording.words or international(wording, [other.wordings[name].get(key) for other in others]):
                continue
            unsaid = [code for code, twin in twins.items() if code not in wording.same and files.code not in twin.same]
            if unsaid:
                yield issue(
                    "LG204", wording.location, key=key, text=wording.text, lang=files.code, others=", ".join(sorted(unsaid))
                )


def international(wording: Wording, theirs: Sequence[Wording | None]) -> bool:
    """Whether most of the other packs, and several, have this very wording."""
    twins = sum(twin is not None and twin.bare == wording.bare for twin in theirs)
    return twins >= _INTERNATIONAL and 2 * twins > len(theirs)


def same_here(files: PackFiles) -> Iterator[Issue]:
    """LG205: two labels with one wording though they mean two things; not where one of them says so (`same as:`)."""
    seen: dict[str, Wording] = {}
    for key, wording in files.wordings[LABELS].items():
        if not wording.words:
            continue
        first = seen.setdefault(wording.text, wording)
        said = key in first.same or first.key in wording.same
        if first.source != wording.source and not said:
            yield issue("LG205", wording.location, key=key, other=first.key, text=wording.text)


def place_issues(files: PackFiles) -> Iterator[Issue]:
    """LG208: a label that has not the places that it is to have."""
    for key, wording in files.wordings[LABELS].items():
        missing = set(wording.wanted) - set(wording.places)
        extra = set(wording.places) - set(wording.wanted) - _EVERYWHERE
        if wording.text and (missing or extra):
            yield issue("LG208", wording.location, key=key, found=_shown(wording.places), wanted=_shown(wording.wanted))


def _shown(places: Sequence[str]) -> str:
    return " ".join(f"{{{place}}}" for place in places) or "-"
