"""A file of the corpus, and what is expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.issues import REGISTRY, Severity
from tests.provoked.example import EXAMPLE, FRAGMENT

BOOK, TEXT = f"sources/{EXAMPLE}/document.xlsx", f"sources/{EXAMPLE}/text/{FRAGMENT}"
SPANISH = f"sources/{EXAMPLE}/translations/es.po"
TEMPLATE, CONFIGURATION = "templates/council.docx", ".council.toml"
PACK = "sources/languages/es"
"""The files of the small project, as paths below it."""


@dataclass(frozen=True)
class Odd:
    """One file: what it replaces in the small project, and what comes of it.

    `says` are the issues above a note, each as its code, or as code and place (`XL210 meetings!M2`, `TR101 7:1`) where it has
    one; `shows` are texts that stand, letter by letter, in the text of a document that is built of it all the same, `hides`
    texts that do not. All of these files are later than the code; the `late` ones were thought of with it open, to break it.
    """

    name: str
    file: str
    data: bytes
    says: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    late: bool = False

    @property
    def kind(self) -> str:
        """The kind of file, by the end of its name."""
        return PurePosixPath(self.file).suffix.removeprefix(".")

    @property
    def refused(self) -> bool:
        """Whether something in the file keeps a document from being built."""
        return any(REGISTRY[said.split()[0]] is Severity.ERROR for said in self.says)

    @property
    def exit(self) -> int:
        """The code with which `council check` is to end: none of these is a fault of the machine."""
        return 1 if self.refused else 0
