"""What a file from outside must pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gate.kinds import Kind
from pipeline.gate.reading import FORBIDDEN, lines, names_in, read_bytes, read_text, sha256
from pipeline.gate.texts import LARGEST_TEXT, LONGEST_LINE
from pipeline.issues import Issue, SourceError


def refused(path: Path) -> Issue:
    with pytest.raises(SourceError) as found:
        read_text(path)
    return found.value.issue


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
        # Behind sound UTF-8, or with a letter or three, it is a slip and no other encoding.
        ("é".encode() + "dès les régions où près".encode("cp1252"), "1:3", "0xE8"),
        ("été à".encode("cp1252"), "1:1", "0xE9"),
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


def test_what_is_forbidden_is_what_was_meant() -> None:
    lost = {*range(0xFDD0, 0xFDF0), 0xFFFD, *(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF))}
    controls = {*range(0x20), *range(0x7F, 0xA0)} - set(map(ord, "\t\n\r"))
    forbidden = {code for code in range(0x110000) if FORBIDDEN.match(chr(code))}
    assert forbidden == controls | set(range(0xD800, 0xE002)) | lost


@pytest.mark.parametrize("character", ["\t", "\n", "\r", " ", "\u00a0", "\u2011", "\u200f", "\ufeff", "\U0001f30d"])
def test_what_editors_type_is_not_forbidden(character: str) -> None:
    assert FORBIDDEN.match(character) is None


def test_the_hash_is_the_one_that_sha256sum_prints() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


SENTENCES = "L'élève préféré a été à l'école où régnait le silence; dès février, les réunions régionales s'y tinrent.\n"
RUSSIAN = "Региональные собрания прошли в феврале, как это и предусмотрено в Плане действий.\n"
ARABIC = "تعقد الاجتماعات الإقليمية في شهر فبراير وفقاً لخطة العمل.\n"
CHINESE = "区域性会议于二月举行，会议采用虚拟方式。\n"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (SENTENCES, "cp1252", "Windows-1252"),
        (SENTENCES, "latin-1", "Windows-1252"),
        (SENTENCES, "mac_roman", "Mac OS Roman"),
        (SENTENCES, "cp850", "DOS 850"),
        ("A\n" * 9000 + SENTENCES, "mac_roman", "Mac OS Roman"),
        ("¿Dónde? «Aquí» – señaló el año próximo, en ocasión de la reunión.", "cp1252", "Windows-1252"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        (ARABIC, "cp1256", "Windows-1256"),
        (CHINESE, "gb18030", "GB 18030"),
    ],
)
def test_an_older_encoding_is_called_by_its_name(path: Path, text: str, codec: str, encoding: str) -> None:
    path.write_bytes(text.encode(codec))
    issue = refused(path)
    assert (issue.code, dict(issue.arguments)["encoding"]) == ("FI123", encoding)
    before = text.encode(codec)[: next(at for at, byte in enumerate(text.encode(codec)) if byte > 127)]
    assert issue.location.row == before.count(b"\n") + 1


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [SENTENCES, RUSSIAN, ARABIC * 2, CHINESE * 3])
def test_a_wide_encoding_is_told_with_and_without_its_mark(path: Path, codec: str, text: str) -> None:
    path.write_bytes(text.encode(codec))
    issue = refused(path)
    assert (issue.code, dict(issue.arguments)["encoding"]) == ("FI122", "UTF-16" if "16" in codec else "UTF-32")


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"abc\nd\0e\n", "FI124", "2:2"),
        ("réunion\n".encode() + bytes(4096), "FI124", "2:1"),
        (b"\0\0\0\0\0", "FI124", "1:1"),
        (b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n", "FI117", "2:1"),
        (b"<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n", "FI117", "1:1"),
        (b"PK\3\4" + bytes(60), "FI121", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "FI121", ""),
        (b"%PDF-1.7\n", "FI121", ""),
        (b"\x89PNG\r\n\x1a\n", "FI121", ""),
        (b"{\\rtf1 Texte}", "FI121", ""),
        (b"\n<!DOCTYPE html>\n<html><body>404</body></html>", "FI121", ""),
        (b"<html lang='fr'>", "FI121", ""),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "FI116", ""),
        (b"[InternetShortcut]\nURL=https://example.org\n", "FI115", ""),
        (b"\0\x05\x16\x07" + bytes(40), "FI111", ""),
        (b",marie,pc,1.3.2022 10:00,file:///C:/a;", "FI111", ""),
    ],
)
def test_what_is_no_text_is_told_for_what_it_is(path: Path, data: bytes, code: str, place: str) -> None:
    path.write_bytes(data)
    issue = refused(path)
    assert (issue.code, issue.location.place) == (code, place)


@pytest.mark.parametrize(
    "text",
    [
        "<table>\n",
        "=======\n",
        "<<<<<<<< eight, <<<<<<< seven\n",
        "The format %PDF-1.7 and PK are named here\n",
        "mime-version: multipart/related\n",
        "BM, GIF and \u00ff\u00d8\n",
        "1.1\ta, b, c, d, e;\n",
    ],
)
def test_a_text_that_only_speaks_of_such_things_is_a_text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    assert read_text(path) == text


@pytest.mark.parametrize("kind", LARGEST_TEXT, ids=lambda kind: kind.name)
def test_a_text_has_a_bound_for_its_lines_and_one_for_itself(tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"a{kind.value.upper()}"
    most = LONGEST_LINE[kind]
    path.write_text("a\n" + "é" * most + "\r\nb", "utf-8", newline="")
    assert len(read_text(path)) == most + 5
    path.write_text("a\n" + "é" * (most + 1), "utf-8")
    issue = refused(path)
    assert (issue.code, issue.location.place) == ("FI125", f"2:{most + 1}")
    path.write_bytes(b"a\n" * (LARGEST_TEXT[kind] // 2) + b"a")
    assert refused(path).code == "FI126"
