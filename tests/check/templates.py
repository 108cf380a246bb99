"""Broken templates: copies of the council template with a fault planted in each, and what is to be said of it.

`MISTYPED` and `BROKEN` were thought of with the rules, `HOSTILE` after them, to break them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.template import template_issues
from pipeline.issues import Issue, SourceError
from tests.documents import SLOTS, document, line, paragraph, plain_section, shell

DOC, HEADER, FIRST_HEADER, FIRST_FOOTER = "word/document.xml", "word/header1.xml", "word/header2.xml", "word/footer2.xml"
NOTES, STYLES, SETTINGS = "word/footnotes.xml", "word/styles.xml", "word/settings.xml"
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
DOCUMENT = document(plain_section(paragraph()), lines=[line(slot, slot) for slot in SLOTS])
SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)

Change = tuple[str, str, str]
"""A part, a text that stands in it, and what is put in its place; without the text, a part that is added."""
Place = tuple[str, str, int, int, int]
"""A code, a part, a paragraph, a character and a length."""


def run(text: str, properties: str = "") -> str:
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t{space}>{text}</w:t></w:r>"


TITLE, SOURCE, BODY, BOX = run("{{ title }}"), run("{{ source }}"), run("{{p body }}"), run("{{p box }}")
SYMBOL, WEBSITE = run("{{ symbol }}"), run("{{ website }}")
BY = 'w:author="A" w:date="2022-01-31T10:00:00Z"'
TITLE_AT, BODY_AT = 9, 11
"""The paragraphs of the title and of the body."""


def text_box(inner: str) -> str:
    """A text box as Word writes one for old programs."""
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="box"><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>'
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def both(inner: str) -> str:
    """A text box as Word writes one today: once for itself, once for old programs."""
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="Text Box 7" descr="box"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>'
        f"<w:p>{inner}</w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    old = text_box(f"<w:p>{inner}</w:p>").removeprefix("<w:r>").removesuffix("</w:r>")
    return (
        f'<w:r><mc:AlternateContent {SPACES}><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def complex_field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(properties: str, inner: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


@dataclass(frozen=True)
class Broken:
    """A template that is made from the council's by changes, and all that is to be said of it."""

    name: str
    changes: tuple[Change, ...]
    expected: tuple[Place, ...]
    arguments: Mapping[str, str] = field(default_factory=dict)
    """Some arguments of the first finding."""
    shows: tuple[str, str] | None = None
    """A part and a text that stands in it when all the same a document is made: where nothing expected is an error."""


def of_title(name: str, typed: str, code: str, column: int = 1, length: int | None = None, **arguments: str) -> Broken:
    """A template whose title is typed in another way."""
    at = (code, DOC, TITLE_AT, column, len(typed) if length is None else length)
    shows = (DOC, "title") if code == "TP115" else None
    return Broken(name, ((DOC, TITLE, run(typed)),), (at,), arguments, shows)


def save(changes: Iterable[Change], path: Path) -> Path:
    """Write the council template with these changes; of a text that stands there several times, each is changed."""
    parts = {name: data.decode("latin-1") for name, data in shell().parts.items()}
    for part, old, new in changes:
        assert (old in parts[part]) if old else part not in parts, f"{old} is not in {part}"
        parts[part] = parts[part].replace(old, new.encode().decode("latin-1")) if old else new.encode().decode("latin-1")
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode("latin-1"))
    return path


def added(part: str, kind: str, content: str, type_: str = "") -> tuple[Change, ...]:
    """A part that the document is related to."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rId{kind}" Type="{office}/{kind}" Target="/{part}"/></Relationships>'
    declared = type_ or f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    return (
        (RELS, "</Relationships>", relation),
        (TYPES, "</Types>", f'<Override PartName="/{part}" ContentType="{declared}"/></Types>'),
        (part, "", content),
    )


def story(root: str, inner: str) -> str:
    return f'<w:{root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:{root}>'


def issues(path: Path) -> list[Issue]:
    """All that is said of a template; what keeps it from being read at all is one fault."""
    try:
        return list(template_issues(path, DOCUMENT))
    except SourceError as error:
        return [error.issue]


def place(issue: Issue) -> Place:
    at = issue.location
    return issue.code, at.part, at.row, at.column, at.length
