"""Two states of a document compared: `council diff` and `council changes`."""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.sources import read_language
from pipeline.assemble.states import State, state
from pipeline.assemble.trace import traced
from pipeline.issues import Location as At
from pipeline.issues import Report, SourceError, issue
from pipeline.model.blocks import Document
from pipeline.review.numbers import Renumbered, renumbered
from pipeline.review.progress import Listed, listed
from pipeline.review.redline import redline
from pipeline.write.story import Reviewer


@dataclass(frozen=True, slots=True)
class Compared:
    """A document in one language in two states, and the redline of both."""

    old: Document
    new: Document
    redline: Document


def compared(
    places: Places, id_: str, before: str, after: str, languages: Sequence[str], report: Report
) -> Mapping[str, Compared]:
    """A document in two states, by language. Raises SourceError RV101 to RV104, RV111, RV112; RV106 where they have no language in common."""
    old, new = (state(places, id_, ref, languages, report) for ref in (before, after))
    common = [code for code in new if code in old]
    if old and new and not common:
        raise SourceError(issue("RV106", At(places.sources / id_), before=", ".join(old), after=", ".join(new)))
    # A language that has no pack is one that a file speaks of; it is told, and nothing can be made in it.
    known = [code for code in common if read_language(places, code, report)]
    return {code: Compared(old[code], new[code], redline(old[code], new[code])) for code in known}


def progress(places: Places, id_: str, before: str, report: Report) -> tuple[tuple[Listed, ...], tuple[Renumbered, ...]]:
    """The changes of a document since a state, in the language it is written in, and the numbers that shifted."""
    found = list(traced(places, id_, ()))
    for one in found:
        for fault in one.issues:
            report(fault)
    own = found[0]
    if own.sources is None:
        return (), ()
    old: State = state(places, id_, before, (own.language,), report)
    if own.language not in old:
        return (), ()
    both = redline(old[own.language], own.sources.settled)
    states = {one.language: one.states for one in found if one.sources is not None}
    return listed(both, own.sources.composed, states), tuple(renumbered(old[own.language], own.sources.settled))


def stem(places: Places, one: Compared) -> str:
    """The name of a redline's file, without suffix; whatever a file that was compared says, it is a name and no path."""
    pack = read_language(places, one.new.language, lambda _: None)
    return re.sub(r"[^\w(). -]", "-", f"{one.new.stem}-{pack.letter if pack else one.new.language}")


def default_reviewer(sources: Path, moment: datetime.date) -> Reviewer:
    """Who changed it, and when, as git knows: its user, the last commit; without git nobody, on the day of the document."""
    name = "".join(filter(str.isprintable, _asked(sources, "config", "user.name"))) or "council"
    date = _asked(sources, "log", "-1", "--format=%cI")
    when = datetime.datetime.fromisoformat(date) if date else datetime.datetime.combine(moment, datetime.time(), datetime.UTC)
    return Reviewer(name, f"{when.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}")


def _asked(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)  # noqa: S603, S607 - the user's own git
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
