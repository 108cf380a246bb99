"""LibreOffice accepts and rejects redlines as we do, but for what it cannot do itself: a closed list, each with its evidence."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from pipeline.model.blocks import Block, BoxField, Cell, Document, Paragraph, Row, Section, Table
from pipeline.model.inlines import Inline, Link, Note, Text, Value
from pipeline.wml.names import w
from pipeline.write.zipped import zipped
from tests import edits
from tests.libreoffice import ACCEPT, REJECT, settled
from tests.project import parts
from tests.redlines import plain_parts, redlined_parts
from tests.write.told import told

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

_PAIRS = 200
_LEAST = 3
"""In how many pairs each kind of edit is at least compared."""
KINDS = (
    edits.split_paragraph,
    edits.merge_paragraphs,
    edits.move_section,
    edits.add_agenda_line,
    edits.add_row,
    edits.drop_row,
    edits.add_column,
    edits.drop_column,
    edits.add_note,
    edits.drop_note,
    edits.make_bold,
    edits.retarget_link,
    edits.revise_symbol,
)
"""What reviewers ask about first."""
_TRACKED = tuple(map(w, ("ins", "del", "moveFrom", "moveTo")))
_Pair = tuple[Document, Document]
_Made = tuple[Document, Document, list[str]]


@dataclass(frozen=True)
class Limit:
    """What LibreOffice 7.4 does otherwise where it accepts or rejects: where, in what, and a pair of documents that shows it."""

    why: str
    there: Callable[[etree._Element], bool]
    only_links: bool
    shown: _Pair
    by: str


def _document(*blocks: Block, box: tuple[Block, ...] = ()) -> Document:
    around = edits.base(Random(1), "fr")
    second = Section("s2", (Text("Second"),), True, (Paragraph("last", (Text("end"),)),))
    fields = (BoxField("box", (Text("Box"),), box),) if box else ()
    return edits.settled(replace(around, body=(Section("s1", (Text("First"),), True, blocks), second), annexes=(), box=fields))


def _paragraph(unit: str, *inlines: Inline) -> Paragraph:
    return Paragraph(unit, inlines)


def _table(*columns: str) -> Table:
    cells = tuple(Cell(f"t.r.{name}", (Text(name),)) for name in columns)
    return Table("t", (1.0,) * len(columns), (), (Row("r", cells),))


def _cells(name: str) -> Callable[[etree._Element], bool]:
    return lambda root: next(root.iter(w(name)), None) is not None


def _gone_rows_with(name: str) -> Callable[[etree._Element], bool]:
    gone = f"{w('trPr')}/{w('del')}"
    return lambda root: any(
        row.find(gone) is not None and next(row.iter(w(name)), None) is not None for row in root.iter(w("tr"))
    )


def _ends_changed(root: etree._Element) -> bool:
    """Whether text goes at the end of a paragraph, or comes there, and the next paragraph comes whole; moves are no trouble."""
    for paragraph in root.iter(w("p")):
        after = paragraph.getnext()
        last = next((child for child in reversed(paragraph) if not str(child.tag).endswith(("End", "Start"))), None)
        if (
            last is not None
            and last.tag in (w("ins"), w("del"))
            and not _mark(paragraph)
            and after is not None
            and _mark(after) == w("ins")
        ):
            return True
    return False


def _mark(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return "" if found is None else next((child.tag for child in found if child.tag in _TRACKED), "")


def _links(root: etree._Element) -> bool:
    return any(next(link.iter(*_TRACKED), None) is not None for link in root.iter(w("hyperlink")))


_LINK = Link("https://a/", (Text("link"),))
_RETARGETED = (
    _document(_paragraph("p", Text("x "), _LINK, Text(" y"))),
    _document(_paragraph("p", Text("x "), replace(_LINK, url="https://b/"), Text(" y"))),
)
_VALUE = Value("day", None, "", "6 juin")
LIMITS = (
    Limit(
        "a column that came does not go (tracked since 7.6)",
        _cells("cellIns"),
        only_links=False,
        shown=(_document(_table("a"), _paragraph("p", Text("x"))), _document(_table("a", "b"), _paragraph("p", Text("x")))),
        by=REJECT,
    ),
    Limit(
        "nor does one that is deleted",
        _cells("cellDel"),
        only_links=False,
        shown=(_document(_table("a", "b"), _paragraph("p", Text("x"))), _document(_table("a"), _paragraph("p", Text("x")))),
        by=ACCEPT,
    ),
    Limit(
        "a row with a table in it does not go",
        _gone_rows_with("tbl"),
        only_links=False,
        shown=(_document(box=(_paragraph("p", Text("x")), _table("a"))), _document()),
        by=ACCEPT,
    ),
    Limit(
        "a row with a footnote in one of its paragraphs does not go",
        _gone_rows_with("footnoteReference"),
        only_links=False,
        shown=(_document(box=(_paragraph("p", Note("n", (Text("n"),)), Text("x")), _paragraph("q", Text("y")))), _document()),
        by=ACCEPT,
    ),
    Limit(
        "a paragraph that comes after a changed end of another takes the next one along when it is rejected",
        _ends_changed,
        only_links=False,
        shown=(
            _document(_paragraph("p", Text("aaa bbb"), _VALUE)),
            _document(_paragraph("p", Text("aaa")), _paragraph("q", Text("bbb"), _VALUE)),
        ),
        by=REJECT,
    ),
    Limit(
        "near a link that goes or comes, text is linked that should not be",
        _links,
        only_links=True,
        shown=_RETARGETED,
        by=ACCEPT,
    ),
    Limit(
        "the same where it is rejected",
        _links,
        only_links=True,
        shown=_RETARGETED,
        by=REJECT,
    ),
)


def _differs(file: Path, want: Document, *, links: bool) -> bool:
    return told(parts(file), links=links) != told(plain_parts(want), links=links)


def _tasks(folder: Path, pairs: list[_Pair]) -> Iterator[tuple[Path, str, Path]]:
    for number, (old, new) in enumerate(pairs):
        file = folder / f"{number}.docx"
        file.write_bytes(zipped(redlined_parts(old, new)))
        yield from ((file, by, folder / f"{number}{by[-20:-14]}.docx") for by in (ACCEPT, REJECT))


def _edited(seed: int, language: str, edit: edits.Edit) -> _Made:
    """A document, and the same after one edit that shows."""
    random = Random(seed)
    while True:
        old = edits.base(random, language)
        new = edit(old, random)
        if new is not None and edits.settled(new) != edits.settled(old):
            return edits.settled(old), edits.settled(new), [edit.__name__]


def _pairs() -> list[_Made]:
    """Each kind of edit alone in each language, then several at once, whatever they be."""
    languages = list(edits.SCRIPTS)
    made = [_edited(seed, language, edit) for seed, language in enumerate(languages) for edit in KINDS]
    seeds = range(_PAIRS - len(made))
    return [*made, *(edits.pair(Random(seed), languages[seed % len(languages)], 1 + seed % 5) for seed in seeds)]


def test_libreoffice_accepts_and_rejects_as_we_do(tmp_path: Path) -> None:
    made = _pairs()
    tasks = list(_tasks(tmp_path, [(old, new) for old, new, _ in made]))
    settled(tmp_path, tasks)
    unlike = []
    whole: Counter[str] = Counter()
    compared: Counter[tuple[str, str]] = Counter()
    for number, (old, new, done) in enumerate(made):
        root = etree.fromstring(parts(tasks[2 * number][0])["word/document.xml"])
        for (_, by, after), want in zip(tasks[2 * number : 2 * number + 2], (new, old), strict=True):
            limits = [limit for limit in LIMITS if limit.by == by and limit.there(root)]
            if all(limit.only_links for limit in limits):
                compared.update((kind, by) for kind in {"any", *done})
                whole[by] += not limits
                if _differs(after, want, links=not limits):
                    unlike.append((number, by, done))
    assert not unlike, f"{len(unlike)}: {unlike[:10]}"
    # Else the list of limits would be an excuse.
    for by in (ACCEPT, REJECT):
        assert compared["any", by] >= _PAIRS * 3 // 4, (
            f"{compared['any', by]} pairs compared, {whole[by]} of them with their links"
        )
        assert whole[by] >= _PAIRS * 2 // 5, f"{compared['any', by]} pairs compared, {whole[by]} of them with their links"
    seldom = {(edit.__name__, by) for edit in KINDS for by in (ACCEPT, REJECT) if compared[edit.__name__, by] < _LEAST}
    assert seldom == {("add_column", REJECT), ("drop_column", ACCEPT)}


def test_each_limit_of_libreoffice_is_one(tmp_path: Path) -> None:
    tasks = list(_tasks(tmp_path, [limit.shown for limit in LIMITS]))
    settled(tmp_path, tasks)
    for number, limit in enumerate(LIMITS):
        file, by, after = tasks[2 * number + (limit.by == REJECT)]
        assert limit.there(etree.fromstring(parts(file)["word/document.xml"])), limit.why
        old, new = limit.shown
        assert _differs(after, old if by == REJECT else new, links=True), limit.why
