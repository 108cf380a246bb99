"""Language packs: a folder into one value."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.issues import Issue, SourceError
from pipeline.localise.pack import Pack
from pipeline.model.inlines import Field, Strong, Text
from pipeline.read.pack import read_pack
from tests.conftest import ROOT
from tests.read.sources import argument, places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The French pack, to be changed."""
    return Path(shutil.copytree(ROOT / "sources" / "languages" / "fr", tmp_path / "fr"))


def read(folder: Path) -> tuple[Pack, list[Issue]]:
    found: list[Issue] = []
    return read_pack(folder, found.append), found


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")


def test_the_french_pack_is_complete(folder: Path) -> None:
    pack, found = read(folder)
    assert found == []
    assert (pack.code, pack.letter, pack.decimal, pack.group) == ("fr", "F", ",", "\u00a0")
    assert pack.names["country", "ET", "short"] == "Éthiopie"
    assert pack.labels["masthead.date"] == (Field("date", "long", None),)


def test_a_label_may_have_marks(folder: Path) -> None:
    edit(folder, "labels.po", 'msgstr "Original: {original}"', 'msgstr "**Original:** {original}"')
    pack, found = read(folder)
    assert found == []
    assert pack.labels["masthead.original"] == (Strong((Text("Original:"),)), Text(" "), Field("original", "", None))


def test_a_wording_that_is_still_to_be_found_is_not_there(folder: Path) -> None:
    edit(folder, "labels.po", 'msgstr "Original: {original}"', 'msgstr ""')
    edit(folder, "names.csv", "country,CH,short,Suisse,UN names", "country,CH,short,,")
    pack, found = read(folder)
    assert found == []
    assert "masthead.original" not in pack.labels
    assert ("country", "CH", "short") not in pack.names
    assert ("country", "CH", "formal") in pack.names


def test_what_a_po_editor_keeps_as_obsolete_is_no_label(folder: Path) -> None:
    with (folder / "labels.po").open("a", encoding="utf-8") as file:
        file.write(
            '\n#~ msgctxt "masthead.date"\n#~ msgid "x"\n#~ msgstr "y"\n\n#~ msgctxt "gone"\n#~ msgid "x"\n#~ msgstr "y"\n'
        )
    pack, found = read(folder)
    assert found == []
    assert pack.labels["masthead.date"] == (Field("date", "long", None),)
    assert "gone" not in pack.labels


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_editor_may_save_the_pack(folder: Path, mark: str, end: str) -> None:
    whole, _ = read(folder)
    for path in folder.iterdir():
        path.write_bytes((mark + path.read_text("utf-8").replace("\n", end)).encode())
    assert read(folder) == (whole, [])


def test_a_name_may_hold_a_comma_in_quotes(folder: Path) -> None:
    edit(folder, "names.csv", "country,CH,short,Suisse,", 'country,CH,short,"Suisse, la",')
    assert read(folder)[0].names["country", "CH", "short"] == "Suisse, la"


@pytest.mark.parametrize(
    ("name", "old", "new", "issue"),
    [
        ("labels.po", 'msgctxt "masthead.original"\n', "", ("LG104", "Original: {original}")),
        ("labels.po", 'msgctxt "masthead.original"', 'msgctxt "masthead.place"', ("LG104", "masthead.place")),
        ("names.csv", "country,CH,short,Suisse,UN names", "country,CH,short", ("LG104", "country,CH,short")),
        ("names.csv", "country,CH,short,Suisse,UN names", "country,AR,short,Suisse,", ("LG104", "country,AR,short,Suisse,")),
        ("formats.toml", 'first = "1er" ', 'third = "{day}" ', ("LG104", "first = ?")),
        ("formats.toml", 'list = "le {day} {month} {year}"', "", ("LG104", "date.list = ?")),
        ("formats.toml", 'plain = "{number}"', 'plain = "{number"', ("LG104", "plain = '{number'")),
        ("formats.toml", 'plain = "{number}"', "plain = 3", ("LG104", "plain = 3")),
        ("formats.toml", 'plain = "{number}"', "", ("LG104", "plain = ?")),
        ("formats.toml", 'plain = "{number}"', 'plain = "{nombre}"', ("LG105", "nombre")),
        ("formats.toml", 'other = "{day}"', 'other = "{}"', ("LG105", "")),
        ("formats.toml", "du {day1} au {day2} {month2} {year2}", "du {day} au {day2} {month2} {year2}", ("LG105", "day")),
        ("layout.toml", 'LETTER = "{sign})"', 'LETTER = "{sing})"', ("LG105", "sing")),
        ("layout.toml", 'LETTER = "{sign})"', 'LETTER = "{sign"', ("LG104", "markers.LETTER = '{sign'")),
    ],
)
def test_a_fault_of_a_pack_is_reported(folder: Path, name: str, old: str, new: str, issue: tuple[str, str]) -> None:
    edit(folder, name, old, new)
    _, found = read(folder)
    argued = {"LG104": "found", "LG105": "place"}
    assert [(each.code, argument(each, argued[each.code])) for each in found] == [issue]
    assert {each.location.path.name for each in found} == {name}


@pytest.mark.parametrize(
    ("name", "old", "place"), [("names.csv", "region,AFR,short,AFR,", "2:1"), ("labels.po", 'msgctxt "masthead.place"', "10:1")]
)
def test_a_fault_of_a_table_names_its_line(folder: Path, name: str, old: str, place: str) -> None:
    edit(folder, name, old, 'msgctxt ""' if name.endswith(".po") else "region,,short,x,")
    assert places(read(folder)[1]) == [("LG104", place)]


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "place"),
    [
        ("pack.toml", 'letter = "F" ', "letter = 6 ", "FI205", ""),
        ("pack.toml", 'tag = "fr-CH" ', "# ", "FI205", ""),
        ("pack.toml", 'locale = "fr" ', 'locale = "xq" ', "FI205", ""),
        ("pack.toml", "schema = 1", "schema = ", "FI201", "1:10"),
        ("formats.toml", "[range.list]", "[range]\nlist = 'x'\n[other]", "FI205", ""),
        ("formats.toml", "[range.list]", "[range.list", "FI201", "30:12"),
        ("formats.toml", "[number]", "[[number]]", "FI205", ""),
        ("layout.toml", "[markers]", "markers = 'x'\n[other]", "FI205", ""),
        ("layout.toml", "[markers]", "[signs]\nARABIC = 7\n[markers]", "FI205", ""),
        ("layout.toml", "[markers]", "[sizes]\ncomplex_scale = 'large'\n[markers]", "FI205", ""),
        ("layout.toml", "[markers]", "[fonts]\ncomplex = 12\n[markers]", "FI205", ""),
        ("names.csv", "kind,code,form,name,origin", "kind;code;form;name;origin", "FI206", "1:1"),
        ("names.csv", "region,AFR,short,AFR,", 'region,AFR,short,"AFR,', "FI207", "2:1"),
        ("labels.po", 'msgstr "{date:long}"', 'msgstr "{date:long}" x"', "LG101", "44:1"),
        ("typography.toml", "[sentences]", "[ends]\n'.' = 3\n[sentences]", "FI205", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(folder: Path, name: str, old: str, new: str, code: str, place: str) -> None:
    edit(folder, name, old, new)
    with pytest.raises(SourceError) as refused:
        read(folder)
    assert places([refused.value.issue]) == [(code, place)]
    assert refused.value.issue.location.path.name == name


@pytest.mark.parametrize("name", ["pack.toml", "formats.toml", "layout.toml", "labels.po", "names.csv"])
def test_a_file_that_is_missing_or_in_another_encoding_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes("é".encode("cp1252"))
    with pytest.raises(SourceError) as refused:
        read(folder)
    assert places([refused.value.issue]) == [("TX101", "1:1")]
    (folder / name).unlink()
    with pytest.raises(SourceError) as refused:
        read(folder)
    assert refused.value.issue.code == "FS115"
