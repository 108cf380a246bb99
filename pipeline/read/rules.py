"""The rules and terms of a language pack: `typography.toml` and `terms.csv`, whose expressions must be safe to run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.gate.expressions import BadExpression, SlowExpression, checked, compiled
from pipeline.gate.needed import Needed, either, needed
from pipeline.gate.reading import read_text
from pipeline.gate.shown import shown
from pipeline.issues import Location, Report, issue
from pipeline.localise.terms import Concept, Forbidden, Terms
from pipeline.localise.typography import Pair, Rule, Typography
from pipeline.read.rows import rows
from pipeline.read.settings import group, headers, settings, tables, texts

_TERM_COLUMNS = ("concept", "status", "term", "stems", "origin")
_STATUSES = ("preferred", "admitted", "forbidden")
_SEVERITIES = ("error", "warning")
_ANY_LENGTH = (0.0, float("inf"))


def read_typography(path: Path, report: Report) -> Typography:
    """The rules in a `typography.toml`. Reports LG104, and FI208 and FI209 for an expression; raises as `settings` does."""
    text = read_text(path)
    table, at = settings(path, text), Location(path)
    rules, pairs = [], []
    for kind in ("forbid", "require"):
        for here, rule in _placed(table, kind, path, text):
            expression = _expression(rule.get("pattern"), here, report)
            if _is_rule(rule, kind, here, report) and expression:
                grave, wanted = rule["severity"] == "error", kind == "require"
                rules.append(Rule(expression, rule["message"], grave, wanted, needed(expression)))
    for here, rule in _placed(table, "pair", path, text):
        opening, closing = (_expression(rule.get(name), here, report) for name in ("open", "close"))
        if _is_rule(rule, "pair", here, report) and opening and closing:
            signs = either((needed(opening), needed(closing)))
            grave = rule["severity"] == "error"
            pairs.append(Pair(compiled(opening), compiled(closing), rule["message"], grave, signs))
    match group(table, "length", at).get("ratio", list(_ANY_LENGTH)):
        case [int() | float() as low, int() | float() as high] if low <= high:
            length = (float(low), float(high))
        case other:
            report(issue("LG104", at, found=f"length.ratio = {shown(str(other))}"))
            length = _ANY_LENGTH
    abbreviations = _expression(group(table, "sentences", at).get("not_after"), at, report)
    return Typography(
        tuple(rules), tuple(pairs), length, texts(table, "ends", at), compiled(abbreviations) if abbreviations else None
    )


def read_terms(path: Path, report: Report) -> Terms:
    """The terms in a `terms.csv`. Reports LG104, and FI208 and FI209 for an expression; raises as `rows` does."""
    preferred: dict[str, str] = {}
    stems: dict[str, list[str]] = {}
    wanted: dict[str, list[Needed]] = {}
    wrong: list[tuple[str, Forbidden]] = []
    for at, row in rows(path, read_text(path), _TERM_COLUMNS):
        if len(row) != len(_TERM_COLUMNS) or not all(row[:4]) or row[1] not in _STATUSES:
            report(issue("LG104", at, found=shown(",".join(row))))
            continue
        concept, status, term, alternatives, _ = row
        expression = _expression("|".join(alternatives.split(" ")), at, report)
        if expression and status == "forbidden":
            wrong.append((concept, Forbidden(term, expression, "", needed(expression))))
        elif expression:
            preferred.setdefault(concept, term)
            stems.setdefault(concept, []).append(expression)
            wanted.setdefault(concept, []).append(needed(expression))
    concepts = {id_: Concept(preferred[id_], "|".join(found), either(wanted[id_])) for id_, found in stems.items()}
    return Terms(concepts, tuple(replace(term, instead=preferred.get(concept, "")) for concept, term in wrong))


def _placed(table: Mapping[str, Any], name: str, path: Path, text: str) -> Iterator[tuple[Location, dict[str, Any]]]:
    """The tables of a list, each with the line where it begins."""
    begins = headers(text, name)
    for number, one in enumerate(tables(table, name, Location(path))):
        yield (Location(path, row=begins[number], column=1) if number < len(begins) else Location(path)), one


def _is_rule(rule: Mapping[str, Any], kind: str, at: Location, report: Report) -> bool:
    if isinstance(rule.get("message"), str) and rule.get("severity") in _SEVERITIES:
        return True
    report(issue("LG104", at, found=shown(f"[[{kind}]] {rule.get('pattern') or rule.get('open')}")))
    return False


def _expression(pattern: object, at: Location, report: Report) -> str | None:
    """A regular expression of a pack; None where there is none, and where it is no safe one, which is reported."""
    if not pattern:
        return None
    try:
        return checked(str(pattern))
    except BadExpression as error:
        report(issue("FI208", at, found=shown(str(pattern)), column=error.column))
    except SlowExpression:
        report(issue("FI209", at, found=shown(str(pattern))))
    return None
