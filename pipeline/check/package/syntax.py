"""The parts as XML: what stops a parser, and prefixes that stop Word (ECMA-376 part 2, 6.2.5; part 3, 7.2-7.6)."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Final

from pipeline.check.package.parts import Package, Part, selected
from pipeline.check.package.rules import Found, Rule
from pipeline.wml.names import MC

_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]")
"""In UTF-8: the control characters that XML 1.0 has no place for, surrogates, U+FFFE and U+FFFF."""
_PREFIXES: Final = "//@mc:Ignorable | //@mc:MustUnderstand | //mc:Choice/@Requires"
_ALLOWED: Final = (range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, sys.maxunicode + 1), {*b"\t\n\r"})
_REFERENCE: Final = re.compile(rb"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")


def document_type_declaration(package: Package) -> Iterator[Found]:
    """A part has a `<!DOCTYPE`, which no part may have."""
    for part in package.parts.values():
        if part.doctype:
            yield part.name, "a document type declaration"


def forbidden_character(package: Package) -> Iterator[Found]:
    """A part does not parse because of a character that XML cannot hold, raw or as a reference."""
    for part in package.parts.values():
        if part.error and (character := _forbidden(part)):
            yield part.name, character


def not_well_formed(package: Package) -> Iterator[Found]:
    """A part does not parse."""
    for part in package.parts.values():
        if part.error and not _forbidden(part):
            yield part.name, part.error


def undeclared_prefix(package: Package) -> Iterator[Found]:
    """`mc:Ignorable`, `mc:MustUnderstand` or the `Requires` of a choice names a prefix that is not declared there."""
    for part in package.xml:
        for value in selected(part, _PREFIXES, mc=MC) if MC.encode() in part.content else ():
            for prefix in str(value).split():
                if prefix not in value.getparent().nsmap:
                    yield part.name, f"{prefix} in {str(value)!r}"


def _forbidden(part: Part) -> str:
    """Which forbidden character is in the bytes of a part; none in UTF-16, whose bytes mean other characters."""
    if part.content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    if raw := _FORBIDDEN.search(part.content):
        return f"U+{ord(raw[0].decode('utf-8', 'surrogatepass')):04X} at byte {raw.start()}"
    for reference in _REFERENCE.finditer(part.content):
        code = int(reference[1], 16) if reference[1] else int(reference[2])
        if not any(code in codes for codes in _ALLOWED):
            return f"{reference[0].decode()} at byte {reference.start()}"
    return ""


RULES: Final[tuple[Rule, ...]] = (
    document_type_declaration,
    forbidden_character,
    not_well_formed,
    undeclared_prefix,
)
