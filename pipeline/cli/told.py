"""What a build says: each file that it makes, and at the end where they all are."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.output import overheard
from pipeline.cli.session import Session
from pipeline.remembered import Pieces

if TYPE_CHECKING:
    from pipeline.assemble.record import Record


@dataclass
class Told:
    """What a build says, so that it can say later what it would have said had it found nothing to do."""

    session: Session
    count: int
    sources: Path
    files: dict[Path, Record] = field(default_factory=dict)
    made: set[Path] = field(default_factory=set)
    copies: list[Path] = field(default_factory=list)

    def begin(self) -> None:
        """Say how many documents there are."""
        self.session.say("building", count=self.count)

    def file(self, path: Path, record: Record, *, made: bool) -> None:
        """Say that a file was made; of one that was not, only what is still to be done in it."""
        self.files[path] = record
        if made:
            self.made.add(path)
            self.session.say("built", path=path)
        if path.suffix == ".docx" and (record.missing or record.stale):
            if not made:
                self.session.say("kept", path=path)
            self.session.say("pending", missing=record.missing, stale=record.stale)

    def end(self) -> None:
        """Say where the Word files are, and where the copies in which is marked what is wrong."""
        word = [path for path in self.files if path.suffix == ".docx"]
        made, kept = ([path for path in word if (path in self.made) is wanted] for wanted in (True, False))
        if made:
            self.session.say("made", count=len(made), files=_listed(made))
        if kept and made:
            self.session.say("unchanged", count=len(kept), files=_listed(kept))
        elif kept:
            self.session.say("nothing_changed", count=len(kept), files=_listed(kept))
        if word:
            self.session.say("next", sources=self.sources)
        self.session.point(self.copies)

    def again(self) -> Pieces:
        """What the same command prints when nothing has changed."""
        self.made.clear()
        with overheard() as pieces:
            self.begin()
            for path, record in self.files.items():
                self.file(path, record, made=False)
            self.session.show_again()
            self.end()
            self.session.sum_up()
        return pieces


def _listed(paths: list[Path]) -> str:
    return "".join(f"\n  {path.resolve()}" for path in paths)
