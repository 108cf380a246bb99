"""A PO file is read whole or refused at its line: polib itself takes a text that is cut off for a shorter one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.issues import SourceError
from pipeline.read.po import LONGEST_TEXT, MOST_REMARKS, _as_programs_write, _message, po_file

SOUND = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n#. a comment\n#, fuzzy\n#| msgid "old"\nmsgctxt "p1"\nmsgid "a \\"b\\" c"\nmsgstr "d"\n'


@pytest.mark.parametrize(
    "text", [SOUND, SOUND.replace("\n", "\r\n"), SOUND + '\n#~ msgctxt "p2"\n#~ msgid "x"\n#~ msgstr "y"\n', ""]
)
def test_a_sound_file_is_read_whole(text: str) -> None:
    entries = {entry.msgctxt: entry for entry in po_file(Path("x.po"), text, "TR101")}
    if text:
        assert (entries["p1"].msgid, entries["p1"].msgstr, entries["p1"].previous_msgid) == ('a "b" c', "d", "old")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (SOUND[:-3], 10),
        (SOUND.replace('msgstr "d"', "msgstr d"), 10),
        (SOUND.replace('msgid "a', "msgid a"), 9),
        (SOUND + "loose words\n", 11),
        ("<html></html>", 1),
    ],
)
def test_a_line_that_is_none_is_refused_with_its_place(text: str, row: int) -> None:
    with pytest.raises(SourceError) as caught:
        po_file(Path("x.po"), text, "TR101")
    assert (caught.value.issue.code, caught.value.issue.location.row) == ("TR101", row)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085", "\x1d"])
def test_only_line_ends_end_a_line(sign: str) -> None:
    (entry,) = po_file(Path("x.po"), f'msgctxt "p1"\nmsgid "a{sign}b"\nmsgstr "c{sign}d"\n', "TR101")
    assert (entry.msgid, entry.msgstr) == (f"a{sign}b", f"c{sign}d")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2),
        ('msgstr "c"\n', 1),
        ('msgctxt "a"\n# x\n"b"\nmsgid "b"\nmsgstr ""\n', 2),
        ('#| nonsense "a"\nmsgid "b"\nmsgstr ""\n', 1),
    ],
)
def test_lines_in_the_wrong_order_are_refused_with_their_place(text: str, row: int) -> None:
    with pytest.raises(SourceError) as caught:
        po_file(Path("x.po"), text, "LG101")
    assert (caught.value.issue.code, caught.value.issue.location.row) == ("LG101", row)
    assert dict(caught.value.issue.arguments) == {"found": text.split("\n")[row - 1]}


LONG = f'"{"a" * 998}"\n'


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f'msgid ""\n{LONG * 65}msgstr ""\n{LONG * 65}', True),
        (f'msgid ""\n{LONG * 66}msgstr ""\n', False),
        (f'msgid ""\n{(LONG + chr(10)) * 66}msgstr ""\n', False),
        (f'msgid ""\n{(LONG + "#~| x" + chr(10)) * 66}msgstr ""\n', False),
        (f'#| msgid ""\n{f"#| {LONG}" * 66}msgid "a"\nmsgstr ""\n', False),
        (f'#~ msgid ""\n{f"#~ {LONG}" * 66}#~ msgstr ""\n', False),
        (f"{'# a' + chr(10)}" * MOST_REMARKS + 'msgid "a"\nmsgstr ""\n', True),
        (f"{'#' + chr(10)}" * (MOST_REMARKS + 1) + 'msgid "a"\nmsgstr ""\n', False),
        (f"{'#. a' + chr(10) * 2}" * (MOST_REMARKS + 1) + 'msgid "a"\nmsgstr ""\n', False),
        (f"{'#~ # a' + chr(10)}" * (MOST_REMARKS + 1) + 'msgid "a"\nmsgstr ""\n', False),
    ],
)
def test_a_text_or_comment_without_end_is_refused_before_it_is_joined(text: str, whole: bool) -> None:
    if whole:
        assert [
            entry
            for entry in po_file(Path("x.po"), text + 'msgctxt "z"\nmsgid "y"\nmsgstr "x"\n', "TR101")
            if entry.msgctxt == "z"
        ]
        return
    with pytest.raises(SourceError) as caught:
        po_file(Path("x.po"), text, "TR101")
    assert caught.value.issue.code == "FI210"
    assert LONGEST_TEXT < 66_000


HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n'
LINES = (
    *('msgctxt "p1"', 'msgctxt "p2"', 'msgctxt ""', 'msgid "a"', 'msgid ""', 'msgstr "b"', 'msgstr ""', '"c \\"d\\" \\\\ \\n"', '"\\q\\t"'),
    *("", "# ok: number – x", "#. note ", "#: a:1", "#, fuzzy", "#, c-format, fuzzy", "#", "#.", "##x", "# # x", '#| msgid "was"'),
    *('#| msgctxt "p9"', '#| "more"', '#~ msgctxt "p3"', '#~ msgid "a"', '#~ msgstr "b"', '#~ "c"', '#~| msgid "x"', '  msgid "a"'),
    *('msgid  "a"', 'msgstr "b" ', 'msgid_plural "a"', 'msgstr[0] "a"', "loose", '"a\u2028b"', "# a\u2028", 'msgid "\u00a0"', "#~ # x"),
)  # fmt: skip
WHOLE = (
    *('msgctxt "p1"\nmsgid "a"\nmsgstr "b"', '#, fuzzy\n#| msgid "was"\n#| " folded"\nmsgctxt "p2"\nmsgid ""\n"a"\n"b\\""\nmsgstr "c"'),
    *('#~ msgctxt "p1"\n#~ msgid ""\n#~ "x"\n#~ msgstr "y"', '# ok: end – y\n#. same as: en\n#: c:1\nmsgctxt "p4"\nmsgid "a"\nmsgstr ""'),
)  # fmt: skip
FILES = st.tuples(
    st.sampled_from([HEAD, HEAD, "# x\n#\n" + HEAD, "#, fuzzy\n" + HEAD, ""]),
    st.lists(st.one_of(st.sampled_from(WHOLE), st.sampled_from(WHOLE), st.sampled_from(LINES)), max_size=8),
    st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r"]),
    st.sampled_from(["", "\n", "\n\n"]),
)


@given(FILES)
@settings(max_examples=1500)
def test_a_file_as_programs_write_it_is_read_as_polib_reads_it(file: tuple[str, list[str], str, str]) -> None:
    head, entries, end, last = file
    text = (head + "\n\n".join(entries)).replace("\n", end) + last
    made = _as_programs_write(text)
    if made is not None:
        assert made == [_message(entry) for entry in po_file(Path("x.po"), text, "TR101")]


@given(st.lists(st.sampled_from(WHOLE), max_size=4))
def test_what_programs_write_needs_no_polib(entries: list[str]) -> None:
    made = _as_programs_write(HEAD + "\n\n".join(entries) + "\n")
    assert made is not None
    assert len(made) == len(entries)
