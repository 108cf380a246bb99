"""Slots as people and their programs type them: mended where the meaning is certain, else told with what to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.issues import Severity
from pipeline.write.shell import read_shell
from pipeline.write.tags import Reading, spelled, tags_in
from tests.check.templates import DOC, DOCUMENT, TITLE, TITLE_AT, issues, place, run, save
from tests.documents import SLOTS, codes, made

NAMES = (*SLOTS, "box", "body")
CERTAIN = [
    "{{title}}", "{{title }}", "{{ Title }}", "{{ TITLE }}", "{{\u00a0title\u00a0}}", "{{\u202ftitle }}", "｛｛ title ｝｝",
    "{{{ title }}}", "{ { title } }", "{{ {{ title }} }}", "{{ title }", "{ title }}", "{{ title }}}", "{{ “title” }}",
    "{{ «\u00a0title\u00a0» }}", "{{ ’title’ }}", "{{ \u200btitle\u202e }}", "{\u200b{ title }}", "{{ ti\u00adtle }}",
    "{{p title }}", "{{ p title }}", "{{ ti tle }}", "{{ ti-tle }}", "{{ ti\u2011tle }}", "{{-title-}}", "{{ ｔｉｔｌｅ }}",
    "{{\u3000title }}", "{{ ti_tle }}", "{{ \ufefftitle }}",
]  # fmt: skip


def typed(text: str) -> str:
    return run(text.replace("&", "&amp;").replace("<", "&lt;"))


@pytest.mark.parametrize("tag", CERTAIN)
def test_a_slot_that_is_certainly_meant_is_mended_and_filled(tag: str, tmp_path: Path) -> None:
    path = save([(DOC, TITLE, typed(f"a{tag}b"))], tmp_path / "council.docx")
    (found,) = issues(path)
    assert (place(found), found.severity) == (("TP115", DOC, TITLE_AT, 2, len(tag)), Severity.WARNING)
    assert dict(found.arguments)["put"] == "{{ title }}"
    assert "atitleb" in made(DOCUMENT, read_shell(path, NAMES)).texts()


@pytest.mark.parametrize(("tag", "put"), [("{{ body }}", "body"), ("{{pbody }}", "body"), ("{{p\u00a0box }}", "box")])
def test_a_block_slot_is_mended_too(tag: str, put: str, tmp_path: Path) -> None:
    path = save([(DOC, run(spelled(put)), run(tag))], tmp_path / "council.docx")
    (found,) = issues(path)
    assert (found.code, dict(found.arguments)["put"]) == ("TP115", spelled(put))
    assert "Text." in made(DOCUMENT, read_shell(path, NAMES)).texts()


@pytest.mark.parametrize(
    ("text", "code", "found", "put"),
    [
        ("{ title }", "TP116", "{ title }", "{{ title }}"),
        ("{title}", "TP116", "{title}", "{{ title }}"),
        ("{{ title", "TP116", "{{ title", "{{ title }}"),
        ("title }}", "TP116", "title }}", "{{ title }}"),
        ("(( title }}", "TP116", "(( title }}", "{{ title }}"),
        ("{{ title ))", "TP116", "{{ title ))", "{{ title }}"),
        ("{{ title and more", "TP116", "{{ title", "{{ title }}"),
        ("more of title }}", "TP116", "title }}", "{{ title }}"),
        ("{{ titel }}", "TP103", "{{ titel }}", "{{ title }}"),
        ("{{ tіtle }}", "TP103", "{{ tіtle }}", "{{ title }}"),
        ("{{ title|upper }}", "TP105", "{{ title|upper }}", "{{ title }}"),
        ("{{ title | replace(“a”, “b”) }}", "TP118", "{{ title | replace(“a”, “b”) }}", "{{ title }}"),
        ("{{r title }}", "TP105", "{{r title }}", "{{ title }}"),
        ("{{tr title }}", "TP105", "{{tr title }}", "{{ title }}"),
        ("{{ title.upper }}", "TP105", "{{ title.upper }}", "{{ title }}"),
        ("{{ title[0] }}", "TP105", "{{ title[0] }}", "{{ title }}"),
        ("{% if title %}", "TP105", "{% if title %}", ""),
        ("{ % if title % }", "TP105", "{ % if title % }", ""),
        ("{%p if title %}", "TP105", "{%p if title %}", ""),
        ("{%tr for x in y %}", "TP105", "{%tr for x in y %}", ""),
        ("{%- if title -%}", "TP105", "{%- if title -%}", ""),
        ("{%\u00a0if title\u00a0%}", "TP105", "{%[U+00A0]if title[U+00A0]%}", ""),
        ("｛％ if title ％｝", "TP105", "｛％ if title ％｝", ""),
        ("{# remark #}", "TP105", "{# remark #}", ""),
        ("{{ }}", "TP105", "{{ }}", ""),
        ("{{ 7*7 }}", "TP105", "{{ 7*7 }}", ""),
        ("{{ cycler.__init__.__globals__.os.getcwd() }}", "TP118", "{{ cycler.__init__.__globals__.os.getcwd() }}", ""),
        ("{{ ''.__class__ }}", "TP118", "{{ ''.__class__ }}", ""),
        ("{{ range(9) }}", "TP118", "{{ range(9) }}", ""),
    ],
)
def test_what_is_not_a_slot_is_told_with_what_to_type_there(text: str, code: str, found: str, put: str, tmp_path: Path) -> None:
    path = save([(DOC, TITLE, typed(text))], tmp_path / "council.docx")
    told = [one for one in issues(path) if one.code != "TP104"]
    assert codes(told) == [code]
    arguments = dict(told[0].arguments)
    assert (arguments.get("found", arguments.get("slot")), arguments["put"]) == (found, put)
    at = told[0].location
    mended = text[: at.column - 1] + put + text[at.column - 1 + at.length :]
    save([(DOC, TITLE, typed(mended))], path)
    assert [one for one in issues(path) if one.code != "TP104"] == []


@pytest.mark.parametrize("text", ["{{", "}}", "{%", "%}", "{{ something", "{{ a {{ b", "{% if title", "else }}"])
def test_braces_without_their_others_are_refused(text: str, tmp_path: Path) -> None:
    found = issues(save([(DOC, TITLE, TITLE + typed(f"–{text}"))], tmp_path / "council.docx"))
    assert set(codes(found)) == {"TP105"}
    assert {one.location.row for one in found} == {TITLE_AT}


@pytest.mark.parametrize("text", ["{ x } {y} }", "{", "}", "{}", "{ x", "50 %", "a # b", "« title »", "[title]", "{ 1 }"])
def test_braces_that_are_of_no_slot_are_printed_as_they_are(text: str, tmp_path: Path) -> None:
    path = save([(DOC, TITLE, TITLE + typed(f"–{text}"))], tmp_path / "council.docx")
    assert issues(path) == []
    assert f"title–{text}" in made(DOCUMENT, read_shell(path, NAMES)).texts()


@pytest.mark.parametrize(
    "cut",
    [
        [run("{{ ti"), run("tle }}")],
        [run("{"), '<w:proofErr w:type="spellStart"/>', run("{ title }", "<w:b/>"), run("}")],
        [*map(run, "{{title}}")],
        [run("{{ ti"), '<w:bookmarkStart w:id="5" w:name="_GoBack"/><w:bookmarkEnd w:id="5"/>', run("tle }}")],
        [run("{{ ti"), "<w:smartTag><w:smartTagPr/>", run("tle"), "</w:smartTag>", run(" }}")],
    ],
)
def test_a_tag_is_read_as_one_however_word_cut_it(cut: list[str], tmp_path: Path) -> None:
    path = save([(DOC, TITLE, "".join(cut))], tmp_path / "council.docx")
    assert set(codes(issues(path))) <= {"TP115"}
    assert "title" in made(DOCUMENT, read_shell(path, NAMES)).texts()


def test_a_tag_over_the_end_of_its_paragraph_is_told_with_both_its_places(tmp_path: Path) -> None:
    path = save([(DOC, TITLE, f"{run('{{ ti')}</w:p><w:p>{run('tle }}')}")], tmp_path / "council.docx")
    (found, _) = issues(path)
    assert place(found) == ("TP117", DOC, TITLE_AT, 1, 5)
    assert dict(found.arguments) == {"found": "{{ ti", "end": str(TITLE_AT + 1)}


def test_a_message_names_what_cannot_be_seen(tmp_path: Path) -> None:
    (found,) = issues(save([(DOC, TITLE, run("{{\u00a0title\u200b }}"))], tmp_path / "council.docx"))
    assert dict(found.arguments)["found"] == "{{[U+00A0]title[U+200B] }}"


@pytest.mark.parametrize(
    "text", ["{" * 100_000, "{ " * 100_000, "{\u200b" * 100_000, "{{ a " * 20_000, "}" * 100_000, "{%" * 50_000]
)
def test_many_braces_take_no_long_time(text: str) -> None:
    tags_in(text, NAMES)


def test_no_reading_of_a_tag_is_untested() -> None:
    texts = [*CERTAIN, "{{ title }}", "{ title }", "{{ x }}", "{{ 1+1 }}", "{{ a() }}", "{{", "}}"]
    assert {tag.reading for text in texts for tag in tags_in(text, NAMES)} == set(Reading)
