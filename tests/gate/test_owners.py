"""Who has a file open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.gate.owners import owner_of

WORD, EXCEL = (162, 54, b"\x00"), (165, 55, b" ")


def office(name: str, kind: tuple[int, int, bytes], page: str = "cp1252") -> bytes:
    """An owner file as Office writes it: length and name in the code page, filled up; length and name in UTF-16, filled up."""
    size, at, fill = kind
    narrow = bytes([len(name)]) + name.encode(page, "replace")
    wide = len(name).to_bytes(2, "little") + name.encode("utf-16-le")
    return (narrow.ljust(at, fill) + wide).ljust(size, fill)


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("C22-23-F.docx", "~$2-23-F.docx"),
        ("C22-3-F.docx", "~$22-3-F.docx"),
        ("C2-3-F.docx", "~$C2-3-F.docx"),
        ("TDAG-20-INF-1-F.docx", "~$AG-20-INF-1-F.docx"),
        ("document.xlsx", "~$document.xlsx"),
        ("C22-23-F.docx", ".~lock.C22-23-F.docx#"),
        ("names.csv", ".~lock.names.csv#"),
    ],
)
def test_the_file_of_the_owner_has_the_name_that_each_program_gives_it(tmp_path: Path, path: str, owner: str) -> None:
    assert owner_of(tmp_path / path) is None
    (tmp_path / owner).touch()
    found = owner_of(tmp_path / path)
    assert found is not None
    assert (found.file.name, found.name) == (owner, "")
    assert owner_of(tmp_path / f"XY{path[2:]}x") is None


@pytest.mark.parametrize("kind", [WORD, EXCEL])
@pytest.mark.parametrize("name", ["Marie", "Élise Müller", "Мария", "王芳", "مريم", "x" * 52, "y" * 32])
def test_office_names_who_has_it_open(tmp_path: Path, kind: tuple[int, int, bytes], name: str) -> None:
    (tmp_path / "~$2-23-F.docx").write_bytes(office(name, kind))
    found = owner_of(tmp_path / "C22-23-F.docx")
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Marie Dupont,mdupont,poste,25.11.2024 14:42,file:///home/m;", "Marie Dupont"),
        (",mdupont,poste,25.11.2024 14:42,file:///home/m;", "mdupont"),
        ("Dupont\\, Marie,mdupont,poste,25.11.2024 14:42,file:///home/m;", "Dupont, Marie"),
        (",,poste,,;", ""),
        ("", ""),
    ],
)
def test_libreoffice_names_who_has_it_open(tmp_path: Path, content: str, name: str) -> None:
    (tmp_path / ".~lock.a.docx#").write_text(content, "utf-8")
    found = owner_of(tmp_path / "a.docx")
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "data", [b"\xff" * 200, b"\x34", b"\x05", b"\x05Ma", bytes(162), b"\x05" + b"\x1b[31m" + bytes(150), b"," * 99]
)
@pytest.mark.parametrize("owner", ["~$a.docx", ".~lock.a.docx#"])
def test_what_is_no_file_of_an_owner_gives_a_name_that_can_be_printed_or_none(tmp_path: Path, owner: str, data: bytes) -> None:
    (tmp_path / owner).write_bytes(data)
    found = owner_of(tmp_path / "a.docx")
    assert found is not None
    assert found.name.isprintable()
    assert len(found.name) <= 52


def test_a_folder_a_link_or_a_pipe_of_that_name_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "~$a.docx").mkdir()
    os.mkfifo(tmp_path / ".~lock.a.docx#")
    assert owner_of(tmp_path / "a.docx") is None
