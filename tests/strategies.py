"""What hypothesis makes documents from: settled ones, as `resolve.settled` leaves them, numbered and with every id given.

`documents()` is the whole; `words()`, `contents()` and `typed()` are its parts, for laws about texts and values alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pipeline.gate.reading import FORBIDDEN
from pipeline.model.blocks import (
    Agenda,
    AgendaLevel,
    AgendaLine,
    Annex,
    Block,
    BoxField,
    Carrier,
    Cell,
    Document,
    Entry,
    Enumeration,
    Line,
    Marker,
    Paragraph,
    Row,
    Rule,
    Section,
    Table,
)
from pipeline.model.inlines import (
    Content,
    Emphasis,
    Inline,
    Link,
    Note,
    Piece,
    Reference,
    Strong,
    Superscript,
    Symbol,
    Text,
    Value,
)
from pipeline.model.values import Day, Name, Number, Period, Typed
from pipeline.model.walk import mapped, rebuilt
from pipeline.resolve.numbering import numbered
from pipeline.resolve.settle import called

# A document is hundreds of choices, and on a busy machine a law over documents is slow without being wrong.
settings.register_profile("council", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("council")

Texts = st.SearchStrategy[str]

# What editors really type: several scripts, both directions, no-break space and hyphen, quotes, and the characters of marks.
_TYPED = "aàbcdeéêABÇ 019-.,;:!?'\"«»“”’()–•/&<>#_%\u00a0\u202f\u2011\u200f*[]{}^\\жщ部门مؤتمر"


def any_text() -> Texts:
    """Whatever a fragment's line or a cell may hold: no line end and nothing that XML cannot hold."""
    return st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")).filter(
        lambda s: not FORBIDDEN.search(s)
    )


# Texts that something once went wrong with; a whole word is one choice, where a text is one for each character.
_WORDS = (
    "a",
    "Été, d'hiver",
    'l\'"Union"',
    "1\u00a0300\u00a0%",
    "multi\u2011parties",
    "«\u202fa\u202f»",
    "a & b < c > d",
    "{{ symbol }} {% x %}",
    "*a* [b](c) ^d^",
    "C:\\_x000D_",
    "6\u200f-\u200f16",
    "مؤتمر 2022",
    "部门。",
    "жщ",
    "e\u0301",
    "🌍",
)


def words() -> Texts:
    """A short text, as the inside of a line is: not empty, no space at its ends."""
    return st.sampled_from(_WORDS) | _short()


def _short() -> Texts:
    return st.text(_TYPED, min_size=1, max_size=6).map(lambda text: text.strip(" ")).filter(bool)


def dates() -> st.SearchStrategy[datetime.date]:
    """Days that council documents can name."""
    return st.dates(datetime.date(1865, 1, 1), datetime.date(2199, 12, 31))


_VALUES: tuple[Typed, ...] = (
    Day(datetime.date(1998, 4, 1)),
    Period(datetime.date(2021, 12, 30), datetime.date(2022, 1, 2)),
    Number(1300),
    Number(1.5),
    Name("country", "CZ", "formal"),
)


def typed() -> st.SearchStrategy[Typed]:
    """Days, periods, numbers and names."""
    numbers = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)
    names = st.sampled_from([("region", "AFR"), ("country", "ET"), ("city", "geneva"), ("language", "fr")])
    return st.one_of(
        dates().map(Day),
        st.tuples(dates(), dates()).filter(lambda days: days[0] != days[1]).map(lambda days: Period(min(days), max(days))),
        numbers.map(Number),
        st.builds(lambda name, form: Name(*name, form), names, st.sampled_from(["", "formal"])),
    )


def contents(texts: Texts, *, notes: bool = True) -> st.SearchStrategy[Content]:
    """A settled text: marks nest, links do not, and no two stretches of plain text stand side by side."""
    leaves: st.SearchStrategy[Inline] = st.one_of(
        st.builds(Text, texts),
        st.builds(
            Symbol, st.sampled_from(["CL-19/33", "TDAG-20/DT/2", "21/76"]), st.sampled_from(["", "https://www.itu.int/a"])
        ),
        st.builds(Value, st.just("conference.dates"), st.sampled_from(_VALUES), st.sampled_from(["", "long", "from"]), texts),
        st.builds(Reference, st.just(""), st.just("")),
        st.builds(Superscript, st.builds(Text, texts).map(_alone)),
    )
    flat = _joined(leaves)
    marked = st.one_of(
        st.builds(Strong, flat),
        st.builds(Emphasis, flat),
        st.builds(Link, st.sampled_from(["https://www.itu.int/", "mailto:a@itu.int"]), flat),
        st.builds(Piece, st.sampled_from(["facts.theme.text", "choices.online.short"]), flat),
        st.builds(lambda inner: Strong((Emphasis(inner),)), flat),
    )
    calls: st.SearchStrategy[Inline] = st.builds(Note, st.just(""), flat)
    return _joined(st.one_of(leaves, leaves, marked, calls) if notes else st.one_of(leaves, leaves, marked))


def _alone(inline: Inline) -> Content:
    return (inline,)


def _joined(inlines: st.SearchStrategy[Inline]) -> st.SearchStrategy[Content]:
    return st.lists(inlines, min_size=1, max_size=3).map(_without_neighbours)


def _without_neighbours(inlines: list[Inline]) -> Content:
    made: list[Inline] = []
    for inline in inlines:
        if not (made and isinstance(inline, Text) and isinstance(made[-1], Text)):
            made.append(inline)
    return tuple(made)


def documents(texts: Texts | None = None) -> st.SearchStrategy[Document]:
    """Settled documents whose stretches of text come from `texts`."""
    made = _Maker(words() if texts is None else texts)
    raw = st.builds(
        Document,
        id=st.just("council-2099-any"),
        kind=st.sampled_from(["council", "tdag"]),
        symbol=st.sampled_from(["C22/23", "TDAG-20/INF/1"]),
        stem=st.just("C22-23"),
        date=dates(),
        language=st.sampled_from(["fr", "ar"]),
        lines=st.tuples(
            *(st.builds(Line, st.just(""), st.just(slot), made.content(notes=False)) for slot in ("symbol", "title"))
        ),
        box=st.lists(st.builds(BoxField, st.just(""), made.content(notes=False), made.blocks(0)), max_size=1).map(tuple),
        body=st.lists(made.section(made.blocks(2)), max_size=2).map(tuple),
        annexes=st.lists(st.builds(Annex, st.just(""), made.content(), st.integers(0, 2), made.blocks(1)), max_size=1).map(
            tuple
        ),
    )
    return raw.map(_settled)


class _Maker:
    """Strategies for blocks, without ids and numbers, over one strategy for texts."""

    def __init__(self, texts: Texts) -> None:
        self._noted = contents(texts)
        self._plain = contents(texts, notes=False)

    def content(self, *, notes: bool = True) -> st.SearchStrategy[Content]:
        return self._noted if notes else self._plain

    def blocks(self, depth: int) -> st.SearchStrategy[tuple[Block, ...]]:
        kinds = [self._paragraph(), self._enumeration(1), st.builds(Rule), self._table(), self._agenda()]
        flat = st.lists(st.one_of(kinds), max_size=2).map(tuple)
        if not depth:
            return flat
        under = st.lists(self.section(self.blocks(depth - 1)), max_size=1).map(tuple)
        return st.builds(lambda first, then: (*first, *then), flat, under)

    def section(self, blocks: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[Section]:
        return st.builds(Section, st.just(""), self.content(), st.booleans(), blocks)

    def _paragraph(self) -> st.SearchStrategy[Paragraph]:
        names = st.sampled_from([(), ("Proposal",)])
        return st.builds(Paragraph, st.just(""), self.content(), st.integers(0, 3), st.booleans(), names)

    def _enumeration(self, depth: int) -> st.SearchStrategy[Enumeration]:
        deeper = self._paragraph() if not depth else self._paragraph() | self._enumeration(depth - 1)
        below = st.lists(deeper, max_size=1).map(tuple)
        entry = st.builds(Entry, st.just(""), st.sampled_from(Marker), self.content(), below)
        return st.lists(entry, min_size=1, max_size=2).map(lambda entries: Enumeration(tuple(entries)))

    def _table(self) -> st.SearchStrategy[Table]:
        return st.integers(1, 3).flatmap(self._table_of)

    def _table_of(self, columns: int) -> st.SearchStrategy[Table]:
        cells = st.tuples(*[st.builds(Cell, st.just(""), self.content() | st.just(()))] * columns)
        rows = st.lists(st.builds(Row, st.just("row"), cells), max_size=2).map(tuple)
        widths = st.tuples(*[st.floats(0.5, 8, allow_nan=False)] * columns)
        return st.builds(Table, st.just("rpm"), widths, cells | st.just(()), rows)

    def _agenda(self) -> st.SearchStrategy[Agenda]:
        line = st.builds(AgendaLine, st.just(""), st.sampled_from(AgendaLevel), self.content())
        return st.lists(line, min_size=1, max_size=2).map(lambda lines: Agenda(tuple(lines)))


def _settled(raw: Document) -> Document:
    """Ids in reading order, then numbers, then cross references to what has a number or is a heading."""
    document = numbered(rebuilt(raw, _counting()), lambda _, sign, *__: sign)
    targets = list(called(document).items())
    turn = count()

    def refer(inline: Inline) -> Content:
        if not isinstance(inline, Reference):
            return (inline,)
        if not targets:
            return (Text("1.1"),)
        target, text = targets[next(turn) % len(targets)]
        return (Reference(target, text),)

    return rebuilt(document, lambda carrier: replace(carrier, content=mapped(carrier.content, refer)))


def _counting() -> Callable[[Carrier], Carrier]:
    numbers = count(1)
    notes = count(1)

    def give(carrier: Carrier) -> Carrier:
        unit = f"p{next(numbers)}"

        def call(inline: Inline) -> Content:
            return (replace(inline, unit=f"{unit}.fn.n{next(notes)}") if isinstance(inline, Note) else inline,)

        return replace(carrier, unit=unit, content=mapped(carrier.content, call))

    return give
