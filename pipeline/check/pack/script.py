"""The letters of a pack: of the scripts of its language, in the form that they are typed in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.check.pack.wording import international
from pipeline.gate.reading import lines
from pipeline.issues import Issue, Location, issue
from pipeline.localise.cldr import script_of, scripts
from pipeline.read.wordings import FORMATS, LABELS, NAMES, PackFiles

_ACRONYMS = "LATIN"
_SHAPED = ("<initial>", "<medial>", "<final>", "<isolated>")
_RULES = "typography.toml"
_VOWELS = range(0x1160, 0x1200)
"""The vowels and final consonants of Hangul, which join the consonant before them and are no marks."""


def script_issues(files: PackFiles, others: Sequence[PackFiles]) -> Iterator[Issue]:
    """LG206: a word with a letter of a script that CLDR does not write this language in; Latin acronyms may stand."""
    own = scripts(files.about("locale"))
    for name in (LABELS, FORMATS, NAMES):
        for key, wording in files.worded(name):
            if international(wording, [other.wordings[name].get(key) for other in others]):
                continue
            for word in re.findall(r"[^\W\d_]+", wording.bare):
                if foreign := _foreign(word, own):
                    yield issue(
                        "LG206", wording.location, word=word, script=foreign, lang=files.code, own=", ".join(sorted(own))
                    )


def _foreign(word: str, own: frozenset[str]) -> str:
    """The script of a word that is not the language's, or that stands among letters that are."""
    found = {script for char in word if (script := script_of(char))}
    if found == {_ACRONYMS} and word == word.upper():
        return ""
    return next(iter(sorted(found - own)), "")


def text_issues(files: PackFiles) -> Iterator[Issue]:
    """LG207: letters in the shape that they are drawn in, not typed in; LG217: letters and accents that are not joined."""
    for name, text in files.texts.items():
        if name == _RULES:
            # Its patterns may name such letters, to forbid them.
            continue
        for row, line in enumerate(lines(text), 1):
            shaped = [char for char in line if unicodedata.decomposition(char).startswith(_SHAPED)]
            if shaped:
                at = Location(files.folder / name, row=row, column=line.index(shaped[0]) + 1, length=1)
                right = unicodedata.normalize("NFKC", shaped[0])
                yield issue("LG207", at, character=f"U+{ord(shaped[0]):04X}", right=right, put=right)
            elif not unicodedata.is_normalized("NFC", line):
                parts = ((start, part) for start, part in _letters(line) if not unicodedata.is_normalized("NFC", part))
                start, part = next(parts, (0, line))
                at = Location(files.folder / name, row=row, column=start + 1, length=len(part))
                yield issue("LG217", at, put=unicodedata.normalize("NFC", part))


def _letters(line: str) -> Iterator[tuple[int, str]]:
    """Each letter with the marks, or the vowels of Hangul, that join it, and where it stands."""
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or not (unicodedata.category(line[at]).startswith("M") or ord(line[at]) in _VOWELS):
            yield start, line[start:at]
            start = at
