"""Marked-up parts as a stream of elements: the one door to expat, which resolves no entity and opens nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pyexpat import ParserCreate, XMLParserType
from pyexpat import error as NotWellFormed  # noqa: N812 - the library's own name says nothing

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Characters = Callable[[str], None]

CELLS = 150_000
"""Filled cells that a workbook may have in all, and texts that they may share: twice what a table of ten thousand rows has."""

FORMATS = 4_000
"""Number formats of its own that a workbook may have: Excel itself takes no more than 250."""

TAGS = 2_000_000
"""How many tags a workbook may have in all: so many cells, and their texts, seldom have one million."""


class DamagedError(Exception):
    """A part that is not what its place in the workbook asks for; `place` is the part, with line and column where known."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class TooLargeError(Exception):
    """A workbook that is refused before it is read to its end."""


class Stream:
    """Reads the parts of one workbook, and no more of them than TAGS allows."""

    def __init__(self) -> None:
        self._left = TAGS

    def count(self, data: bytes) -> None:
        """Count the tags of a part. Raises TooLargeError where the workbook has more than it may have."""
        self._left -= data.count(b"<")
        if self._left < 0:
            raise TooLargeError

    def read(self, name: str, data: bytes, root: str, start: Start, end: End, characters: Characters) -> bool:
        """Count the tags of a part, and parse it. Raises DamagedError, TooLargeError."""
        self.count(data)
        return self.parse(name, data, root, start, end, characters)

    def parse(self, name: str, data: bytes, root: str, start: Start, end: End, characters: Characters) -> bool:
        """Call `start`, `end` and `characters` for what stands in a part; whether its root is the one that is asked for.

        Elements are called by their local name, so that a part reads the same whatever prefix it has, and in the namespace
        of Strict Open XML too. The text of an element may come in several pieces. Raises DamagedError where the part is not well
        formed or declares a document type.
        """
        parser = ParserCreate()
        parser.buffer_text = True
        fits = False

        def refuse(*_: object) -> None:
            raise DamagedError(name)

        def first(tag: str, attributes: Attributes) -> None:
            nonlocal fits
            prefix, colon, local = tag.rpartition(":")
            fits = local == root
            parser.StartElementHandler = None
            if fits:
                _listen(parser, prefix + colon, start, end, characters)
                start(local, attributes)

        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = first
        try:
            parser.Parse(data, True)  # noqa: FBT003 - pyexpat takes no names
        except NotWellFormed as error:
            raise DamagedError(f"{name} {error.lineno}:{error.offset + 1}") from error
        # An encoding that Python has no codec for, or one that takes more than a byte for a letter.
        except (LookupError, ValueError) as error:
            raise DamagedError(name) from error
        return fits


def _listen(parser: XMLParserType, prefix: str, start: Start, end: End, characters: Characters) -> None:
    parser.CharacterDataHandler = characters
    if not prefix:
        parser.StartElementHandler, parser.EndElementHandler = start, end
        return
    length = len(prefix)

    def start_local(tag: str, attributes: Attributes) -> None:
        if tag.startswith(prefix):
            start(tag[length:], attributes)

    def end_local(tag: str) -> None:
        if tag.startswith(prefix):
            end(tag[length:])

    parser.StartElementHandler, parser.EndElementHandler = start_local, end_local


def truth(value: str | None) -> bool:
    """What an attribute says that is yes or no (XML Schema part 2, 3.2.2)."""
    return value in ("1", "true")
