"""What a Word file would take from outside, or carry along: links, embedded files, fields that fetch.

**In a template** each of these is refused, with part and finding. A template's parts go into every issued document as they are, so
what it fetches is fetched on the reader's machine (a remote template or picture at the moment of opening, [MS-OE376] 2.1; a
DDE field runs a program), and what is embedded in it is published unseen. Editors have no use for any of them there: a logo is
pasted, not linked; a chart goes in as a picture. The one that comes by itself is the *attached template*: Word notes its path
when somebody works on the file with a template of their own. A path on the editor's machine is let be, since `write.package`
leaves it out of every document; one on a server is refused, since whoever opens the template itself would fetch it. Links to
http, https and mailto addresses are what they seem and stay.

**In a workbook** nothing of all this is looked at: only values of cells go on from there. An external link is never followed, and
the value stored with a formula is the one that Excel last showed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from pipeline.gate.fields import fields
from pipeline.gate.office import Relationship, relationships
from pipeline.gate.shown import shown
from pipeline.gate.wellformed import is_xml, parsed
from pipeline.issues import Issue, Location, issue

ADDRESS = re.compile(r"(?:https?://|mailto:)|#", re.IGNORECASE)
"""How the target of a link may begin; # is a place in the document itself."""

_CARRIED = re.compile(
    r"(?:oleObject|package|control|activeXControlBinary|aFChunk|subDocument|frame|attachedToolbars|keyMapCustomizations|vbaProject"
    r"|wordVbaData|webextension|webextensiontaskpanes|extensibility|userCustomization|recipientData|mailMergeSource"
    r"|mailMergeHeaderSource|transform)\Z",
    re.IGNORECASE,
)
"""Types of relationship, their last word, whose parts are files, programs or sources of data."""

_HOLDING = (
    "altChunk",
    "subDoc",
    "mailMerge",
    "saveThroughXslt",
    "control",
    "objectEmbed",
    "objectLink",
    "frameset",
    "OLEObject",
)
"""Elements that hold or fetch one, whatever their relationships are called."""

_OFFICE = re.compile(r"wordprocessingml|urn:schemas-microsoft-com:office:(?:office|word)")
_VML = "{urn:schemas-microsoft-com:vml}*"
_FIELD = re.compile(
    r"(?:DDE|DDEAUTO|LINK|EMBED|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|RD|MACROBUTTON|PRINT|HTMLCONTROL|CONTROL"
    r"|AUTOTEXT|AUTOTEXTLIST|GLOSSARY|MERGEFIELD|MERGEREC|MERGESEQ|NEXT|NEXTIF|SKIPIF|ASK|FILLIN|ADDIN)\Z",
    re.IGNORECASE,
)
"""Fields that fetch, run, print, ask, or hold a file (ECMA-376 part 1, 17.16.5)."""
_NAME = re.compile(r"\s*([^\s\\]*)")
_PLAIN = re.compile(r"[A-Za-z]*\Z|=")
_ARGUMENT = re.compile(r"\"([^\"]*)\"|(\S+)")
_SWITCH = re.compile(r"\\[^\\]\Z")
_LOCAL = re.compile(r"(?!.*%(?:5c|2f))(?:file:///(?![\\/])|[a-z]:[\\/]|(?![\\/]{2})[^:]*\Z)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)


def outside_issues(path: Path, parts: Mapping[str, bytes]) -> Iterator[Issue]:
    """FI151 to FI154: all that a Word file would take from outside or carry along, part by part."""
    for name, part in parts.items():
        if name.lower().endswith(".rels"):
            for relationship in relationships(parts, name):
                yield from _relationship_issues(path, relationship)
        elif is_xml(name, part):
            root = parsed(part)
            at = Location(path, name)
            yield from _said(at, "FI151", _drawn(root))
            yield from _said(at, "FI152", _held(root))
            yield from _field_issues(at, root)


def _said(at: Location, code: str, found: Iterable[str]) -> Iterator[Issue]:
    for one in dict.fromkeys(found):
        yield issue(code, at, part=at.part, found=shown(one))


def _relationship_issues(path: Path, found: Relationship) -> Iterator[Issue]:
    at = Location(path, found.part)
    if _CARRIED.match(found.kind):
        yield from _said(at, "FI152", [found.target])
    elif found.kind.lower() == "hyperlink":
        yield from _said(at, "FI154", [] if ADDRESS.match(found.target) else [found.target])
    elif found.kind == "attachedTemplate" and found.part == "word/settings.xml" and _LOCAL.match(found.target):
        return
    elif found.external or _ELSEWHERE.match(found.target):
        yield from _said(at, "FI151", [found.target])


def _held(root: etree._Element) -> Iterator[str]:
    for element in root.iter(*(f"{{*}}{name}" for name in _HOLDING)):
        name = etree.QName(element)
        if _OFFICE.search(name.namespace or ""):
            yield name.localname


def _drawn(root: etree._Element) -> Iterator[str]:
    """Old drawings name files by attribute; `href` without namespace is an ordinary link."""
    for element in root.iter(_VML):
        for key, value in element.attrib.items():
            name = etree.QName(str(key))
            link = name.localname == "href" and not name.namespace and ADDRESS.match(str(value))
            if name.localname in ("src", "href", "althref") and _ELSEWHERE.match(str(value)) and not link:
                yield str(value)


def _field_issues(at: Location, root: etree._Element) -> Iterator[Issue]:
    for instruction in fields(root):
        found = _NAME.match(instruction)
        name = found[1].upper() if found else ""
        if _FIELD.match(name) or not _PLAIN.match(name):
            yield from _said(at, "FI153", [instruction.strip()])
        elif name == "HYPERLINK" and found:
            yield from _said(at, "FI154", _address(instruction[found.end() :]))


def _address(arguments: str) -> Iterator[str]:
    """The target of a HYPERLINK field, where it is no address: its first argument that belongs to no switch (17.16.5.25)."""
    switched = False
    for quoted, bare in _ARGUMENT.findall(arguments):
        if _SWITCH.match(bare):
            switched = bare.lower() in ("\\l", "\\o", "\\t")
        elif switched:
            switched = False
        else:
            if not ADDRESS.match(quoted or bare):
                yield quoted or bare
            return
