"""The encoding of a text that is not UTF-8: which one it most likely is, for the message that says how to save it anew."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_WIDE = (("utf-32-le", "UTF-32"), ("utf-32-be", "UTF-32"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))
_SINGLE = (
    ("cp1252", "Windows-1252"),
    ("mac_roman", "Mac OS Roman"),
    ("cp1251", "Windows-1251"),
    ("koi8_r", "KOI8-R"),
    ("cp1256", "Windows-1256"),
    ("gb18030", "GB 18030"),
    ("cp850", "DOS 850"),
)
"""The encodings that programs still save in, by the codec and by their usual names."""

_ENOUGH = 4096
_FEWEST = 4
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(r"[^\W\d_]+")


def wide_encoding(data: bytes) -> str:
    """UTF-16 or UTF-32, by its mark or by its blanks and line ends; empty for any other."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[: _ENOUGH - _ENOUGH % 4]
    if b"\0" not in head or _is_narrow(head):
        return ""
    for codec, name in _WIDE:
        # Blanks and line ends have zeros beside them in whatever script, and no text without them has a zero.
        text = head.decode(codec, "replace")
        if re.search(r"\s", text) and not re.search("[\x00\ufffd]", text):
            return name
    return ""


def _is_narrow(head: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few zeros: a text of two bytes a character has as many, or controls, or is no UTF-8."""
    rest = head.replace(b"\0", b"")
    sound = not _CONTROL.search(rest) and "\ufffd" not in rest[:-4].decode(errors="replace")
    return sound and len(rest) * 4 > len(head) * 3


def likely_encoding(data: bytes) -> str:
    """The encoding in which the words of a text look most like words; empty where none does, or where there are too few."""
    high = _HIGH.search(data)
    first = max(0, high.start() - _ENOUGH // 2) if high else 0
    piece = data[first : first + 2 * _ENOUGH]
    if len(_HIGH.findall(piece)) < _FEWEST:
        return ""
    best, name = 1.0, ""
    for codec, called in _SINGLE:
        try:
            text = piece.decode(codec, "strict" if codec != "gb18030" else "replace")
        except UnicodeDecodeError:
            continue
        if (strangeness := _strangeness(text)) < best:
            best, name = strangeness, called
    return name


def _strangeness(text: str) -> float:
    """The share of words with letters beyond ASCII that no writer would type, and of signs that no text has."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    signs = [sign for sign in text if not sign.isascii() and not sign.isalpha()]
    odd = sum(_is_odd(word) for word in words) + sum(
        unicodedata.category(sign) in ("Cc", "Sm", "So", "Co", "Cn") for sign in signs
    )
    return odd / (len(words) + len(signs)) if words or signs else 1.0


def _is_odd(word: str) -> bool:
    if len({_script(letter) for letter in word}) > 1:
        return True
    if any(before.islower() and after.isupper() for before, after in pairwise(word)):
        return True
    # No word of Latin letters is made of accented ones.
    return _script(word[0]) == "LATIN" and len(word) > 1 and sum(map(str.isascii, word)) < len(word) / 2


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]
