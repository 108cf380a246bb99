"""No file under 10 MB takes more than 512 MB or 10 s, each read in a process of its own; and none opens a socket."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.gate.files import WORD, WORKBOOK, related, with_part, zipped
from tests.gate.test_containers import sheet

SECONDS, MEGABYTES = 10, 512
SHEET, HEADER = "xl/worksheets/sheet1.xml", "word/header2.xml"
chance = random.Random(1)


def words(count: int) -> str:
    return "".join(chance.choice(["réunion ", "a ", "le conseil ", "12 ", "et "]) for _ in range(count))


def many(count: int, pattern: str, around: str = "<a>{}</a>") -> bytes:
    return around.format("".join(pattern.format(n=n, r=chance.randrange(10**6)) for n in range(count))).encode()


def catalogue(count: int, text: str) -> bytes:
    return "".join(f'msgctxt "p{n}"\nmsgid "{text}"\nmsgstr "{text}"\n\n' for n in range(count)).encode()


def deep_namespaces() -> bytes:
    opening = (f"<b{n} {' '.join(f'xmlns:a{k}_{n}={chr(34)}x{k}{chr(34)}' for k in range(3000))}>" for n in range(250))
    closing = (f"</b{n}>" for n in range(249, -1, -1))
    return "".join((*opening, "<a1_1:x/>" * 100_000, *closing)).encode()


# The heaviest that still come through, and those that would be heavy behind the gate.
HEAVY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "1,900,000 elements": (".docx", lambda: with_part(WORD, HEADER, many(1_900_000, "<b{r}/>"))),
    "1,900,000 comments": (".docx", lambda: with_part(WORD, HEADER, many(1_900_000, "<!--{n}-->"))),
    "1,000,000 namespaces": (".docx", lambda: with_part(WORD, HEADER, many(10_000, "<b{r} " + " ".join(f'xmlns:a{n}="{{n}}"' for n in range(100)) + "/>"))),
    "namespaces 250 deep": (".docx", lambda: with_part(WORD, HEADER, deep_namespaces())),
    "CDATA": (".docx", lambda: with_part(WORD, HEADER, many(2_000_000, "<![CDATA[{n}]]>"))),
    "4,000 parts": (".docx", lambda: zipped({**WORD, **{f"word/a{n}.xml": b"<a><b/>%d</a>" % n for n in range(4000)}})),
    "60,000 fields in fields": (".docx", lambda: with_part(WORD, HEADER, many(60_000, '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE {r}</w:instrText></w:r>', '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>{}</w:p></w:hdr>'))),
    "seventeen long tags": (".xlsx", lambda: with_part(WORKBOOK, SHEET, b"<worksheet>" + b"".join(b'<b a="%s"/>' % chance.randbytes(480_000).hex().encode() for _ in range(17)) + b"</worksheet>")),
    "150,000 rows": (".xlsx", lambda: with_part(WORKBOOK, SHEET, sheet(150_000, 7).encode())),
    "9 MB of a catalogue": (".po", lambda: catalogue(18_000, words(36))),
    "40,000 entries": (".po", lambda: catalogue(39_999, "a")),
    "a text in lines with others between": (".po", lambda: b'msgctxt "a"\nmsgid ""\n' + b'"aa"\n\n#~| x\n' * 120_000 + b'msgstr ""\n'),
    "an obsolete comment without end": (".po", lambda: b"#~ # a\n\n" * 190_000 + b'msgid "a"\nmsgstr ""\n'),
    "quoted dots": (".toml", lambda: many(400, '"{n}".' + '"a".' * 450 + "b=1\n", "{}")),
    "tables in tables": (".toml", lambda: "".join(f"k{n}={{{'a={' * 300}{'}' * 300}}}\n" for n in range(800)).encode()),
    "10,000 rows of a table": (".csv", lambda: b"concept,status,term,stems,origin\n" + many(9_990, "c{n},preferred,t,(?:x{n}|y{r})+z,o\n", "{}")),
    "a quotation mark without end": (".csv", lambda: b'concept,status,term,stems,origin\n"' + b"a,b\n" * 9_000),
    "40,000 lines": (".md", lambda: many(39_999, "1.1\tTexte {n}. {{{{#p{n}}}}}\n", "{}")),
    "195,000 brackets": (".md", lambda: (b"[" * 32_500 + b"\n") * 6),
    "links in links": (".md", lambda: (b"[a](" * 8_000 + b"\n") * 8),
    "notes": (".md", lambda: many(19_000, "a[^n{n}]\n[^n{n}]: b\n", "{}")),
}  # fmt: skip


@pytest.mark.parametrize("case", HEAVY)
def test_a_heavy_file_is_read_or_refused_within_the_bounds(tmp_path: Path, case: str) -> None:
    suffix, make = HEAVY[case]
    path = tmp_path / f"file{suffix}"
    path.write_bytes(make())
    assert path.stat().st_size < 10 * 2**20
    told = read(path)
    assert told["answer"] == "read" or told["answer"].startswith(("FI", "TR", "XL"))
    assert told["megabytes"] < MEGABYTES
    assert told["seconds"] < SECONDS


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "templates").glob("*.docx")),
        *sorted((ROOT / "sources").glob("*/document.xlsx")),
        *sorted((ROOT / "sources").glob("*/text/01*.md")),
        *sorted((ROOT / "sources").glob("*/translations/es.po")),
        *sorted((ROOT / "sources/languages/fr").glob("t*")),
    ],
    ids=lambda path: path.name,
)
def test_an_honest_file_is_read_without_a_word_to_the_network(path: Path) -> None:
    assert read(path)["answer"] == "read"


def test_a_file_that_asks_for_the_network_does_not_get_it(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    for data in (
        related("attachedTemplate", "http://127.0.0.1:9/x.dotm"),
        related("image", "http://127.0.0.1:9/x.png"),
        with_part(WORD, HEADER, '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?><a/>'),
        with_part(WORD, HEADER, '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="http://127.0.0.1:9/"/></a>'),
        with_part(
            WORD,
            HEADER,
            '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a http://127.0.0.1:9/"/>',
        ),
        with_part(WORD, HEADER, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/"><a/>'),
    ):
        path.write_bytes(data)
        assert read(path)["answer"] in ("read", "FI141")


def test_a_process_that_is_cut_off_reaches_nothing() -> None:
    for reaching in ("socket.socket()", "urllib.request.urlopen('file:///')", "os.system('true')", "subprocess.run(['true'])"):
        code = (
            f"import os, socket, subprocess, urllib.request\nfrom tests.gate.network import cut_off\nwith cut_off(): {reaching}"
        )
        made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert "Reached" in made.stderr, reaching


def read(path: Path) -> dict[str, str | float]:
    """What a reader says of a file in a process of its own, in which every socket is an error."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.gate.alone", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert made.returncode == 0, made.stderr[-2000:]
    return json.loads(made.stdout)
