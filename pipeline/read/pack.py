"""A language pack from its folder: TOML, PO and CSV into one value, each fault with file and line."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.gate.reading import FORBIDDEN, read_text
from pipeline.gate.shown import shown
from pipeline.issues import Location, Report, SourceError, issue
from pipeline.localise.cldr import known_locale
from pipeline.localise.layout import Layout
from pipeline.localise.pack import Pack
from pipeline.model.inlines import Content
from pipeline.read.markup import parsed
from pipeline.read.po import messages
from pipeline.read.rows import rows
from pipeline.read.rules import read_terms, read_typography
from pipeline.read.settings import check_printable, group, settings, texts, toml_lines

_DAY = frozenset({"day"})
_DATE = frozenset({"day", "month", "number", "year"})
_PERIOD = frozenset(name + end for name in _DATE for end in "12")
_CASES = ("same_month", "same_year", "other")
# A language as Word and web pages name it (RFC 5646, 2.1), and the letter in the names of files.
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_FORMS: Mapping[str, re.Pattern[str]] = {"code": _TAG, "tag": _TAG, "letter": re.compile(r"[^\W_]{1,4}")}
NAME_COLUMNS = ("kind", "code", "form", "name", "origin")


def read_pack(folder: Path, report: Report) -> Pack:
    """The language pack in `folder`; raises SourceError LG101, FI201 to FI207, FI210 and TX102 where one of its files cannot be read.

    Reports LG216 (a code that is not the name of the folder), LG104 (a row or key that is not understood), LG105 (a pattern with a place that its value does not have), FI208 and
    FI209 (an expression that is none, or not a safe one).
    """
    about, about_at = _toml(folder / "pack.toml")
    formats, formats_at = _toml(folder / "formats.toml")
    layout, layout_at = _toml(folder / "layout.toml")
    for key in ("code", "letter", "locale", "tag", "status"):
        if not isinstance(about.get(key), str):
            raise SourceError(issue("FI205", about_at, key=key))
        if key in _FORMS and not _FORMS[key].fullmatch(about[key]):
            raise SourceError(issue("FI205", about_at, key=shown(f"{key} = {about[key]}")))
    if not known_locale(about["locale"]):
        raise SourceError(issue("FI205", about_at, key=shown(f"locale = {about['locale']}")))
    if about["code"] != folder.name:
        report(issue("LG216", _line_of("code", about_at), found=about["code"], folder=folder.name))
    days, dates, periods, numbers = (group(formats, name, formats_at) for name in ("day", "date", "range", "number"))
    digits = texts(formats, "digits", formats_at)
    _check_patterns(days, _DAY, ("first", "other"), formats_at, report)
    # A period of one day is printed by the date pattern of the same name.
    _check_patterns(dates, _DATE, ("long", *periods), formats_at, report, "date.")
    _check_patterns(numbers, frozenset({"number"}), ("plain",), formats_at, report)
    for form in periods:
        _check_patterns(group(periods, form, formats_at), _PERIOD, _CASES, formats_at, report, f"range.{form}.")
    return Pack(
        code=about["code"],
        letter=about["letter"],
        locale=about["locale"],
        tag=about["tag"],
        status=about["status"],
        labels=_labels(folder / "labels.po", report),
        days=days,
        dates=dates,
        periods=periods,
        numbers=numbers,
        group=digits.get("group", ""),
        decimal=digits.get("decimal", ","),
        names=_names(folder / "names.csv", report),
        layout=_layout(layout, about["tag"], layout_at, report),
        typography=read_typography(folder / "typography.toml", report),
        terms=read_terms(folder / "terms.csv", report),
        either_order=formats.get("range_order") == "any",
    )


def _toml(path: Path) -> tuple[dict[str, Any], Location]:
    text = read_text(path)
    table = settings(path, text)
    check_printable(path, text, table)
    return table, Location(path)


def _line_of(key: str, at: Location) -> Location:
    """The line of a TOML file that sets a key."""
    rows = (row for name, row, _ in toml_lines(read_text(at.path)) if name == key)
    return replace(at, row=next(rows, 0), column=1)


def _layout(layout: Mapping[str, Any], tag: str, at: Location, report: Report) -> Layout:
    fonts, tags, markers = texts(layout, "fonts", at), texts(layout, "languages", at), group(layout, "markers", at)
    signs = group(layout, "signs", at)
    for kind, letters in signs.items():
        if not (isinstance(letters, list | str) and all(isinstance(letter, str) for letter in letters)):
            raise SourceError(issue("FI205", at, key=shown(f"signs.{kind}")))
    for kind, language in tags.items():
        if not _TAG.fullmatch(language):
            raise SourceError(issue("FI205", at, key=shown(f"languages.{kind} = {language}")))
    scale = group(layout, "sizes", at).get("complex_scale", 1.0)
    # Between half and four times as large, a page can be made.
    if isinstance(scale, bool) or not isinstance(scale, int | float) or not 0.5 <= scale <= 4:  # noqa: PLR2004
        raise SourceError(issue("FI205", at, key=shown(f"sizes.complex_scale = {scale}")))
    _check_patterns(markers, frozenset({"sign"}), (), at, report, "markers.")
    if layout.get("direction", "ltr") not in ("ltr", "rtl"):
        report(issue("LG104", at, found=shown(f"direction = {layout['direction']}")))
    return Layout(
        rtl=layout.get("direction") == "rtl",
        italic=layout.get("italic", True) is True,
        latin=tags.get("latin", "" if tags.get("complex") else tag),
        east_asian=tags.get("east_asian", ""),
        complex=tags.get("complex", ""),
        east_asian_font=fonts.get("east_asian", ""),
        complex_font=fonts.get("complex", ""),
        complex_scale=float(scale),
        markers=markers,
        signs={kind: tuple(letters) for kind, letters in signs.items()},
    )


def _check_patterns(
    patterns: Mapping[str, Any],
    places: frozenset[str],
    needed: Iterable[str],
    at: Location,
    report: Report,
    prefix: str = "",
) -> None:
    for key in needed:
        if key not in patterns:
            report(issue("LG104", at, found=f"{prefix}{key} = ?"))
    for key, pattern in patterns.items():
        try:
            fields = [field for field in string.Formatter().parse(pattern) if field[1] is not None]
        except (ValueError, TypeError):
            fields = [("", "", "?", None)]
        # A width could ask for a gigabyte of blanks.
        if any(width or conversion for _, _, width, conversion in fields):
            report(issue("LG104", at, found=shown(f"{prefix}{key} = {pattern!r}")))
            continue
        used = {name for _, name, _, _ in fields if name is not None}
        if wrong := sorted(used - places):
            report(issue("LG105", at, key=prefix + key, place=wrong[0], places=", ".join(sorted(places))))


def _labels(path: Path, report: Report) -> dict[str, Content]:
    made: dict[str, Content] = {}
    for label in messages(path, read_text(path), "LG101"):
        if label.obsolete:
            continue
        key = label.unit
        at = Location(path, key, label.row, 1)
        if not key or key in made:
            report(issue("LG104", at, found=key or label.source))
            continue
        if not label.text:
            # Still to be worded: the same as not there, and a document that needs it says so (LG102).
            continue
        if found := FORBIDDEN.search(label.text):
            report(issue("TX102", at, character=f"U+{ord(found[0]):04X}"))
        # What is left is read, so that the label is not said to be missing besides.
        made[key] = parsed(FORBIDDEN.sub("", label.text), at, report, pattern=True)
    return made


def _names(path: Path, report: Report) -> dict[tuple[str, str, str], str]:
    made: dict[tuple[str, str, str], str] = {}
    for at, row in rows(path, read_text(path), NAME_COLUMNS):
        if len(row) != len(NAME_COLUMNS) or not all(row[:3]) or tuple(row[:3]) in made:
            report(issue("LG104", at, found=shown(",".join(row))))
            continue
        if not row[3]:
            # Still to be worded: the same as not there, and a document that needs it says so (XL206).
            continue
        kind, code, form, name, _ = row
        made[kind, code, form] = name
    return made
