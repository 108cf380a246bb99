"""What a pack says of itself: its letter, and who has read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.issues import Issue, Location, issue
from pipeline.read.wordings import ABOUT, PackFiles


def status_issues(files: PackFiles, others: Sequence[PackFiles]) -> Iterator[Issue]:
    """LG212 (a note): nobody has signed; LG213: signed by nobody; LG218: a letter that is another's."""
    about = files.wordings[ABOUT]

    def at(key: str) -> Location:
        return about[key].location if key in about else files.at(ABOUT)

    match files.about("status"), bool(files.about("reviewer") and files.about("reviewed_on")):
        case "signed", True:
            pass
        case "draft", _:
            yield issue("LG212", at("status"), lang=files.code)
        case status, _:
            yield issue("LG213", at("status"), found=status)
    for other in others:
        if other.about("letter") == files.about("letter"):
            yield issue("LG218", at("letter"), letter=files.about("letter"), other=other.code)
