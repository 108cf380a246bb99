"""A template, compiled once: the one door to docxtpl.

docxtpl finds the slots (tags that Word cut into runs included) and puts a mark into each, made of two private-use characters
around the slot's name. No text of a user ever passes through Jinja: `write.filling` replaces the marks by runs and by the body.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from pipeline.gate.reading import read_bytes
from pipeline.issues import Location, SourceError, issue

BLOCKS = ("box", "body")
"""The slots that take paragraphs and tables instead of runs."""

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\w+){CLOSE}")
_STORIES = re.compile(r"word/(document|header\d*|footer\d*)\.xml\Z")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Shell:
    """A compiled template: every part as it is in the file, and the parts that hold marks, as trees."""

    parts: Mapping[str, bytes]
    marked: Mapping[str, etree._Element]


def read_shell(path: Path, slots: Iterable[str]) -> Shell:
    """The template compiled for the slots that its kind of document has.

    Raises SourceError TP101 where docxtpl cannot read it, TP105 where a tag is not a plain slot; `check.template` has looked for
    these with their places before.
    """
    data = read_bytes(path)
    marks = {name: f"{OPEN}{name}{CLOSE}" for name in slots}
    rendered = _rendered(data, marks, path)
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    with ZipFile(io.BytesIO(rendered)) as archive:
        marked = {
            name: etree.fromstring(part, _PARSER)
            for name in parts
            if _STORIES.match(name) and OPEN.encode() in (part := archive.read(name))
        }
    return Shell(parts, marked)


def slots_in(root: etree._Element) -> list[str]:
    """The slots of a marked part, in order, each as often as it stands there."""
    return MARK.findall(etree.tostring(root, encoding="unicode"))


def _rendered(data: bytes, marks: Mapping[str, str], path: Path) -> bytes:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - 186 ms, and a run that finds nothing changed needs none of it
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    template = DocxTemplate(io.BytesIO(data))
    try:
        template.render(dict(marks), ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
        made = io.BytesIO()
        template.save(made)
    except TemplateError as error:
        raise SourceError(issue("TP105", Location(path), found=error)) from error
    except (ValueError, KeyError, etree.XMLSyntaxError) as error:
        raise SourceError(issue("TP101", Location(path), reason=error)) from error
    return made.getvalue()
