"""What a template must be: plain slots that the document fills, each block slot once and alone, all styles of the contract."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from pipeline.gate.kinds import Kind
from pipeline.gate.outside import outside_issues
from pipeline.gate.reading import read_container
from pipeline.gate.wellformed import parsed
from pipeline.issues import Issue, Location, issue
from pipeline.model.blocks import Document
from pipeline.wml.names import w
from pipeline.write.shell import BLOCKS
from pipeline.write.styles import Role, styles_of

_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml\Z")
_WITHOUT_SLOTS = re.compile(r"word/(footnotes|endnotes|comments)")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%")
_SLOT = re.compile(r"\{\{(p?)\s+(\w+)\s+\}\}\Z")
_CHANGES = tuple(
    map(
        w,
        (
            *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "commentRangeStart", "commentReference"),
            *(f"{of}Change" for of in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr")),
        ),
    )
)


def template_issues(path: Path, document: Document) -> Iterator[Issue]:
    """All that is wrong in a template for this document: FI151 to FI154, TP102 to TP109. Raises SourceError as `read_container` does."""
    if not path.is_file():
        yield issue("TP108", Location(path), kind=document.kind)
        return
    parts = read_container(path, Kind.WORD)
    yield from outside_issues(path, parts)
    yield from _style_issues(path, parts)
    known = (*(line.slot for line in document.lines), *BLOCKS)
    found: Counter[str] = Counter()
    for name, part in parts.items():
        if _STORY.match(name):
            root = parsed(part)
            yield from _change_issues(path, name, root)
            for number, paragraph in enumerate(root.iter(w("p")), 1):
                yield from _slot_issues(Location(path, name, number), paragraph, known, found)
    filled = [*(line.slot for line in document.lines if line.content), *(["box"] if document.box else []), "body"]
    for slot in filled:
        if slot not in found:
            yield issue("TP104", Location(path), slot=_spelled(slot))
    for slot in BLOCKS:
        if found[slot] > 1:
            yield issue("TP109", Location(path), slot=_spelled(slot))


def _spelled(slot: str) -> str:
    return f"{{{{p {slot} }}}}" if slot in BLOCKS else f"{{{{ {slot} }}}}"


def _style_issues(path: Path, parts: Mapping[str, bytes]) -> Iterator[Issue]:
    styles = parts.get("word/styles.xml")
    present = styles_of(styles) if styles else {}
    for role in Role:
        if role not in present:
            yield issue("TP102", Location(path), style=role.value)


def _change_issues(path: Path, name: str, root: etree._Element) -> Iterator[Issue]:
    numbers: dict[etree._Element | None, int] = {paragraph: number for number, paragraph in enumerate(root.iter(w("p")), 1)}
    for number in dict.fromkeys(numbers.get(next(change.iterancestors(w("p")), None), 0) for change in root.iter(*_CHANGES)):
        yield issue("TP106", Location(path, name, number))


def _slot_issues(at: Location, paragraph: etree._Element, known: Sequence[str], found: Counter[str]) -> Iterator[Issue]:
    # Without the text boxes that hang on it: their paragraphs come by themselves.
    own = [node for node in paragraph.iter() if next(node.iterancestors(w("p")), paragraph) is paragraph]
    text = "".join(node.text or "" for node in own if node.tag == w("t"))
    attributes = [str(value) for node in own for value in node.attrib.values() if "{{" in str(value)]
    for where in (text, *attributes):
        for tag in _TAG.findall(where):
            slot = _SLOT.match(tag)
            block = slot is not None and slot[2] in BLOCKS
            if slot is None or block != bool(slot[1]) or _WITHOUT_SLOTS.match(at.part):
                yield issue("TP105", at, found=tag)
            elif slot[2] not in known:
                near = get_close_matches(slot[2], known, 1)
                yield issue("TP103", at, slot=tag, near=_spelled(near[0]) if near else "", known=", ".join(known))
            else:
                found[slot[2]] += 1
                if block and text.strip() != tag:
                    yield issue("TP107", at, slot=tag, found=text.replace(tag, "").strip())
