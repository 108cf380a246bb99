"""What must hold in a language pack, beside the other packs: pure functions that yield issues, none of which knows a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.pack.examples import example_issues
from pipeline.check.pack.keys import file_issues, key_issues, missing_names
from pipeline.check.pack.script import script_issues, text_issues
from pipeline.check.pack.status import status_issues
from pipeline.check.pack.wording import place_issues, same_elsewhere, same_here
from pipeline.issues import Issue
from pipeline.localise.pack import Pack
from pipeline.read.examples import Example
from pipeline.read.wordings import PackFiles

__all__ = ["pack_issues"]


def pack_issues(
    files: PackFiles, pack: Pack, examples: Sequence[Example], models: Sequence[PackFiles], others: Sequence[PackFiles]
) -> Iterator[Issue]:
    """All that is wrong in a pack that could be read, or still to be done in it (LG2..).

    `models` are the packs to compare it with, `others` all that there are besides it.
    """
    yield from file_issues(files, models)
    yield from key_issues(files, models)
    yield from missing_names(files, models)
    yield from same_elsewhere(files, models, others)
    yield from same_here(files)
    yield from place_issues(files)
    yield from script_issues(files, others)
    yield from text_issues(files)
    yield from example_issues(pack, examples)
    yield from status_issues(files, others)
