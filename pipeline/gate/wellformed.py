"""The XML parts of a package: in UTF-8 or UTF-16, without document type, well-formed, and small enough for every parser behind.

The bounds are those of the parsers in use: libxml2 stops at a depth of 256 and at texts of 10 MB (parser.h); expat 2.5, which
Python 3.11.7 brings, reads a long token again for every 16 KiB that come in (CVE-2023-52425), so a token must be short; a tree of
lxml takes about 120 bytes a node (tree.h), which is many times the four of `<a/>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

from pipeline.gate.kinds import Kind
from pipeline.issues import Issue, Location, SourceError, issue

LONGEST_TOKEN = 2**20
"""Bytes: a tag with its attributes, a comment, an instruction. The longest tag of a real document seen has 3 KiB."""

LONGEST_TEXT = 9_000_000
"""Bytes between two tags; libxml2 has 10,000,000 for a text and all that is joined to it."""

LARGEST_TREE = 256 * 2**20
"""Bytes that a part may take as a tree, by estimate: a document of 500 pages takes 230 MB."""

_NODE, _ATTRIBUTE = 120, 216

_NAMED = re.compile(r"\.(?:xml|rels|vml)\Z", re.IGNORECASE)
_VML = re.compile(r"\.vml\Z", re.IGNORECASE)
# What a parser would take for the beginning of XML without being told (XML 1.0, appendix F), EBCDIC and UTF-32 among them.
_OPENS = re.compile(
    rb"(?:\xef\xbb\xbf)?[ \t\r\n]*<|\xff\xfe|\xfe\xff|<\0|\0<|\0\0\xfe\xff|\0\0\0<|<\0\0\0|\0\0<\0|\0<\0\0|\x4c\x6f\xa7\x94"
)
_DECLARED = re.compile(rb"<\?xml\s.*?encoding\s*=\s*[\"']([^\"'>]*)", re.DOTALL)
_WIDE = re.compile(rb"\xff\xfe|\xfe\xff|<\0[^\0]\0|\0<\0[^\0]")
_ENCODINGS = {False: (b"utf-8", b"utf8", b"us-ascii"), True: (b"utf-16", b"utf-16le", b"utf-16be")}
_LONG = re.compile(rb"<[^<]{%d,}" % LONGEST_TOKEN)
_TAG = re.compile(rb"""<(?:[^"'<>]|"[^"]*"|'[^']*')*+>?""")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(\w+)[\s/>]")
_STREAMED = (b"worksheet", b"sst")
"""Parts of a workbook that are read cell by cell and never made into a tree."""


def check_parts(path: Path, parts: Mapping[str, bytes], kind: Kind) -> None:
    """Raises SourceError FI141 to FI144 at the first XML part that is not as it must be."""
    for name, part in parts.items():
        if is_xml(name, part):
            found = _fault(path, name, part, kind)
            if found is not None:
                raise SourceError(found)


def is_xml(name: str, part: bytes) -> bool:
    """Whether a part is XML, or could be taken for it by a parser."""
    return bool(_NAMED.search(name) or _OPENS.match(part))


def parsed(part: bytes) -> etree._Element:
    """The tree of a part that has passed: nothing is resolved, fetched or loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(part, parser)


class _Silent:
    """Takes nothing, so that libxml2 reads a part through without making a tree of it."""

    def close(self) -> None:
        """The end of the part."""


def _fault(path: Path, name: str, part: bytes, kind: Kind) -> Issue | None:
    at = Location(path, name)
    wide = bool(_WIDE.match(part))
    try:
        plain = part.decode("utf-16" if part[:2] in (b"\xff\xfe", b"\xfe\xff") else _order(part)).encode() if wide else part
    except UnicodeError:
        return issue("FI142", at, part=name, program=kind.program, encoding="UTF-16 ?")
    plain = plain.removeprefix(b"\xef\xbb\xbf")
    declared = plain.startswith(b"<?xml") and _DECLARED.match(plain[: plain.find(b"?>") + 1])
    if declared and declared[1].lower() not in _ENCODINGS[wide]:
        encoding = declared[1][:40].decode("ascii", "replace")
        return issue("FI142", at, part=name, program=kind.program, encoding=encoding)
    if b"\0" in plain[:8]:
        return issue("FI142", at, part=name, program=kind.program, encoding="UTF-32 ?")
    if b"\0" in plain or not plain.lstrip(b" \t\r\n").startswith(b"<"):
        return _broken(at, 1, kind)
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        return issue("FI141", at, part=name, program=kind.program)
    has_ids = b"xml:id" in plain
    if _too_large(plain, kind, has_ids=has_ids):
        return issue("FI144", at, part=name, program=kind.program)
    # Old drawings are not always well-formed: Excel leaves <br> open in them, and no library behind reads them.
    if kind is Kind.WORKBOOK and _VML.search(name):
        return None
    return _not_well_formed(at, part, kind) or (_ids_broken(at, part, kind) if has_ids else None)


def _order(part: bytes) -> str:
    return "utf-16-le" if part.startswith(b"<") else "utf-16-be"


def _not_well_formed(at: Location, part: bytes, kind: Kind) -> Issue | None:
    silent: Any = _Silent()
    parser = etree.XMLParser(target=silent, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        # libxml2 tells a limit of its own from a fault of the text.
        if error.code in (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_INTERNAL_ERROR):
            return issue("FI144", at, part=at.part, program=kind.program)
        return _broken(at, error.lineno or 1, kind)
    # What is wrong with prefixes is noted, and raised only where a tree is made.
    for noted in parser.error_log:
        if noted.domain == etree.ErrorDomains.NAMESPACE and noted.type != etree.ErrorTypes.WAR_NS_URI_RELATIVE:
            return _broken(at, noted.line, kind)
    try:
        # The other parser in use, whose letters are those of an earlier edition of XML.
        expat.ParserCreate(namespace_separator=" ").Parse(part, True)  # noqa: FBT003 - the C module takes no name
    except expat.ExpatError as error:
        return _broken(at, error.lineno, kind)
    return None


def _ids_broken(at: Location, part: bytes, kind: Kind) -> Issue | None:
    """Identifiers of XML itself, which Office does not write, are a thing that only a tree looks at."""
    try:
        parsed(part)
    except etree.XMLSyntaxError as error:
        return _broken(at, error.lineno or 1, kind)
    return None


def _broken(at: Location, line: int, kind: Kind) -> Issue:
    return issue("FI143", at, part=at.part, line=line, program=kind.program)


def _too_large(plain: bytes, kind: Kind, *, has_ids: bool) -> bool:
    root = _ROOT.search(plain)
    streamed = kind is Kind.WORKBOOK and root is not None and root[1] in _STREAMED and not has_ids
    if not streamed and plain.count(b"<") * _NODE + plain.count(b"=") * _ATTRIBUTE > LARGEST_TREE:
        return True
    # Office writes no CDATA; several are one text to a parser.
    if b"<![CDATA[" in plain and len(plain) > LONGEST_TEXT:
        return True
    for run in _LONG.finditer(plain) if _has_long_run(plain) else ():
        if run.end() - run.start() > LONGEST_TEXT:
            return True
        tag = _TAG.match(plain, run.start())
        if tag is None or tag.end() - tag.start() > LONGEST_TOKEN:
            return True
    return any(_longest(plain, opening, closing) > LONGEST_TOKEN for opening, closing in ((b"<!--", b"-->"), (b"<?", b"?>")))


def _has_long_run(plain: bytes) -> bool:
    """Whether there is half as much as a token may take without a tag, from a multiple of that on: any that is longer has it."""
    half = LONGEST_TOKEN // 2
    return any(plain.find(b"<", at, at + half) < 0 for at in range(0, len(plain) - half + 1, half))


def _longest(plain: bytes, opening: bytes, closing: bytes) -> int:
    """The length of the longest comment or instruction."""
    longest, at = 0, plain.find(opening)
    while at >= 0:
        end = plain.find(closing, at)
        if end < 0:
            return len(plain) - at
        longest = max(longest, end - at)
        at = plain.find(opening, end)
    return longest
