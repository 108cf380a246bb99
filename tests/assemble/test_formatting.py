"""`council fmt`: what it changes, what it says of each change, and what it never touches."""

from __future__ import annotations

import pytest

from pipeline.assemble.formatting import Mended, formatted
from pipeline.assemble.places import Places
from pipeline.issues import Issue
from tests.project import COUNCIL, Project

NAME = "01-contexte.md"


def mended(project: Project) -> tuple[dict[str, Mended], list[Issue]]:
    found: list[Issue] = []
    places = Places(project.sources, project.templates, project.root / "build")
    return {path.name: one for path, one in formatted(places, COUNCIL, found.append).items()}, found


def test_nothing_is_changed_where_all_is_right(project: Project) -> None:
    assert mended(project) == ({}, [])
    assert "nothing to mend" in project.run("fmt", COUNCIL).stdout


def test_each_change_is_known_by_its_row_with_what_stood_there(project: Project) -> None:
    before = project.fragment("02-lieu-et-dates.md").read_bytes()
    row = project.edit("02-lieu-et-dates.md", "2.4\t", "9.9\t")
    new = project.append("02-lieu-et-dates.md", "3.1\tNouveau.")
    (made,) = mended(project)[0].values()
    assert made.changes[0] == (row, "9.9", "2.4")
    (number, id_) = made.changes[1:]
    assert (number[0], number[1]) == (new, "3.1")
    assert (id_[0], id_[1]) == (new, "")
    assert made.data == before + f"{number[2]}\tNouveau. {id_[2]}\n".encode()


def test_each_change_is_said(project: Project) -> None:
    row = project.edit(NAME, "1.1\t", "3.5\t")
    new = project.append(NAME, "Nouveau.")
    lines = project.run("fmt", COUNCIL).stdout.splitlines()
    assert [line.strip() for line in lines[1:]] == [f"{row}: 3.5 → 1.1", f"{new}: {{#p55}}"]
    assert lines[0].strip().startswith("mended")
    assert "nothing to mend" in project.run("fmt", COUNCIL).stdout


@pytest.mark.parametrize(
    "text",
    [
        "3.5 millions de personnes",
        "3.5\u00a0millions",
        "12.05.2020 une date",
        "12.05.2020 Une date",
        "0.5 Mbit/s",
        "2022 fut",
        r"9\.9 Il",
    ],
)
def test_a_number_that_is_text_is_never_touched(project: Project, text: str) -> None:
    project.append(NAME, f"{text} {{#p90}}")
    before = project.fragment(NAME).read_bytes()
    assert mended(project) == ({}, [])
    project.edit(NAME, "1.1\t", "7.7\t")
    assert project.run("fmt", COUNCIL).exit_code == 0
    assert project.fragment(NAME).read_bytes() == before


def test_bookmarks_before_a_wide_blank_get_their_id(project: Project) -> None:
    # Not a byte else is touched: the blank stays.
    row = project.append(NAME, "Nouveau. {#_ref1}\u00a0")
    assert mended(project)[0][NAME].changes == ((row, "", "{#p55}"),)
    assert project.run("fmt", COUNCIL).exit_code == 0
    assert "Nouveau. {#p55 #_ref1}\u00a0\n" in project.fragment(NAME).read_text("utf-8")
    assert project.issues(COUNCIL) == []


@pytest.mark.parametrize(("key", "value", "code"), [("last_unit", "cent", "XL208"), ("text_language", None, "XL214")])
def test_it_stops_where_the_settings_are_wrong(project: Project, key: str, value: object, code: str) -> None:
    project.set_value("settings", key, "value", value)
    project.append(NAME, "Nouveau.")
    before = project.fragment(NAME).read_bytes()
    made, found = mended(project)
    assert (made, [one.code for one in found]) == ({}, [code])
    result = project.run("fmt", COUNCIL)
    assert result.exit_code == 1
    assert code in result.stderr
    assert "nothing to mend" not in result.stdout
    assert project.fragment(NAME).read_bytes() == before
