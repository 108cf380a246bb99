"""A template, compiled once: the one door to docxtpl.

`check.template` has found no error in it before. docxtpl is handed the parts that have slots and nothing else, with their
slots spelled plainly (`write.spelling`), and puts a mark into each, made of two private-use characters around the slot's name.
No text of a user ever passes through Jinja: `write.filling` replaces the marks by runs and by the body.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from zipfile import ZipFile

from lxml import etree

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import read_container
from pipeline.gate.readings import kept
from pipeline.issues import Location, SourceError, issue
from pipeline.wml.names import CT, R
from pipeline.wml.tree import MAIN, related, tree
from pipeline.write.parts import with_relationships, with_types
from pipeline.write.spelling import shown, spell
from pipeline.write.zipped import zipped

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\w+){CLOSE}")
"""What stands for a slot in a compiled template; its group is the slot's name."""

_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = f"""\
<Types xmlns="{CT}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>\
""".encode()


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """A compiled template: every part as it is in the file, and the parts that hold marks, as trees."""

    parts: Mapping[str, bytes]
    marked: Mapping[str, etree._Element]


Compile: TypeAlias = Callable[[Mapping[str, bytes], Collection[str]], Mapping[str, bytes]]
"""What makes of the parts of a template and the names of its slots the parts with marks."""


def read_shell(path: Path, slots: Iterable[str], compile_: Compile | None = None) -> Shell:
    """The template compiled for the slots that its kind of document has, by `compiled` where nothing else is said.

    Raises SourceError as `read_container` does, TP110 where something in it cannot be read.
    """
    names = frozenset(slots)
    return kept((read_shell, path, names), lambda _: _shell(path, names, compile_ or compiled), lambda _: None)


def _shell(path: Path, names: Collection[str], compile_: Compile) -> Shell:
    parts = read_container(path, Kind.WORD)
    try:
        return Shell(parts, {name: tree(part) for name, part in compile_(parts, names).items()})
    # docxtpl and python-docx raise whatever comes up in them where a table is not as Word writes it.
    except Exception as error:
        raise SourceError(issue("TP110", Location(path))) from error


def compiled(parts: Mapping[str, bytes], names: Collection[str]) -> Mapping[str, bytes]:
    """Those of the parts of a template that have slots, with a mark in each. Raises whatever docxtpl does."""
    kinds = {other.name: other.kind for other in related(parts) if other.kind in ("header", "footer")}
    trees = {name: tree(parts[name]) for name in (MAIN, *kinds)}
    spelled = [name for name, root in trees.items() if spell(root, names)]
    rendered = _rendered({name: trees[name] for name in spelled}, trees[MAIN], kinds, names)
    return {name: shown(rendered[name]) for name in spelled}


def slots_in(root: etree._Element) -> list[str]:
    """The slots of a marked part, in order, each as often as it stands there."""
    return MARK.findall(etree.tostring(root, encoding="unicode"))


def _rendered(
    stories: Mapping[str, etree._Element], main: etree._Element, kinds: Mapping[str, str], slots: Collection[str]
) -> dict[str, bytes]:
    """What docxtpl makes of a package that holds these parts and no other."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - 186 ms, and a run that finds nothing changed needs none of it
    from jinja2 import StrictUndefined  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    parts = {name: etree.tostring(root, encoding="UTF-8") for name, root in {MAIN: main, **stories}.items()}
    ends = [(f"rId{number}", f"{R}/{kinds[name]}", f"/{name}", False) for number, name in enumerate(stories) if name != MAIN]
    types = {name: f"{_WORDPROCESSING}.{kinds[name]}+xml" for name in stories if name != MAIN}
    package = {
        **parts,
        "[Content_Types].xml": with_types(_TYPES, {MAIN: f"{_WORDPROCESSING}.document.main+xml", **types}),
        "_rels/.rels": with_relationships(None, [("rId1", f"{R}/officeDocument", MAIN, False)]),
        "word/_rels/document.xml.rels": with_relationships(None, ends),
    }
    template = DocxTemplate(io.BytesIO(zipped(package)))
    marks = {slot: f"{OPEN}{slot}{CLOSE}" for slot in slots}
    template.render(marks, ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    made = io.BytesIO()
    template.save(made)
    with ZipFile(made) as archive:
        return {name: archive.read(name) for name in stories}
