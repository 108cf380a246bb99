"""The text view: a settled document as plain text, one line a paragraph or table row, for eyes and for `git diff`.

Numbers stand before their text, footnotes inline, so that one more note changes one line only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    Block,
    Carrier,
    Document,
    Entry,
    Enumeration,
    Paragraph,
    Rule,
    Section,
    Table,
)
from pipeline.model.inlines import (
    Content,
    Deleted,
    Emphasis,
    Inserted,
    Link,
    Note,
    PageNumber,
    Pending,
    Piece,
    Restyled,
    Strong,
    Superscript,
    Symbol,
)
from pipeline.model.plain import plain
from pipeline.review.reading import as_read

_INDENT = "    "


def text_view(document: Document) -> str:
    """The whole document as text, ending with a line end."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    for line in document.lines:
        if line.content:
            yield f"[{line.slot}] {inline_text(line.content)}"
    yield ""
    for field in document.box:
        yield f"| {inline_text(field.content)}"
        yield from (f"| {line}" for line in _blocks(field.blocks, 0))
    yield from _blocks(document.body, 0)
    for annex in document.annexes:
        yield from ("", f"{annex.label} — {inline_text(annex.content)}", "")
        yield from _blocks(annex.blocks, 0)


def _blocks(blocks: Sequence[Block], indent: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _carrier(block, indent + block.indented)
            case Enumeration(entries):
                yield from _entries(entries, indent)
            case Rule():
                yield "_" * 12
            case Table():
                for cells in filter(None, (block.head, *(row.cells for row in block.rows))):
                    yield " | ".join(inline_text(cell.content) for cell in cells)
            case Agenda(lines):
                for line in lines:
                    yield _carrier(line, indent + (line.level is AgendaLevel.SUB))
            case Section():
                if block.content:
                    yield from ("", _carrier(block, indent), "")
                yield from _blocks(block.blocks, indent)
            case _:
                assert_never(block)


def _entries(entries: Sequence[Entry], indent: int) -> Iterator[str]:
    for entry in entries:
        yield _carrier(entry, indent + 1)
        yield from _blocks(entry.blocks, indent + 1)


def _carrier(carrier: Carrier, indent: int) -> str:
    label = getattr(carrier, "label", "")
    text = inline_text(carrier.content)
    return _INDENT * indent + (f"{label}  {text}" if label else text)


def inline_text(content: Content) -> str:
    """A settled or redlined text on one line, its link addresses and footnotes in place, its marks as they are typed.

    What a redline inserts stands in {+ +}, what it deletes in [- -], as git shows words.
    """
    made = []
    for inline in content:
        match inline:
            case Strong(inner):
                made.append(f"**{inline_text(inner)}**")
            case Emphasis(inner):
                made.append(f"*{inline_text(inner)}*")
            case Superscript(inner):
                made.append(f"^{inline_text(inner)}^")
            case Link(url, inner):
                made.append(f"[{inline_text(inner)}]({url})")
            case Symbol(text, url):
                made.append(f"[{text}]({url})" if url else text)
            case Note(_, inner):
                made.append(f"[^: {inline_text(inner)}]")
            case Piece(_, inner):
                made.append(inline_text(inner))
            case Pending(state, language, inner):
                made.append(f"[{state} {language}: {inline_text(inner)}]")
            case PageNumber():
                made.append("#")
            case Inserted(inner):
                made.append(f"{{+{inline_text(inner)}+}}")
            case Deleted(inner):
                made.append(f"[-{inline_text(inner)}-]")
            case Restyled(old, new) if as_read(old) == as_read(new):
                made.append(inline_text(new))
            case Restyled(old, new):
                made.append(f"[-{inline_text(old)}-]{{+{inline_text(new)}+}}")
            case _:
                made.append(plain((inline,)))
    return "".join(made).replace("\n", " / ")
