"""Each reader of files from outside, with an honest file to spoil; and the whole command on a project with one bad file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.assemble.former import read_former
from pipeline.assemble.textual import textual
from pipeline.check.template import template_issues
from pipeline.cli.language import chosen_language
from pipeline.issues import Issue, SourceError
from pipeline.read.catalogue import read_catalogue
from pipeline.read.draft import read_draft, read_settled
from pipeline.read.examples import read_examples
from pipeline.read.fragments import read_fragment
from pipeline.read.pack import read_pack
from pipeline.read.workbook import read_workbook
from tests.conftest import ROOT
from tests.corpus.odd import BOOK, SPANISH, TEMPLATE, TEXT
from tests.corpus.running import bilingual
from tests.documents import document, paragraph, plain_section
from tests.project import COUNCIL, TDAG, Project
from tests.provoked.example import EXAMPLE

Read = Callable[[Path], object]
FRENCH = ROOT / "sources" / "languages" / "fr"
PACK = ("pack.toml", "formats.toml", "layout.toml", "labels.po", "names.csv", "typography.toml", "terms.csv")
COMMANDS = {"check document.xlsx": BOOK, "check council.docx": TEMPLATE, "check a.md": TEXT, "check es.po": SPANISH}
NAMES = (
    *("document.xlsx", "council.docx", "a.md", "es.po", "examples.toml", "council.toml"),
    *("draft.docx", "textconv.docx", "textconv.xlsx", "settled.json", "manifest.json"),
    *PACK,
    *COMMANDS,
)
"""What is tried, each by the name of the file that is spoilt."""

WHOLE = document(plain_section(paragraph()))


@dataclass(frozen=True)
class Reader:
    """A file that is honest, and what reads it; whatever it finds wrong it reports, or raises as SourceError."""

    honest: Path
    read: Read


def nothing(_: Issue) -> None:
    """What is reported is no fault of the reader."""


def reader(name: str, root: Path) -> Reader:
    """The reader of this name, with what it needs made below `root`."""
    readers: dict[str, tuple[Path, Read]] = {
        "document.xlsx": (ROOT / "sources" / COUNCIL / "document.xlsx", lambda path: read_workbook(path, nothing)),
        "council.docx": (ROOT / "templates" / "council.docx", lambda path: list(template_issues(path, WHOLE))),
        "a.md": (ROOT / "sources" / TDAG / "text" / "question-1.md", lambda path: read_fragment(path, nothing)),
        "es.po": (ROOT / "sources" / COUNCIL / "translations" / "es.po", lambda path: read_catalogue(path, "es", nothing)),
        "examples.toml": (FRENCH / "examples.toml", lambda path: read_examples(path, nothing)),
        "textconv.xlsx": (ROOT / "sources" / COUNCIL / "document.xlsx", textual),
        **{file: (FRENCH / file, in_pack(file)) for file in PACK},
    }
    if name in readers:
        return Reader(*readers[name])
    if name == "council.toml":
        (root / name).write_text('# what I like\nui = "fr"\n')
        return Reader(root / name, configured)
    project = bilingual(root / "project")
    if name in COMMANDS:
        honest = root / "honest"
        shutil.copyfile(project.root / COMMANDS[name], honest)
        return Reader(honest, commanded(project, COMMANDS[name]))
    built = project.root / "build" / EXAMPLE
    (draft,) = built.glob("*-F.docx")
    made: dict[str, tuple[Path, Read]] = {
        "draft.docx": (draft, read_draft),
        "textconv.docx": (draft, textual),
        "settled.json": (draft.with_suffix(".json"), read_settled),
        "manifest.json": (built / "manifest.json", lambda path: read_former(path.parent, nothing)),
    }
    return Reader(*made[name])


def in_pack(name: str) -> Read:
    """Read the French pack with one file of it spoilt."""

    def read(path: Path) -> object:
        folder = path.parent / "fr"
        folder.mkdir(exist_ok=True)
        for one in FRENCH.iterdir():
            (folder / one.name).write_bytes(path.read_bytes() if one.name == name else one.read_bytes())
        return read_pack(folder, nothing)

    return read


def configured(path: Path) -> object:
    shutil.copyfile(path, path.parent / ".council.toml")
    return chosen_language((), {}, path.parent, nothing)


def commanded(project: Project, name: str) -> Read:
    """Check the small project with one file of it spoilt, copies and all; what ends it is no fault, but for our own."""

    def read(path: Path) -> None:
        shutil.copyfile(path, project.root / name)
        result = project.run("check")
        assert result.exit_code in (0, 1), result.output
        assert "Traceback" not in result.output
        # What came of it stands beside: it is looked at, and would else be read no more.
        for one in (project.root / "build" / EXAMPLE / "check").glob("*"):
            assert one.stat().st_size
            _ = textual(one)

    return read


def refused(read: Read, path: Path) -> None:
    """Read a file; nothing but a refusal may come of it."""
    try:
        read(path)
    except SourceError:
        return
