"""A PO file is read whole or refused at its line: polib itself takes a text that is cut off for a shorter one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.issues import SourceError
from pipeline.read.po import po_file

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
