"""What CLDR says of a language besides its months: whether it knows it, its own name, its scripts and its direction."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

_RARE = 0.02
"""A script that makes up less than this share of the names that CLDR has in a language is not one of its scripts."""


def known_locale(locale: str) -> bool:
    """Whether CLDR has such a locale."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - a command that reads no pack needs not spend the time

    try:
        Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Language:
    """A language as CLDR knows it: `tag` with the country where most write it."""

    endonym: str
    tag: str
    rtl: bool


def language(locale: str) -> Language:
    """What CLDR knows of the language of a known locale."""
    from babel import Locale  # noqa: PLC0415
    from babel.core import get_global  # noqa: PLC0415

    found = Locale.parse(locale)
    likely = str(get_global("likely_subtags").get(locale, locale)).split("_")
    return Language(found.get_language_name(found) or "", "-".join((likely[0], likely[-1])), found.text_direction == "rtl")


@cache
def scripts(locale: str) -> frozenset[str]:
    """The scripts that CLDR writes names in, in this locale: months, territories, languages."""
    from babel import Locale  # noqa: PLC0415

    found = Locale.parse(locale)
    names = (*found.territories.values(), *found.languages.values(), *found.months["format"]["wide"].values())
    number = Counter(script for name in names for char in name if (script := script_of(char)))
    return frozenset(script for script, count in number.items() if count >= _RARE * number.total())


@cache
def script_of(char: str) -> str:
    """The script of a letter, as Unicode's names of characters begin; none for anything that is no letter."""
    name = unicodedata.name(char, "") if char.isalpha() else ""
    kinds = (" LETTER ", " IDEOGRAPH", " SYLLABLE ", " LIGATURE ")
    return name.split()[0] if any(kind in name for kind in kinds) and not name.startswith("MODIFIER") else ""


@cache
def month_names(locale: str) -> Mapping[str, int]:
    """The number of each month by the names and abbreviations it has in a date, in small letters and without a point at the end.

    None where CLDR does not know the locale.
    """
    from babel.dates import get_month_names  # noqa: PLC0415

    if not known_locale(locale):
        return {}
    widths: tuple[Literal["abbreviated", "wide"], ...] = ("abbreviated", "wide")
    return {
        name.casefold().rstrip("."): number
        for width in widths
        for number, name in get_month_names(width, "format", locale).items()
    }
