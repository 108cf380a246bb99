"""Remembering a run: the state of every file and folder that it hangs on, taken so that none can have changed unnoticed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.assemble.keys import code_states
from pipeline.assemble.places import Places
from pipeline.gate.locks import sweep
from pipeline.gate.readings import changed_since
from pipeline.gate.writing import keep_last, put_lightly
from pipeline.issues import SourceError
from pipeline.remembered import Pieces, changed, key, place, state, written

Names = Mapping[Path, tuple[str, ...]]
_KEPT = 32
"""So many commands are remembered in a build folder, the last ones."""
_SECOND = 1_000_000_000
_LIBRARIES = ("site-packages", "dist-packages")


def names_looked_at(places: Places, documents: Sequence[str]) -> Names:
    """The folders that a build of these documents looks for files in, each with the names in it."""
    packs = places.pack("")
    of_documents = (
        folder
        for document in documents
        for folder in (places.sources / document, places.texts(document), places.catalogue(document, "").parent)
    )
    folders = (places.sources, packs, *(packs / name for name in _names(packs)), *of_documents)
    return {folder: _names(folder) for folder in folders}


def remember(
    places: Places,
    arguments: Sequence[str],
    looked_at: Names,
    hashes: Mapping[Path, str],
    folders: Iterable[Path],
    others: Iterable[Path],
    pieces: Pieces,
) -> None:
    """Remember what a command prints for as long as nothing changes; nothing is remembered where that cannot be told.

    What it read and wrote has these `hashes`; in its `folders` it wrote; `others` are only to be as they are. All is looked at
    again after its state was taken, and what is as young as this moment may still change without another state.
    """
    code = code_states()
    plain = (
        *folders,
        *others,
        *sorted({Path(path).parent for path in code}),
        *(Path(path) for path in sys.path if path.endswith(_LIBRARIES)),
    )

    def data(now: int) -> bytes | None:
        states = {str(path): state(str(path)) for path in (*looked_at, *hashes, *code, *plain)}
        if any(_young(changed(one), now) for one in states.values()):
            return None
        if any(states[path] != known for path, known in code.items()):
            return None
        if changed_since(hashes.items()) or any(_names(one) != names for one, names in looked_at.items()):
            return None
        # The next run sweeps away what a killed one has left.
        if any(name.startswith(".council-") for folder in folders for name in _names(folder)):
            return None
        return written(own, states, pieces)

    sweep(places.build)
    with suppress(OSError, SourceError, UnicodeError):
        own = key(list(arguments))
        put_lightly(Path(place(str(places.build), own)), data)
        keep_last(places.build, ".council-*.index", _KEPT)


def _young(moment: int, now: int) -> bool:
    """Whether a file changed at this moment could change again with the same times. Some file systems count seconds, or two."""
    return moment >= (now if moment % _SECOND else now - 2 * _SECOND)


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except OSError:
        return ()
