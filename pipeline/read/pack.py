"""A language pack from its folder: TOML, PO and CSV into one value, each fault with file and line."""

from __future__ import annotations

import csv
import re
import string
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.gate.reading import lines, read_text
from pipeline.issues import Location, Report, SourceError, issue
from pipeline.localise.cldr import known_locale
from pipeline.localise.layout import Layout
from pipeline.localise.pack import Pack
from pipeline.localise.terms import Concept, Forbidden, Terms
from pipeline.localise.typography import Pair, Rule, Typography
from pipeline.model.inlines import Content
from pipeline.read.markup import parsed
from pipeline.read.po import po_file

_DAY = frozenset({"day"})
_DATE = frozenset({"day", "month", "number", "year"})
_PERIOD = frozenset(name + end for name in _DATE for end in "12")
_CASES = ("same_month", "same_year", "other")
_NAME_COLUMNS = ("kind", "code", "form", "name", "origin")
_TERM_COLUMNS = ("concept", "status", "term", "stems", "origin")
_STATUSES = ("preferred", "admitted", "forbidden")
_SEVERITIES = ("error", "warning")


def read_pack(folder: Path, report: Report) -> Pack:
    """The language pack in `folder`; raises SourceError LG101 where one of its files cannot be read.

    Reports LG104 (a row or key that is not understood) and LG105 (a pattern with a place that its value does not have).
    """
    about, about_at = _toml(folder / "pack.toml")
    formats, formats_at = _toml(folder / "formats.toml")
    layout, layout_at = _toml(folder / "layout.toml")
    for key in ("code", "letter", "locale", "tag", "status"):
        if not isinstance(about.get(key), str):
            raise SourceError(issue("LG101", about_at, reason=f"{key} = ?"))
    if not known_locale(about["locale"]):
        raise SourceError(issue("LG101", about_at, reason=f"locale = {about['locale']} ?"))
    days, dates, periods, numbers, digits = (
        _group(formats, name, formats_at) for name in ("day", "date", "range", "number", "digits")
    )
    _check_patterns(days, _DAY, ("first", "other"), formats_at, report)
    # A period of one day is printed by the date pattern of the same name.
    _check_patterns(dates, _DATE, ("long", *periods), formats_at, report, "date.")
    _check_patterns(numbers, frozenset({"number"}), ("plain",), formats_at, report)
    for form in periods:
        _check_patterns(_group(periods, form, formats_at), _PERIOD, _CASES, formats_at, report, f"range.{form}.")
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
        typography=_typography(folder / "typography.toml", report),
        terms=_terms(folder / "terms.csv", report),
        either_order=formats.get("range_order") == "any",
    )


def _toml(path: Path) -> tuple[dict[str, Any], Location]:
    try:
        return tomllib.loads(read_text(path)), Location(path)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(issue("LG101", Location(path), reason=error)) from error


def _layout(layout: Mapping[str, Any], tag: str, at: Location, report: Report) -> Layout:
    fonts, tags, sizes, markers, signs = (
        _group(layout, name, at) for name in ("fonts", "languages", "sizes", "markers", "signs")
    )
    _check_patterns(markers, frozenset({"sign"}), (), at, report, "markers.")
    if layout.get("direction", "ltr") not in ("ltr", "rtl"):
        report(issue("LG104", at, found=f"direction = {layout['direction']!r}"))
    return Layout(
        rtl=layout.get("direction") == "rtl",
        italic=layout.get("italic", True) is True,
        latin=tags.get("latin", "" if tags.get("complex") else tag),
        east_asian=tags.get("east_asian", ""),
        complex=tags.get("complex", ""),
        east_asian_font=fonts.get("east_asian", ""),
        complex_font=fonts.get("complex", ""),
        complex_scale=float(sizes.get("complex_scale", 1.0)),
        markers=markers,
        signs={kind: tuple(letters) for kind, letters in signs.items()},
    )


def _group(table: Mapping[str, Any], name: str, at: Location) -> Mapping[str, Any]:
    group = table.get(name, {})
    if not isinstance(group, dict):
        raise SourceError(issue("LG101", at, reason=f"[{name}] ?"))
    return group


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
            used = {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
        except (ValueError, TypeError):
            report(issue("LG104", at, found=f"{prefix}{key} = {pattern!r}"))
            continue
        if wrong := sorted(used - places):
            report(issue("LG105", at, key=prefix + key, place=wrong[0], places=", ".join(sorted(places))))


def _labels(path: Path, report: Report) -> dict[str, Content]:
    catalogue = po_file(path, read_text(path), "LG101")
    made: dict[str, Content] = {}
    for entry in catalogue:
        if entry.obsolete:
            continue
        key = entry.msgctxt or ""
        at = Location(path, key, entry.linenum or 0, 1)
        if not key or key in made:
            report(issue("LG104", at, found=key or entry.msgid))
            continue
        if not entry.msgstr:
            # Still to be worded: the same as not there, and a document that needs it says so (LG102).
            continue
        made[key] = parsed(entry.msgstr, at, report, pattern=True)
    return made


def _names(path: Path, report: Report) -> dict[tuple[str, str, str], str]:
    rows = csv.reader(lines(read_text(path)))
    if tuple(next(rows, ())) != _NAME_COLUMNS:
        raise SourceError(issue("LG101", Location(path, row=1), reason=",".join(_NAME_COLUMNS) + " ?"))
    made: dict[tuple[str, str, str], str] = {}
    for row in rows:
        at = Location(path, row=rows.line_num, column=1)
        if not row:
            continue
        if len(row) != len(_NAME_COLUMNS) or not all(row[:3]) or tuple(row[:3]) in made:
            report(issue("LG104", at, found=",".join(row)))
            continue
        if not row[3]:
            # Still to be worded: the same as not there, and a document that needs it says so (XL206).
            continue
        kind, code, form, name, _ = row
        made[kind, code, form] = name
    return made


def _typography(path: Path, report: Report) -> Typography:
    table, at = _toml(path)
    rules, pairs = [], []
    for kind in ("forbid", "require"):
        for rule in _tables(table, kind, at):
            pattern = _expression(rule.get("pattern"), at, report)
            if pattern and _is_rule(rule, kind, at, report):
                rules.append(Rule(pattern, rule["message"], rule["severity"] == "error", kind == "require"))
    for rule in _tables(table, "pair", at):
        opening, closing = (_expression(rule.get(name), at, report) for name in ("open", "close"))
        if opening and closing and _is_rule(rule, "pair", at, report):
            pairs.append(Pair(opening, closing, rule["message"], rule["severity"] == "error"))
    match _group(table, "length", at).get("ratio", [0.0, float("inf")]):
        case [int() | float() as low, int() | float() as high] if low <= high:
            length = (float(low), float(high))
        case other:
            report(issue("LG104", at, found=f"length.ratio = {other!r}"))
            length = (0.0, float("inf"))
    abbreviations = _expression(_group(table, "sentences", at).get("not_after"), at, report)
    return Typography(tuple(rules), tuple(pairs), length, _group(table, "ends", at), abbreviations)


def _tables(table: Mapping[str, Any], name: str, at: Location) -> list[dict[str, Any]]:
    tables = table.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise SourceError(issue("LG101", at, reason=f"[[{name}]] ?"))
    return tables


def _is_rule(rule: Mapping[str, Any], kind: str, at: Location, report: Report) -> bool:
    if isinstance(rule.get("message"), str) and rule.get("severity") in _SEVERITIES:
        return True
    report(issue("LG104", at, found=f"[[{kind}]] {rule.get('pattern') or rule.get('open')}"))
    return False


def _expression(pattern: object, at: Location, report: Report) -> re.Pattern[str] | None:
    """A regular expression of a pack; None, and LG104 reported, where it is none."""
    try:
        return _compiled(str(pattern)) if pattern else None
    except re.error:
        report(issue("LG104", at, found=pattern))
        return None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _terms(path: Path, report: Report) -> Terms:
    rows = csv.reader(lines(read_text(path)))
    if tuple(next(rows, ())) != _TERM_COLUMNS:
        raise SourceError(issue("LG101", Location(path, row=1), reason=",".join(_TERM_COLUMNS) + " ?"))
    preferred: dict[str, str] = {}
    stems: dict[str, list[str]] = {}
    wrong: list[tuple[str, str, re.Pattern[str]]] = []
    for row in rows:
        at = Location(path, row=rows.line_num, column=1)
        if not row:
            continue
        if len(row) != len(_TERM_COLUMNS) or not all(row[:4]) or row[1] not in _STATUSES:
            report(issue("LG104", at, found=",".join(row)))
            continue
        concept, status, term, alternatives, _ = row
        pattern = _expression("|".join(alternatives.split(" ")), at, report)
        if pattern and status == "forbidden":
            wrong.append((concept, term, pattern))
        elif pattern:
            preferred.setdefault(concept, term)
            stems.setdefault(concept, []).append(pattern.pattern)
    concepts = {concept: Concept(preferred[concept], _compiled("|".join(found))) for concept, found in stems.items()}
    return Terms(concepts, tuple(Forbidden(term, pattern, preferred.get(concept, "")) for concept, term, pattern in wrong))
