"""The kinds of defect of a translation, each planted in the typed text of a committed entry.

Where a kind does not apply to a text, what plants it gives None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.check.parity.dates import _patterns
from pipeline.compose.symbols import LIKE_A_SYMBOL
from pipeline.localise.pack import Pack, months
from tests.check.parity.catalogues import Translation, pack

Defect = Callable[[Translation], str | None]

AND = {"en": " and ", "es": " y ", "ru": " и ", "zh": "和", "ar": " و"}
NOT = {"en": "not ", "es": "no ", "ru": "не ", "zh": "不", "ar": "لا "}
_MARKS = re.compile(r"\{\{.*?\}\}|\[\[.*?\]\]|\]\(.*?\)|\[\^.*?\]|\{.*?\}")
_NUMBER = re.compile(r"(?<![\w/,.-])[0-9]{1,4}(?![\w/,.-])", re.ASCII)


def _masked(text: str) -> str:
    """The text with marks and symbols made blank, every character in its place."""
    blank = lambda found: "\0" * len(found[0])  # noqa: E731 - said where it is used
    return LIKE_A_SYMBOL.sub(blank, _MARKS.sub(blank, text))


def _at(text: str, found: re.Match[str] | None, new: str) -> str | None:
    return None if found is None else text[: found.start()] + new + text[found.end() :]


def _own(one: Translation) -> Pack:
    return pack(one.language)


def _number(one: Translation) -> re.Match[str] | None:
    """A number that is no part of a date."""
    text = _masked(one.entry.text)
    for found in _patterns(_own(one))[0].finditer(text):
        text = text[: found.start()] + "\0" * len(found[0]) + text[found.end() :]
    return _NUMBER.search(text)


def number_missing(one: Translation) -> str | None:
    return _at(one.entry.text, _number(one), "")


def number_changed(one: Translation) -> str | None:
    found = _number(one)
    return found and _at(one.entry.text, found, str(int(found[0]) + 1))


def number_added(one: Translation) -> str | None:
    found = _number(one)
    return found and _at(one.entry.text, found, f"{found[0]}{AND[one.language]}{int(found[0]) + 1}")


def days_swapped(one: Translation) -> str | None:
    if _own(one).either_order:
        return None
    for found in _patterns(_own(one))[0].finditer(one.entry.text):
        days = sorted((found.span(name) for name, value in found.groupdict().items() if value and name.startswith("day")))
        if len(days) == 2:
            (a, b), (c, d) = days
            text = one.entry.text
            return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    return None


def month_changed(one: Translation) -> str | None:
    for found in _patterns(_own(one))[0].finditer(one.entry.text):
        for name, value in found.groupdict().items():
            if value and name.startswith(("month", "number")):
                known = months(_own(one).locale)
                other = (
                    str(int(value) % 12 + 1) if value.isdigit() else next(m for m in known if known[m] == known[value] % 12 + 1)
                )
                return one.entry.text[: found.start(name)] + other + one.entry.text[found.end(name) :]
    return None


def fact_dropped(one: Translation) -> str | None:
    return _at(one.entry.text, re.search(r"\s?\{\{.*?\}\}", one.entry.text), "")


def fact_renamed(one: Translation) -> str | None:
    found = re.search(r"(?<=\{\{)[\w.-]+", one.entry.text)
    return found and _at(one.entry.text, found, found[0] + "s")


def fact_translated(one: Translation) -> str | None:
    word = next(iter(months(_own(one).locale)))
    return _at(one.entry.text, re.search(r"(?<=\{\{)[\w.-]+", one.entry.text), word)


def reference_lost(one: Translation) -> str | None:
    return _at(one.entry.text, re.search(r"\[\[ref:.*?\]\]", one.entry.text), "")


def footnote_lost(one: Translation) -> str | None:
    return _at(one.entry.text, re.search(r"\[\^.*?\]", one.entry.text), "")


def link_lost(one: Translation) -> str | None:
    found = re.search(r"\[([^\[\]^]+)\]\([^()]*\)", one.entry.text)
    return found and _at(one.entry.text, found, found[1])


def address_changed(one: Translation) -> str | None:
    return _at(one.entry.text, re.search(r"(?<=\]\(https)://www\.", one.entry.text), "://")


def symbol_altered(one: Translation) -> str | None:
    found = LIKE_A_SYMBOL.search(one.entry.text)
    return _at(one.entry.text, found, found[0].replace("-", " ", 1)) if found and "-" in found[0] else None


def symbol_dropped(one: Translation) -> str | None:
    return _at(one.entry.text, LIKE_A_SYMBOL.search(one.entry.text), "")


def acronym_wrong(one: Translation) -> str | None:
    """WTDC becomes WTSA."""
    was = {"es": "CMDT", "ru": "ВКРЭ"}.get(one.language, "WTDC")
    now = {"es": "AMNT", "ru": "ВАСЭ"}.get(one.language, "WTSA")
    return one.entry.text.replace(was, now) if was in one.entry.text else None


def bracket_lost(one: Translation) -> str | None:
    return _at(one.entry.text, re.search(r"[)）]", _masked(one.entry.text)), "")


def quote_lost(one: Translation) -> str | None:
    return _at(one.entry.text, re.search(r"[\"”》]", one.entry.text), "")


def end_lost(one: Translation) -> str | None:
    return _at(one.entry.text, re.search(r"[.。;；:：؛]\Z", one.entry.text), "")


def emptied(one: Translation) -> str | None:
    return " \u00a0"


def untranslated(one: Translation) -> str | None:
    return one.entry.source if len(one.entry.source.split()) > 3 else None


def half_lost(one: Translation) -> str | None:
    """One sentence without a mark or number breaks off in its middle, its sign at the end kept."""
    text = one.entry.text
    if len(one.entry.source) < 110 or re.search(r"[\[{*0-9]", text) or len(re.findall(r"[.。?؟]", text)) != 1:
        return None
    half = len(text) // 2
    cut = half if one.language == "zh" else text.rfind(" ", 0, half)
    return text[:cut].rstrip(" ,،，、") + text[-1]


def sentence_lost(one: Translation) -> str | None:
    """The last of several sentences is missing."""
    text = one.entry.text
    ends = [found.end() for found in re.finditer(r"[.](?=\s[^\Wa-zа-я\d])|。(?=.)", text)]
    return text[: ends[-1]] if ends and not re.search(r"[\[{0-9]", text[ends[-1] :]) else None


def spaces_doubled(one: Translation) -> str | None:
    found = re.search(r"(?<=\w) (?=\w)", _masked(one.entry.text))
    return (
        _at(one.entry.text, found, "  ")
        if one.language != "zh"
        else _at(one.entry.text, re.search("，", one.entry.text), "，  ")
    )


def term_forbidden(one: Translation) -> str | None:
    """The term that the pack forbids, in the place of the one that it prefers."""
    terms = _own(one).terms
    for wrong in terms.forbidden:
        right = next((concept for concept in terms.concepts.values() if concept.term == wrong.instead), None)
        found = right and right.pattern.search(_masked(one.entry.text))
        if found and wrong.pattern.search(wrong.term):
            return _at(one.entry.text, found, wrong.term)
    return None


def quotes_foreign(one: Translation) -> str | None:
    found = re.search(r"\"[^\"]*\"", one.entry.text)
    if one.language == "zh":
        found = re.search(r"“[^”]*”", one.entry.text)
        return found and _at(one.entry.text, found, f'"{found[0][1:-1]}"')
    return found and _at(one.entry.text, found, f"«{found[0][1:-1]}»")


def negated(one: Translation) -> str | None:
    text = _masked(one.entry.text)
    found = (
        re.search(r"(?<=[\u4e00-\u9fff])(?=[为将])", text)
        if one.language == "zh"
        else re.search(r"(?<=\w\w\w )(?=\w\w\w)", text)
    )
    return _at(one.entry.text, found, NOT[one.language])


def letters_shaped(one: Translation) -> str | None:
    """A letter in the shape that it has at the start of a word (U+FEDF)."""
    return _at(one.entry.text, re.search("ل", one.entry.text), "\ufedf") if one.language == "ar" else None


def percent_lost(one: Translation) -> str | None:
    """Only where the source has a per cent: the test puts one into both."""
    return one.entry.text.replace(_own(one).numbers["percent"].format(number=69), "69") if "69" in one.entry.text else None


KINDS: Mapping[str, Defect] = {
    "a number is missing": number_missing,
    "a number is changed": number_changed,
    "a number is added": number_added,
    "per cent is lost": percent_lost,
    "two days are exchanged": days_swapped,
    "a month is changed": month_changed,
    "a fact is dropped": fact_dropped,
    "a fact is renamed": fact_renamed,
    "the name of a fact is translated": fact_translated,
    "a cross reference is lost": reference_lost,
    "a footnote call is lost": footnote_lost,
    "a link is lost": link_lost,
    "an address is changed": address_changed,
    "a symbol is altered": symbol_altered,
    "a symbol is dropped": symbol_dropped,
    "an acronym is another's": acronym_wrong,
    "a bracket is lost": bracket_lost,
    "a quotation mark is lost": quote_lost,
    "the sign at the end is lost": end_lost,
    "the translation is empty": emptied,
    "the source stands untranslated": untranslated,
    "half of a sentence is lost": half_lost,
    "a sentence is lost": sentence_lost,
    "spaces are doubled": spaces_doubled,
    "a term is forbidden": term_forbidden,
    "quotation marks are foreign": quotes_foreign,
    "a negation is inserted": negated,
    "letters are stored as shapes": letters_shaped,
}
