"""Honest files spoilt at random, and files of free bytes: a reader refuses them or says what is wrong, and nothing else.

`FUZZ_SECONDS=300 pytest tests/fuzz` tries each reader for so long, with other spoils each time; without it the same few are tried.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.check.template import template_issues
from pipeline.issues import SourceError
from pipeline.model.dump import loaded
from pipeline.read.catalogue import read_catalogue
from pipeline.read.fragments import read_fragment
from pipeline.read.pack import read_pack
from pipeline.read.workbook import read_workbook
from tests.conftest import ROOT
from tests.documents import document, paragraph, plain_section
from tests.project import COUNCIL, TDAG

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
FEW = 60
SOURCES = ROOT / "sources" / COUNCIL
INSERTED = (
    *(b"\x00", b"\x07", b"\xff\xfe", b"\xed\xa0\x80", b"<", b"&x;", b"]]>", b"{{", b"{%", b"[[", b"**", b"\\", b'"', b"\r"),
    *(b"<!DOCTYPE a>", b"</w:p>", b"<w:p>", b'<c r="A1"/>', b"<si/>", b"1e999", b"\n\n", "\u202e".encode(), b"#, fuzzy\n"),
)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few accidents: some turned, cut out, doubled, cut off or put in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, to = sorted((chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)))
        to = min(to, at + chance.choice((1, 8, 200, 5000)))
        match chance.randrange(5):
            case 0:
                for place in range(at, min(to, at + 4)):
                    made[place] ^= 1 << chance.randrange(8)
            case 1:
                del made[at:to]
            case 2:
                made[at:at] = made[at:to]
            case 3 if chance.random() < 0.3:
                del made[at:]
            case _:
                made[at:at] = chance.choice(INSERTED)
    return bytes(made)


def spoilt_part(data: bytes, chance: random.Random) -> bytes:
    """A container in which one part was spoilt, went, or took the place of another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    match chance.randrange(6):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[other]
        case _:
            parts[name] = spoilt(parts[name], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def rounds(seed: str) -> Iterator[random.Random]:
    """Chances to spoil a file: a few that are always the same, or as many as the time allows."""
    end = time.monotonic() + SECONDS
    count = 0
    while count < FEW or time.monotonic() < end:
        yield random.Random(f"{seed} {count} {end if SECONDS and count >= FEW else ''}")
        count += 1


def refused(read: Callable[[Path], object], path: Path, data: bytes, name: str) -> None:
    path.write_bytes(data)
    try:
        read(path)
    except SourceError:
        pass
    except Exception as error:
        kept = Path(os.environ.get("FUZZ_KEPT", str(path.parent))) / f"kept-{name}"
        kept.write_bytes(data)
        raise AssertionError(f"{kept}: {error!r}") from error


def pack_with(name: str) -> Callable[[Path], object]:
    """Read the French pack with one file of it spoilt."""

    def read(path: Path) -> object:
        folder = path.parent / "fr"
        folder.mkdir(exist_ok=True)
        for one in (ROOT / "sources/languages/fr").iterdir():
            (folder / one.name).write_bytes(path.read_bytes() if one.name == name else one.read_bytes())
        return read_pack(folder, lambda _: None)

    return read


def settled(path: Path) -> None:
    try:
        loaded(path.read_text("utf-8", errors="surrogateescape"))
    except ValueError:
        return


WHOLE = document(plain_section(paragraph()))
PACK = ("pack.toml", "formats.toml", "layout.toml", "labels.po", "names.csv", "typography.toml", "terms.csv")
READERS: dict[str, tuple[Path, Callable[[Path], object]]] = {
    "document.xlsx": (SOURCES / "document.xlsx", lambda path: read_workbook(path, lambda _: None)),
    "council.docx": (ROOT / "templates/council.docx", lambda path: list(template_issues(path, WHOLE))),
    "a.md": (ROOT / "sources" / TDAG / "text/question-1.md", lambda path: read_fragment(path, lambda _: None)),
    "es.po": (SOURCES / "translations/es.po", lambda path: read_catalogue(path, "es", lambda _: None)),
    **{name: (ROOT / "sources/languages/fr" / name, pack_with(name)) for name in PACK},
}


@pytest.mark.parametrize("name", READERS)
def test_a_spoilt_file_is_refused_or_read_and_nothing_else(name: str, tmp_path: Path) -> None:
    origin, read = READERS[name]
    honest = origin.read_bytes()
    for chance in rounds(name):
        inner = honest.startswith(b"PK") and chance.random() < 0.85
        refused(read, tmp_path / name, spoilt_part(honest, chance) if inner else spoilt(honest, chance), name)


@pytest.mark.parametrize("name", READERS)
def test_free_bytes_are_refused_or_read_and_nothing_else(name: str, tmp_path: Path) -> None:
    _, read = READERS[name]
    for chance in rounds(f"free {name}"):
        pieces = (chance.choice((chance.randbytes(chance.randrange(40)), *INSERTED)) for _ in range(chance.randrange(60)))
        refused(read, tmp_path / name, b"".join(pieces), name)


def test_a_spoilt_settled_document_is_refused_or_read(tmp_path: Path, project) -> None:
    honest = project.built().with_suffix(".json").read_bytes()
    for chance in rounds("json"):
        refused(settled, tmp_path / "a.json", spoilt(honest, chance), "a.json")
