"""Packages: the same parts are the same bytes, and parts have one hash whatever compressed them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.write.zipped import Carried, Compressor, parts_hash, zipped
from tests.documents import document, made, paragraph, plain_section

PARTS = st.dictionaries(st.text("abc/._é", min_size=1).filter(lambda name: not name.endswith("/")), st.binary(max_size=200))
COMPRESSORS: tuple[Compressor, ...] = ("zlib", "isal")
of_each = pytest.mark.parametrize("compressor", COMPRESSORS)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@of_each
@given(parts=PARTS)
def test_the_same_parts_are_the_same_bytes_in_whatever_order_they_come(parts: dict[str, bytes], compressor: Compressor) -> None:
    assert zipped(parts, compressor) == zipped(dict(reversed(parts.items())), compressor)


@of_each
@given(parts=PARTS)
def test_every_part_comes_back(parts: dict[str, bytes], compressor: Compressor) -> None:
    assert unzipped(zipped(parts, compressor)) == parts


@of_each
def test_a_long_part_comes_back_and_is_the_same_bytes_each_time(compressor: Compressor) -> None:
    parts = {"word/document.xml": b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % (n * n) for n in range(50_000))}
    made = zipped(parts, compressor)
    assert len(made) < len(parts["word/document.xml"]) / 4
    assert unzipped(made) == parts
    assert zipped(parts, compressor) == made


def test_parts_have_one_hash_whatever_compressed_them() -> None:
    parts = {"a": b"a text, and a text again" * 99, "b": Carried(b"a text" * 99)}
    made = [zipped(parts, compressor) for compressor in COMPRESSORS]
    assert made[0] != made[1]
    assert {parts_hash(unzipped(data)) for data in made} == {parts_hash(parts)}


def test_what_is_carried_is_compressed_once_by_each(monkeypatch: pytest.MonkeyPatch) -> None:
    part = Carried(b"a text, and a text again" * 99)
    made = [zipped({"a": part}, compressor) for compressor in COMPRESSORS]
    monkeypatch.setattr("pipeline.write.zipped.library", lambda _: pytest.fail("it was compressed again"))
    assert [zipped({"a": part}, compressor) for compressor in COMPRESSORS] == made


@given(PARTS, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))
def test_the_hash_of_the_parts_does_not_depend_on_their_compressor(parts: dict[str, bytes], method: int) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with zipfile.ZipFile(other) as archive:
        assert parts_hash({name: archive.read(name) for name in archive.namelist()}) == parts_hash(parts)


@given(PARTS, PARTS)
def test_other_parts_have_another_hash(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert (parts_hash(one) == parts_hash(other)) == (one == other)


def test_what_stands_before_a_boundary_is_not_taken_for_what_stands_after() -> None:
    assert parts_hash({"a": b"1", "b": b"2"}) != parts_hash({"a": b"1b\x001\x002"})


def test_content_types_come_first_and_no_entry_has_a_date_or_an_owner() -> None:
    with zipfile.ZipFile(io.BytesIO(made(document(plain_section(paragraph()))).data)) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert [entry.filename for entry in entries[1:]] == sorted(entry.filename for entry in entries[1:])
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 3)}
