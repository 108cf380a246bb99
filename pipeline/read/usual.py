"""What the cells of a column usually hold, read a column at a time and without ado.

A cell that holds anything else, or anything that a person must be told of, is left to `read.typed`, which knows all of them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Final, TypeGuard

from pipeline.issues import Location
from pipeline.model.inlines import Piece, Text
from pipeline.model.records import FieldContent
from pipeline.model.values import Name
from pipeline.read.characters import is_sound
from pipeline.read.grid import Raw
from pipeline.read.markup import is_address, is_marked
from pipeline.read.page import Page
from pipeline.read.schema import ID, Kind, Rule
from pipeline.read.sheets.texts import LONGEST
from pipeline.read.typed import TYPED_NUMBER


class Unusual(Enum):
    """Stands for a cell of which it takes more to tell what it holds."""

    CELL = auto()


UNUSUAL: Final = Unusual.CELL

Held = Raw | Unusual
Values = Sequence[FieldContent | Unusual | None]
"""What a column holds, row by row: None where a cell is empty, as it may be."""
Ids = Sequence[str | Unusual]

# Signs of ASCII, without a blank at either end or the apostrophe by which Excel is told that a text follows.
_PLAIN = re.compile(r"[!-&(-~](?:[ -~]*[!-~])?")
_FLAGS: Mapping[Held, bool | None] = {None: None, True: True, False: False, "yes": True, "no": False}


def usual_ids(page: Page, column: int) -> Ids:
    """The ids of the rows."""
    return [raw if _is_id(raw) else UNUSUAL for raw in _held(page, column)]


def usual_values(page: Page, column: int, name: str, rule: Rule, ids: Ids) -> Values:
    """What a column holds by its rule; an empty cell is unusual where there must be something."""
    held = _held(page, column)
    found = _values(rule, held, _texts(page, column, name, held, ids) if rule.kind in _TEXTS else held)
    return [UNUSUAL if value is None else value for value in found] if rule.required else found


_TEXTS = (Kind.TEXT, Kind.PATTERN, Kind.ANY)


def _values(rule: Rule, held: Sequence[Held], texts: Values) -> Values:
    match rule.kind:
        case Kind.TEXT | Kind.PATTERN if rule.number_free:
            return [UNUSUAL if _is_numbered(raw) else text for raw, text in zip(held, texts, strict=True)]
        case Kind.TEXT | Kind.PATTERN:
            return texts
        case Kind.DATE:
            return [raw if raw is None or isinstance(raw, datetime.date) else UNUSUAL for raw in held]
        case Kind.NUMBER:
            return [raw if raw is None or (isinstance(raw, int) and not isinstance(raw, bool)) else UNUSUAL for raw in held]
        case Kind.FLAG:
            return [UNUSUAL if isinstance(raw, float) else _FLAGS.get(raw, UNUSUAL) for raw in held]
        case Kind.ANY:
            return [
                raw if isinstance(raw, bool | int | datetime.date) else UNUSUAL if _may_be_address(raw) else text
                for raw, text in zip(held, texts, strict=True)
            ]
        case Kind.CODE | Kind.NAME | Kind.ADDRESS:
            known = {None: None, **_codes(rule, set(held))}
            return [known.get(raw, UNUSUAL) for raw in held]


def _held(page: Page, column: int) -> list[Held]:
    """What the cells of a column hold, those being unusual that show something else."""
    values, shown = page.grid.values, page.grid.shown
    return [UNUSUAL if shown and (row, column) in shown else values.get((row, column)) for row in page.rows]


def _texts(page: Page, column: int, name: str, held: Sequence[Held], ids: Ids) -> Values:
    path, sheet = page.path, page.name
    return [
        None
        if raw is None
        else Piece(f"{sheet}.{id_}.{name}", (Text(raw, Location(path, sheet, row, column, len(raw))),))
        if isinstance(raw, str) and is_sound(raw) and not is_marked(raw) and id_ is not UNUSUAL
        else UNUSUAL
        for raw, row, id_ in zip(held, page.rows, ids, strict=True)
    ]


def _codes(rule: Rule, held: set[Held]) -> Mapping[Held, str | Name]:
    """Those of what a column holds that are codes by its rule, each looked at once."""
    if rule.codes:
        return {code: code for code in rule.codes}
    plain = filter(_is_plain, held)
    if rule.kind is Kind.ADDRESS:
        return {raw: raw for raw in plain if is_address(raw)}
    return {raw: _named(rule.names, raw) if rule.names else raw for raw in plain}


def _named(names: str, raw: str) -> Name:
    code, _, form = raw.partition(":")
    return Name(names, code.strip(), form.strip())


def _is_numbered(raw: Held) -> bool:
    return isinstance(raw, str) and TYPED_NUMBER.match(raw) is not None


def _may_be_address(raw: Held) -> bool:
    return isinstance(raw, str) and ":" in raw and is_address(raw)


def _is_id(raw: Held) -> TypeGuard[str]:
    return isinstance(raw, str) and raw.isascii() and ID.match(raw) is not None and len(raw) <= LONGEST


def _is_plain(raw: Held) -> TypeGuard[str]:
    """Whether a code has nothing that is not to be seen in it, and no letter that looks like another."""
    return isinstance(raw, str) and _PLAIN.fullmatch(raw) is not None and len(raw) <= LONGEST
