"""What a file from outside must pass."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gate.reading import FORBIDDEN, LARGEST, lines, names_in, read_bytes, read_container, read_text, sha256
from pipeline.issues import Issue, SourceError


def refused(path: Path, required: str = "a.xml") -> Issue:
    with pytest.raises(SourceError) as found:
        read_container(path, "XL101", required)
    return found.value.issue


def container(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return store.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbf", ""),
        ("\ufeffété\r\nici\n".encode(), "été\r\nici\n"),
        ("a\ufeffb".encode(), "a\ufeffb"),
        ("ملف 文件 \U0001f30d".encode(), "ملف 文件 \U0001f30d"),
    ],
)
def test_a_text_comes_without_its_byte_order_mark_and_else_unchanged(path: Path, data: bytes, text: str) -> None:
    path.write_bytes(data)
    assert read_text(path) == text


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        ("é".encode("cp1252"), "1:1", "0xE9"),
        (b"abc\n\xff", "2:1", "0xFF"),
        ("éé".encode() + b"\xe9", "1:3", "0xE9"),
        (b"\xef\xbb\xbfab\xe9", "1:3", "0xE9"),
        (b"a\r\nb\rc\xc3", "3:2", "0xC3"),
        ("été".encode("utf-16"), "1:1", "0xFF"),
        (b"\xed\xa0\x80", "1:1", "0xED"),
    ],
)
def test_a_text_in_another_encoding_is_refused_at_its_first_wrong_byte(path: Path, data: bytes, place: str, byte: str) -> None:
    path.write_bytes(data)
    with pytest.raises(SourceError) as found:
        read_text(path)
    issue = found.value.issue
    assert (issue.code, issue.location.place, dict(issue.arguments)["byte"]) == ("TX101", place, byte)


@pytest.mark.parametrize(("name", "code"), [("nowhere", "FS115"), ("folder", "FS114"), ("x" * 300, "FS112")])
def test_what_cannot_be_read_is_an_issue_of_the_machine(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SourceError) as found:
        read_bytes(tmp_path / name)
    issue = found.value.issue
    assert (issue.code, issue.location.path) == (code, tmp_path / name)


def test_the_names_in_a_folder_leave_out_what_programs_put_beside_open_files(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", ".#a.md", ".~lock.a.md#", "~$b.docx", ".council-0123abcd.tmp"):
        (tmp_path / name).touch()
    assert names_in(tmp_path) == ("a.md", "b.md")
    assert names_in(tmp_path / "nowhere") == ()
    assert names_in(tmp_path / "a.md") == ()


def test_only_carriage_returns_and_line_feeds_end_a_line() -> None:
    assert lines("a\r\nb\rc\n\nd\u2028e\x0bf\x85g") == ["a", "b", "c", "", "d\u2028e\x0bf\x85g"]
    assert lines("") == [""]
    assert lines("a\n") == ["a", ""]


@given(st.text(st.sampled_from("a\r\n\t")))
def test_no_character_but_line_ends_is_lost_between_the_lines(text: str) -> None:
    assert "".join(lines(text)) == text.replace("\r", "").replace("\n", "")


@given(st.characters())
def test_what_is_not_forbidden_can_stand_in_xml(character: str) -> None:
    from lxml import etree  # noqa: PLC0415 - the oracle of this one law

    def fits() -> bool:
        try:
            etree.Element("a").text = character
        except (ValueError, UnicodeEncodeError):
            return False
        return True

    assert FORBIDDEN.match(character) or fits()


@pytest.mark.parametrize("character", ["\t", "\n", "\r", " ", "\u00a0", "\u2011", "\u200f", "\ufeff", "\U0001f30d"])
def test_what_editors_type_is_not_forbidden(character: str) -> None:
    assert FORBIDDEN.match(character) is None


def test_the_parts_of_a_container_come_in_its_order_without_folders(path: Path) -> None:
    path.write_bytes(container(("b.xml", b"2"), ("folder/", b""), ("a.xml", b"1" * 99), ("folder/c", b"")))
    assert list(read_container(path, "XL101", "a.xml").items()) == [("b.xml", b"2"), ("a.xml", b"1" * 99), ("folder/c", b"")]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"plain text", b"\xd0\xcf\x11\xe0" * 300], ids=["empty", "two bytes", "text", "ole"]
)
def test_what_is_no_container_is_refused_with_the_code_of_its_kind(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    issue = refused(path)
    assert (issue.code, issue.location.path) == ("XL101", path)
    assert dict(issue.arguments)["reason"]


def test_a_container_of_another_kind_is_refused(path: Path) -> None:
    path.write_bytes(container(("word/document.xml", b"")))
    assert "xl/workbook.xml" in dict(refused(path, "xl/workbook.xml").arguments)["reason"]


def test_a_container_that_grows_too_large_is_refused_before_it_is_unpacked(path: Path) -> None:
    path.write_bytes(container(("a.xml", bytes(LARGEST)), ("b.xml", b"1")))
    assert path.stat().st_size < LARGEST // 100
    assert "64 MiB" in dict(refused(path).arguments)["reason"]


def test_a_container_with_one_name_twice_is_refused(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path.write_bytes(container(("a.xml", b"1"), ("a.xml", b"2")))
    assert dict(refused(path).arguments)["reason"] == "duplicate entry"


def test_a_container_with_a_password_is_refused(path: Path) -> None:
    data = bytearray(container(("a.xml", b"1")))
    # Bit 0 of the flags, in the local header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "password" in dict(refused(path).arguments)["reason"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_container_is_read_whole_or_refused(path: Path, compression: int) -> None:
    whole = container(("a.xml", b"hello world " * 60), ("b.xml", b"x" * 300), compression=compression)
    chance = random.Random(compression)
    refusals = []
    for _ in range(600):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 2, 4))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(len(data))] if chance.random() < 0.1 else data)
        try:
            read_container(path, "XL101", "a.xml")
        except SourceError as found:
            refusals.append(found.issue.code)
    assert set(refusals) == {"XL101"}
    assert len(refusals) > 300


def test_the_hash_is_the_one_that_sha256sum_prints() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
