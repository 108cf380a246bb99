"""The texts of cells, as a person typed them."""

from __future__ import annotations

import re
from unicodedata import normalize

from pipeline.read.sheets.package import Package
from pipeline.read.sheets.stream import CELLS, Attributes, TooLargeError

LONGEST = 32_767
"""Characters that a cell can hold (Excel's own limit)."""

# ST_Xstring (ECMA-376 part 1, 22.9.2.19): a character by its number; a typed "_x0041_" is stored as "_x005F_x0041_".
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# A letter and the accents behind it, Latin, Greek, Cyrillic, Arabic or kana. Nothing but such a group is composed: NFC of a whole
# text also replaces signs that are letters by themselves, such as the ohm sign, and reorders Arabic vowels.
_DECOMPOSED = re.compile("[^\u0300-\u036f\u0653-\u0655\u3099\u309a][\u0300-\u036f\u0653-\u0655\u3099\u309a]+")


def cleaned(text: str) -> str:
    r"""A stored text as it was typed: escapes decoded, accents on their letters, line ends as `\n`, without space around it.

    Of a text that is too long for a cell only so much is kept that its length shows.
    """
    if len(text) > 7 * LONGEST:
        text = text[: 7 * LONGEST + 7]
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # A character beyond U+FFFF is two escapes.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if not text.isascii():
        text = _DECOMPOSED.sub(lambda found: normalize("NFC", found[0]), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(" \t\n")


def length(text: str) -> int:
    """Characters of a text as Excel counts them: those beyond U+FFFF are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def read_strings(package: Package, name: str) -> list[str]:
    """The texts that the cells of a workbook share, runs joined, phonetic guides left out (18.4). Raises DamagedError, TooLargeError."""
    made: list[str] = []
    pieces: list[str] = []
    runs: list[str] = []
    phonetic = False

    def start(tag: str, _: Attributes) -> None:
        nonlocal phonetic
        if tag == "t":
            pieces.clear()
        elif tag == "si":
            runs.clear()
            if len(made) == CELLS:
                raise TooLargeError
        elif tag == "rPh":
            phonetic = True

    def end(tag: str) -> None:
        nonlocal phonetic
        if tag == "t":
            if not phonetic:
                runs.append("".join(pieces))
        elif tag == "si":
            made.append(cleaned("".join(runs)))
        elif tag == "rPh":
            phonetic = False

    package.stream.read(name, package.data(name), "sst", start, end, pieces.append)
    return made
