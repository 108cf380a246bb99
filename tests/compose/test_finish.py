"""Facts and symbols put into the texts of a document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.facts import facts_of, stated
from pipeline.compose.finish import Finish
from pipeline.compose.symbols import Symbols
from pipeline.issues import Issue
from pipeline.model.inlines import Choice, Composed, Content, Inline, Label, Piece, Value
from pipeline.model.walk import mapped
from tests.documents import HERE, piece, record, sheet, workbook
from tests.strategies import contents, words

FACTS = sheet("facts", record("facts", "venue", type="text", text=piece("facts.venue.text", "Genève, CL-19/33 et DM-21/1")))
REFERENCES = sheet("references", record("references", "cl", symbol="CL-19/33", url="https://a.org", in_box=False))
BOOK = workbook({"symbol": "C22/99"}, FACTS, REFERENCES)


def plainly(texts: list[Content]) -> tuple[list[Content], list[Issue]]:
    """The same, each text being gone through whatever there is in it."""
    found: list[Issue] = []
    facts, symbols = facts_of(FACTS, found.append), Symbols(REFERENCES, "C22/99")
    return [symbols.recognised(mapped(text, stated(facts, HERE, found.append)), HERE, found.append) for text in texts], found


def typed() -> st.SearchStrategy[Content]:
    """Texts as they are typed, among them some with facts and symbols, known or not, or with what looks like one."""
    named = st.sampled_from(["C22/99", "CL-19/33 a", "DM-21/1010", "DM-22/7, DM-21/1010", "et/ou", "XCL-19/33"])
    values = st.sampled_from(["venue", "venu"]).map(lambda name: (Value(name, None, ""),))
    return st.one_of(
        contents(words()), contents(words() | named), st.tuples(contents(named), values).map(lambda both: (*both[0], *both[1]))
    )


def composed() -> st.SearchStrategy[list[Content]]:
    """The cells of a few rows: they share a pattern and a choice, and each has a text of its own."""

    def rows(pattern: Content, chosen: Content, cells: list[Content]) -> list[Content]:
        choice = Choice((("short", Piece("choices.a.short", chosen)),))
        own = [(("mode", choice), ("label", Piece(f"meetings.{at}.label", cell))) for at, cell in enumerate(cells)]
        made: list[Inline] = [Composed("tables.t.pattern", pattern, fields) for fields in own]
        return [(one,) for one in (*made, *(Label("masthead.place", fields) for fields in own))]

    return st.builds(rows, typed(), typed(), st.lists(typed(), max_size=3))


@given(st.lists(typed(), max_size=3), composed())
def test_a_text_that_names_nothing_is_left_alone_and_any_other_is_gone_through(
    texts: list[Content], cells: list[Content]
) -> None:
    found: list[Issue] = []
    finish = Finish(BOOK, found.append)
    made = [finish.text(text, HERE, found.append) for text in (*texts, *cells)]
    assert (made, found) == plainly([*texts, *cells])
