"""Tags: the slots that people type into a template, in all the ways that they are mistyped.

A tag is read here and nowhere else: `check.template` reports what is wrong with one, `write.shell` spells it plainly before
docxtpl sees the template, and hides from it every brace that is not of a slot.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

BLOCKS = ("box", "body")
"""The slots that take paragraphs and tables instead of runs."""

_UNSEEN = "\u200b"
_BRACES = str.maketrans("｛﹛｝﹜％﹪", "{{}}%%")
_LOGIC = re.compile(rf"\{{{_UNSEEN}*[%#].*?(?:[%#]{_UNSEEN}*\}}|$)", re.DOTALL)
_WHOLE = re.compile(rf"(\{{(?:{_UNSEEN}*\{{)*)([^{{}}]*)(\}}(?:{_UNSEEN}*\}})*)")
# Braces that stand apart are a tag only where a slot's name is between them.
_APART = re.compile(rf"(?:\{{[ {_UNSEEN}]{{0,9}}){{2,9}}([^{{}}]*)\}}(?:[ {_UNSEEN}]{{0,9}}\}}){{1,9}}")
_BEGUN = re.compile(rf"\{{(?:{_UNSEEN}*\{{)+([^{{}}]*)")
_ENDED = re.compile(rf"\}}(?:{_UNSEEN}*\}})+")
_PREFIX = re.compile(r" *(p|r|tr|tc) +(?=\S)")
_NAME = re.compile(r"[\w \-\u2010-\u2015\"'«»‹›“”„‘’]+")
_BRACE = re.compile("[{}]")
_BRACKETS = " ()[]<>"
_FARTHEST = 200
"""Characters in front of braces in which a name is looked for."""


class Reading(Enum):
    """How a tag is understood."""

    PLAIN = auto()
    """A slot as it is to be typed."""
    MENDED = auto()
    """Certainly a slot, typed in another way."""
    DOUBTFUL = auto()
    """Probably a slot: single braces, or braces at one end only."""
    UNKNOWN = auto()
    """A name that no slot has."""
    LOGIC = auto()
    """A loop, a condition, a filter, a comment, an expression."""
    COMMAND = auto()
    """An expression that calls something or reaches behind the names."""
    BEGUN = auto()
    """Braces that nothing closes."""
    ENDED = auto()
    """Braces that nothing opens."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a text, from `start` to `end`, counted from 0; `slot` is the slot that it is or seems to be, if any."""

    start: int
    end: int
    found: str
    reading: Reading
    slot: str = ""

    @property
    def put(self) -> str:
        """What is to be typed instead; nothing where the tag is to go."""
        return spelled(self.slot) if self.slot else ""

    @property
    def filled(self) -> bool:
        """Whether it is a slot that is filled."""
        return self.reading in (Reading.PLAIN, Reading.MENDED)


def spelled(slot: str) -> str:
    """A slot as it is to be typed."""
    return f"{{{{p {slot} }}}}" if slot in BLOCKS else f"{{{{ {slot} }}}}"


def tags_in(text: str, slots: Collection[str]) -> list[Tag]:
    """The tags of a text, in order; `slots` are the names that there are. Braces that are of no tag are text."""
    folded = "".join(map(_folded, text))
    names = {_key(slot): slot for slot in slots} | {f"p{slot}": slot for slot in BLOCKS if slot in slots}
    return list(_Reader(text, folded, names).tags())


def _folded(character: str) -> str:
    """A character as a tag is read: spaces, braces, and what cannot be seen, are each one and the same."""
    if character.isascii():
        return " " if character.isspace() else character
    if character.isspace():
        return " "
    return _UNSEEN if unicodedata.category(character) == "Cf" else character.translate(_BRACES)


def _key(name: str) -> str:
    """A name without what people, and their programs, make of it: capitals, spaces, hyphens, quotation marks."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one text; `folded` has a character for each of its own."""

    text: str
    folded: str
    slots: Mapping[str, str]

    def tags(self) -> Iterator[Tag]:
        at = behind = 0
        while brace := _BRACE.search(self.folded, at):
            at = brace.start()
            tag = self._opened(at) if brace[0] == "{" else self._ended(behind, at)
            if tag is not None:
                yield tag
            # Single braces around other words are text, and so are those words.
            whole = _WHOLE.match(self.folded, at)
            at = behind = tag.end if tag else whole.end() if whole else at + 1

    def _opened(self, at: int) -> Tag | None:
        if (apart := _APART.match(self.folded, at)) and not _WHOLE.fullmatch(apart[0]) and (slot := self._slot(apart[1])):
            return self._tag(at, apart.end(), Reading.MENDED, slot)
        if logic := _LOGIC.match(self.folded, at):
            return self._tag(at, logic.end(), Reading.LOGIC if logic[0].endswith("}") else Reading.BEGUN)
        if whole := _WHOLE.match(self.folded, at):
            return self._whole(whole)
        if begun := _BEGUN.match(self.folded, at):
            return self._begun(at, begun)
        return None

    def _whole(self, whole: re.Match[str]) -> Tag | None:
        inner, braces = whole[2].replace(_UNSEEN, ""), whole[1].count("{") + whole[3].count("}")
        slot, prefix = self._slot(inner), _PREFIX.match(inner)
        if braces == 2:  # noqa: PLR2004 - one at each end
            logic = inner.lstrip().startswith("%") or inner.endswith("%")
            reading = Reading.LOGIC if logic else Reading.DOUBTFUL
            return self._tag(*whole.span(), reading, slot) if slot or logic else None
        if slot and prefix and prefix[1] != "p":
            return self._tag(*whole.span(), Reading.LOGIC, slot)
        if slot:
            plain = re.fullmatch(rf"\{{\{{{'p' if slot in BLOCKS else ''} +{slot} +\}}\}}", self.text[slice(*whole.span())])
            return self._tag(*whole.span(), Reading.PLAIN if plain else Reading.MENDED, slot)
        if _NAME.fullmatch(inner) and inner.strip():
            return self._tag(*whole.span(), Reading.UNKNOWN)
        command = "__" in inner or "(" in inner
        head = re.match(r" *(\w+)", inner)
        name = self.slots.get(_key(head[1]), "") if head else ""
        return self._tag(*whole.span(), Reading.COMMAND if command else Reading.LOGIC, name)

    def _begun(self, at: int, begun: re.Match[str]) -> Tag:
        """Up to the end of the slot's name and of the brackets that were typed for braces, else as far as it goes."""
        first = re.match(rf" *(?:p +)?\w+[{re.escape(_BRACKETS)}]*", begun[1])
        for inner in (begun[1], first[0] if first else ""):
            if slot := self._slot(inner.strip(_BRACKETS)):
                return self._tag(at, begun.start(1) + len(inner.rstrip(" ")), Reading.BEGUN, slot)
        return self._tag(at, begun.start(1) + len(begun[1].rstrip(" ")), Reading.BEGUN)

    def _ended(self, behind: int, at: int) -> Tag | None:
        """The same from the other end."""
        percent = behind < at and self.folded[at - 1] == "%"
        ended = _ENDED.match(self.folded, at)
        if ended is None:
            return self._tag(at - 1, at + 1, Reading.ENDED) if percent else None
        before = self.folded[max(behind, at - _FARTHEST) : at]
        last = re.search(rf"[{re.escape(_BRACKETS)}]*(?:\bp +)?\w+ *$", before)
        for inner in (before, last[0] if last else ""):
            if slot := self._slot(inner.strip(_BRACKETS)):
                return self._tag(at - len(inner.lstrip(" ")), ended.end(), Reading.ENDED, slot)
        return self._tag(at, ended.end(), Reading.ENDED)

    def _slot(self, inner: str) -> str:
        """The slot that is certainly meant by what stands between braces, if one is."""
        seen = inner.replace(_UNSEEN, "")
        if not _NAME.fullmatch(seen):
            return ""
        return self.slots.get(_key(seen), "") or self.slots.get(_key(_PREFIX.sub("", seen, count=1)), "")

    def _tag(self, start: int, end: int, reading: Reading, slot: str = "") -> Tag:
        return Tag(start, end, self.text[start:end], reading, slot)
