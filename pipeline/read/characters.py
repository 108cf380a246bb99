"""Characters that a cell must not hold, or that a person who looks at it cannot see."""

from __future__ import annotations

import re
import unicodedata

from pipeline.gate.reading import FORBIDDEN
from pipeline.read.sheets.texts import LONGEST, length

# An override turns text round whatever it is; an embedding or isolate is closed by its own sign (Unicode annex 9).
_OVERRIDES = "\u202d\u202e"
_CLOSED_BY = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\n]")

# Letters of Cyrillic and Greek by number, and the Latin letter that each looks like (Unicode, confusables.txt, the commonest).
_LOOKS_LIKE = {
    **dict(zip((0x0430, 0x0435, 0x043E, 0x0440, 0x0441, 0x0443, 0x0445, 0x0455, 0x0456, 0x0458), "aeopcyxsij", strict=True)),
    **dict(zip((0x0410, 0x0412, 0x0415, 0x041A, 0x041C, 0x041D, 0x041E, 0x0420, 0x0421, 0x0422), "ABEKMHOPCT", strict=True)),
    **dict(zip((0x0423, 0x0425, 0x0405, 0x0406, 0x0408, 0x0391, 0x0392, 0x0395, 0x0396, 0x0397), "YXSIJABEZH", strict=True)),
    **dict(zip((0x0399, 0x039A, 0x039C, 0x039D, 0x039F, 0x03A1, 0x03A4, 0x03A5, 0x03A7, 0x03BF), "IKMNOPTYXo", strict=True)),
}
_WORD = re.compile(r"[^\W\d_]+")


def is_sound(text: str) -> bool:
    """Whether a text has nothing in it that cannot be printed, and is not too long for a cell."""
    # Of all that counts as printable only U+FFFD is none, and no mark of direction counts so.
    if not text.isprintable() or "\ufffd" in text:
        return not unusable(text) and not turned(text) and length(text) <= LONGEST
    return 2 * len(text) <= LONGEST or length(text) <= LONGEST


def unusable(text: str) -> str:
    """The first character that no document can hold, as `U+0007`; empty where there is none."""
    found = FORBIDDEN.search(text)
    return named(found[0]) if found else ""


def turned(text: str) -> str:
    """The first mark that turns the direction of a text round, or is not closed or not opened in its line, as `U+202E`."""
    if text.isascii():
        return ""
    opened: list[str] = []
    for found in _DIRECTION.finditer(text):
        mark = found[0]
        if mark in _OVERRIDES:
            return named(mark)
        if mark == "\n":
            if opened:
                break
        elif mark in _CLOSED_BY:
            opened.append(mark)
        elif not opened or _CLOSED_BY[opened.pop()] != mark:
            return named(mark)
    return named(opened[-1]) if opened else ""


def bare(code: str) -> tuple[str, str]:
    """A code without what does not belong to one, and the signs that were taken away, as `U+200B, U+0027`.

    Those are characters that nobody sees, and the apostrophe by which Excel is told that a text follows. Space around a code is
    taken away too, and not counted.
    """
    stripped = code.strip()
    if stripped.isascii() and not stripped.startswith("'"):
        return stripped, ""
    kept = "".join(char for char in stripped if unicodedata.category(char) != "Cf")
    rest = kept.lstrip("'")
    gone = [char for char in dict.fromkeys(stripped) if unicodedata.category(char) == "Cf"]
    gone += ["'"] if rest != kept else []
    return rest.strip(), ", ".join(map(named, gone))


def look_alike(code: str) -> str:
    """The first letter that looks like a Latin one and stands in a word with Latin letters; empty where there is none."""
    if code.isascii():
        return ""
    for word in _WORD.findall(code):
        strange = [char for char in word if ord(char) in _LOOKS_LIKE]
        if strange and any(char.isascii() for char in word):
            return str(strange[0])
    return ""


def skeleton(code: str) -> str:
    """What a person takes a code for: look-alike letters as Latin ones, without regard to capitals."""
    return (code if code.isascii() else code.translate(_LOOKS_LIKE)).casefold()


def latin(char: str) -> str:
    """The Latin letter that a look-alike is taken for."""
    return char.translate(_LOOKS_LIKE)


def named(char: str) -> str:
    """A character by its number."""
    return f"U+{ord(char):04X}"
