"""`council diff`, `changes`, `issue`, `why`, `impact` and `review`, as reviewers call them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import Result

from pipeline.assemble.states import unmarked
from pipeline.model.dump import loaded
from pipeline.read.draft import read_draft
from pipeline.wml import accept
from tests.conftest import ROOT
from tests.project import COUNCIL, TDAG, Project, parts
from tests.redlines import plain_parts
from tests.repository import begin, commit, git
from tests.wml.said import said

MORE = "Un paragraphe de plus, à lire."
CONTEXT = "01-contexte.md"
PLACE = "02-lieu-et-dates.md"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A first draft, built and committed, and a second one: a paragraph more, a date, a word of one translation. Nobody writes to it."""
    project = Project.copied(ROOT, tmp_path_factory.mktemp("drafted") / "project")
    project.edit(PLACE, "(voir le Document 21/76", "(voir le paragraphe 2.10 et le Document 21/76")
    begin(project)
    project.run("build", COUNCIL)
    (project.root / "build").rename(project.root / "first")
    lines = project.fragment(PLACE).read_text("utf-8").split("\n")
    lines.insert(4, f"2.5\t{MORE} {{#p900}}")
    project.fragment(PLACE).write_text("\n".join(lines), "utf-8", newline="\n")
    assert project.run("fmt", COUNCIL).exit_code == 0
    project.set_value("meetings", "rpm-afr", "end", date(2021, 3, 31))
    catalogue = project.sources / COUNCIL / "translations" / "zh.po"
    catalogue.write_text(catalogue.read_text("utf-8").replace("书面形式告知", "书面形式说明"), "utf-8", newline="\n")
    return project


def told(result: Result, code: int = 0) -> str:
    assert result.exit_code == code, result.output
    return result.stdout


def first(project: Project, letter: str = "F", suffix: str = "docx") -> str:
    return str(project.root / "first" / COUNCIL / f"C22-23-{letter}.{suffix}")


def test_a_difference_is_a_line_for_each_text(drafted: Project) -> None:
    lines = told(drafted.run("diff", COUNCIL, "--lang", "zh")).splitlines()
    assert (
        "~ 2.2 [p8] 2019年7月22日的[CL-19/33](https://www.itu.int/md/S19-SG-CIR-0033/zh)号通函请国际电联成员国最迟于2019年9月30日以书面形式[-告知-]{+说明+}是否同意上述确切地点和确切日期。"
        in lines
    )
    assert "+ 2.5 [p900] [missing fr: Un paragraphe de plus, à lire.]" in lines
    assert "~ [rpm.rpm-afr.rpm-dates] [-2021年3月29-30日-]{+2021年3月29-31日+}（虚拟）" in lines
    shifted = [line for line in lines if line.startswith("#")]
    assert "# 2.5 → 2.6 [p11]" in shifted
    assert len(shifted) + 4 == len(lines), "a title, three changes, and numbers that shifted, each once and quietly"


def test_a_difference_as_json_has_both_texts(drafted: Project) -> None:
    found = json.loads(told(drafted.run("diff", COUNCIL, "--lang", "fr,en", "--format", "json")))
    assert list(found) == ["fr", "en"]
    by_unit = {one["unit"]: one for one in found["fr"]}
    assert by_unit["p900"] == {"kind": "added", "unit": "p900", "before": "", "after": "2.5", "old": "", "new": MORE}
    assert by_unit["p11"]["kind"] == "renumbered"
    assert (by_unit["p11"]["before"], by_unit["p11"]["after"]) == ("2.5", "2.6")
    dates = by_unit["rpm.rpm-afr.rpm-dates"]
    assert (dates["old"], dates["new"]) == ("29-30 mars 2021 (virtuelle)", "29-31 mars 2021 (virtuelle)")


def test_drafts_their_json_and_git_are_the_same_first_state(drafted: Project) -> None:
    by_git = told(drafted.run("diff", COUNCIL, "--lang", "fr"))
    for suffix in ("docx", "json"):
        assert told(drafted.run("diff", COUNCIL, "--lang", "fr", "--from", first(drafted, suffix=suffix))) == by_git


def test_a_redline_is_both_states_with_the_author_and_moment_that_git_knows(drafted: Project, tmp_path: Path) -> None:
    git(drafted, "config", "user.name", 'Jean "J." <Dupont>')
    made = []
    for build in ("one", "two"):
        told(drafted.run("diff", COUNCIL, "--lang", "es", "--format", "docx", "--build", str(tmp_path / build)))
        made.append((tmp_path / build / COUNCIL / "diff" / "C22-23-S.docx").read_bytes())
    assert made[0] == made[1]
    found = parts(tmp_path / "one" / COUNCIL / "diff" / "C22-23-S.docx")
    before = loaded(Path(first(drafted, "S", "json")).read_text("utf-8"))
    assert said(accept.rejected(found)) == said(plain_parts(unmarked(before)))
    moment = git(drafted, "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ")
    assert b'w:author="Jean &quot;J.&quot; &lt;Dupont&gt;"' in found["word/document.xml"]
    assert moment[:10].encode() in found["word/document.xml"]


def test_the_pages_of_a_difference_show_its_own_two_states(drafted: Project, tmp_path: Path) -> None:
    told(drafted.run("diff", COUNCIL, "--from", "HEAD", "--to", first(drafted), "--format", "html", "--build", str(tmp_path)))
    page = (tmp_path / COUNCIL / "diff" / COUNCIL / "fr.html").read_text("utf-8")
    assert "Lieu, site, dates" in page
    assert not {"<ins>", "<del>"} & set(page.split()), "the draft was built of that revision"
    assert MORE not in page
    told(drafted.run("diff", COUNCIL, "--lang", "fr,es", "--format", "html", "--build", str(tmp_path)))
    pages = sorted(path.name for path in (tmp_path / COUNCIL / "diff" / COUNCIL).glob("*.html"))
    assert pages == ["es.html", "fr.html"]
    assert f"<ins>{MORE}</ins>" in (tmp_path / COUNCIL / "diff" / COUNCIL / "fr.html").read_text("utf-8")


def test_the_exit_code_says_whether_anything_changed_where_it_is_asked_for(drafted: Project) -> None:
    told(drafted.run("diff", COUNCIL, "--lang", "fr"), 0)
    told(drafted.run("diff", COUNCIL, "--lang", "fr", "--exit-code"), 1)
    told(drafted.run("diff", COUNCIL, "--from", "HEAD", "--to", "HEAD", "--exit-code"), 0)
    told(drafted.run("diff", TDAG, "--exit-code"), 0)


def test_what_only_looks_or_stands_otherwise_in_the_sources_is_no_difference(project: Project) -> None:
    begin(project)
    book = project.workbook()
    project.set_value("tables", "rpm", "order", 1)
    (project.fragment(CONTEXT)).write_text(
        project.fragment(CONTEXT).read_text("utf-8").replace("\t", "  "), "utf-8", newline="\n"
    )
    book.write_bytes(_other_looks(book))
    lines = told(project.run("diff", COUNCIL, "--exit-code")).splitlines()
    assert len(lines) == 6
    assert all(" 0 " in line for line in lines)


def _other_looks(path: Path) -> bytes:
    import io  # noqa: PLC0415

    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(path)
    for page in book:
        page.column_dimensions["A"].width = 70
        page.freeze_panes = "B2"
        for cell in page[1]:
            cell.font = openpyxl.styles.Font(bold=True, color="00FF0000")
    book.move_sheet("agenda", -2)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_changes_say_how_far_each_language_is_with_each(drafted: Project) -> None:
    lines = told(drafted.run("changes", COUNCIL)).splitlines()
    head, *rows = lines[1 : lines.index("")] if "" in lines else lines[1:5]
    assert head.split()[-6:] == ["fr", "ar", "en", "es", "ru", "zh"]
    added = next(row for row in rows if "p900" in row)
    assert added.split()[:4] == ["1", "2.5", "p900", "added"]
    assert added.split()[4:] == ["✓", *["missing"] * 5]
    dates = next(row for row in rows if "rpm.rpm-afr.rpm-dates" in row)
    assert dates.split()[-6:] == ["✓"] * 6, "a date is no matter of translators"


def test_changes_map_old_numbers_to_new_ones_with_what_follows_and_what_was_typed(drafted: Project) -> None:
    found = json.loads(told(drafted.run("changes", COUNCIL, "--format", "json")))
    assert [one["unit"] for one in found["changes"]] == ["p900", "rpm.rpm-afr.rpm-dates"]
    assert found["changes"][0]["states"] == {"fr": "original", **dict.fromkeys(("ar", "en", "es", "ru", "zh"), "missing")}
    numbers = {one["unit"]: one for one in found["numbers"]}
    assert (numbers["p17"]["before"], numbers["p17"]["after"]) == ("2.11", "2.12")
    assert numbers["p17"]["follow"] == ["p18"], "a reference"
    assert (numbers["p16"]["before"], numbers["p16"]["after"]) == ("2.10", "2.11")
    assert numbers["p16"]["stay"] == ["p11"], "typed in words"
    text = told(drafted.run("changes", COUNCIL)).splitlines()
    at = next(at for at, line in enumerate(text) if line.strip() == "2.10 → 2.11  p16")
    assert text[at + 1].endswith("p11")
    assert "“2.10”" in text[at + 1]


def test_a_translation_left_behind_is_stale_in_the_changes(project: Project) -> None:
    begin(project)
    project.edit(PLACE, "CL-19/33, datée du 22", "CL-19/33, datée du 23")
    (one,) = json.loads(told(project.run("changes", COUNCIL, "--format", "json")))["changes"]
    assert (one["kind"], one["unit"], one["before"], one["after"]) == ("changed", "p8", "2.2", "2.2")
    assert one["states"] == {"fr": "original", **dict.fromkeys(("ar", "en", "es", "ru", "zh"), "stale")}


def test_why_by_number_unit_bookmark_and_row_of_a_table(drafted: Project) -> None:
    file = first(drafted)
    by_number = told(drafted.run("why", file, "2.10"))
    assert f"text/{PLACE}" in by_number
    assert "facts!C2" in by_number
    assert by_number == told(drafted.run("why", file, "p16"))
    assert by_number == told(drafted.run("why", first(drafted, suffix="json"), "2.10"))
    bookmark = next(name for name, unit in read_draft(Path(file)).bookmarks.items() if unit == "p16")
    assert by_number == told(drafted.run("why", file, bookmark))
    row = told(drafted.run("why", file, "table", "rpm", "row", "3"))
    assert [cell for cell in ("meetings!E4", "meetings!F4", "meetings!G4", "tables!K4") if cell not in row] == []
    assert "29-31 mars 2021" in row, "the sources as they are"
    assert "have changed since" in row


def test_why_names_all_that_bear_a_number(drafted: Project) -> None:
    units = [
        line.partition("[")[2].partition("]")[0]
        for line in told(drafted.run("why", first(drafted), "6")).splitlines()
        if line[:1] == "6"
    ]
    assert units == ["sections.p2c.heading", "agenda.strategic-plan"]


@pytest.mark.parametrize("target", ["99.9", "_Toc123", "table rpm row 99", "table rpm row 0", "table other", "p"])
def test_why_of_what_is_not_there_is_refused(drafted: Project, target: str) -> None:
    result = drafted.run("why", first(drafted), target)
    assert result.exit_code == 1
    assert "RV107" in result.output


def test_impact_of_a_cell_is_the_texts_it_touches_in_each_language(drafted: Project) -> None:
    lines = told(drafted.run("impact", "document.xlsx", "meetings!G4")).splitlines()
    assert lines == [f"{COUNCIL}  [rpm.rpm-afr.rpm-dates]  fr ar en es ru zh"]
    row = told(drafted.run("impact", "document.xlsx", "meetings!D4")).splitlines()
    assert [line.split("[")[1].split("]")[0] for line in row] == [
        f"rpm.rpm-afr.rpm-{one}" for one in ("region", "dates", "host", "report")
    ]
    fragment = told(drafted.run("impact", f"text/{PLACE}", "2"))
    assert fragment.splitlines() == [f"{COUNCIL}  2.2 [p8]  fr ar en es ru zh"]
    assert "no text" in told(drafted.run("impact", "document.xlsx", "README!A1"))


@pytest.mark.parametrize("place", ["no-sheet!D4", "meetings!D0", "meetings!", "D4", "4"])
def test_impact_of_a_place_that_is_none_is_refused(drafted: Project, place: str) -> None:
    result = drafted.run("impact", "document.xlsx", place)
    assert result.exit_code == 1
    assert "RV108" in result.output


def test_what_is_issued_is_what_later_drafts_are_compared_with(project: Project) -> None:
    told(project.run("issue", COUNCIL))
    folder = project.sources / COUNCIL / "issued" / "C22-23"
    assert len(list(folder.glob("*.json"))) == 6
    told(project.run("diff", COUNCIL, "--from", "issued", "--exit-code"), 0)
    project.set_value("meetings", "rpm-afr", "end", date(2021, 3, 31))
    assert "rpm.rpm-afr.rpm-dates" in told(project.run("diff", COUNCIL, "--from", "issued", "--exit-code", "--lang", "ru"), 1)
    refused = project.run("issue", COUNCIL)
    assert refused.exit_code == 1
    assert "RV105" in refused.output


@pytest.mark.parametrize("text", [MORE, "2.16\tUn paragraphe sans identifiant."])
def test_nothing_is_issued_while_a_text_is_missing_stale_or_without_id(project: Project, text: str) -> None:
    project.append(PLACE, text if "\t" in text else f"2.15\t{text} {{#p900}}")
    result = project.run("issue", COUNCIL)
    assert result.exit_code == 1
    assert not (project.sources / COUNCIL / "issued").exists()


def test_an_issued_document_that_somebody_edited_is_named(project: Project) -> None:
    told(project.run("issue", COUNCIL))
    path = project.sources / COUNCIL / "issued" / "C22-23" / "C22-23-S.json"
    path.write_text(path.read_text("utf-8").replace('"name": "DASH"', '"name": "STAR"', 1), "utf-8")
    result = project.run("diff", COUNCIL, "--from", "issued")
    assert result.exit_code == 1
    assert "RV112" in result.output
    assert "C22-23-S.json" in result.output


def test_a_revision_is_a_tag_a_branch_or_a_commit(drafted: Project) -> None:
    git(drafted, "tag", "-f", "v1")
    git(drafted, "branch", "-f", "side")
    commits = git(drafted, "rev-parse", "--short", "HEAD").strip()
    assert (
        len({told(drafted.run("diff", COUNCIL, "--lang", "fr", "--from", ref)) for ref in ("v1", "side", commits, "HEAD")}) == 1
    )


def test_a_revision_that_a_shallow_clone_has_not_is_named(project: Project, tmp_path: Path) -> None:
    begin(project)
    project.append(CONTEXT, "Un paragraphe de plus. {#p900}")
    commit(project, "second")
    git(project, "clone", "-q", "--depth", "1", project.root.as_uri(), str(tmp_path / "clone"))
    result = Project(tmp_path / "clone").run("diff", COUNCIL, "--from", "HEAD~1")
    assert result.exit_code == 1
    assert "RV101" in result.output


def test_a_file_that_says_where_to_write_is_not_heard(drafted: Project, tmp_path: Path) -> None:
    told_ = json.loads(Path(first(drafted, suffix="json")).read_text("utf-8"))
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({**told_, "stem": "../../../out", "symbol": "../x"}), "utf-8")
    told(drafted.run("diff", first(drafted), str(path), "--format", "docx", "--build", str(tmp_path / "build")))
    assert [one.name for one in tmp_path.rglob("*.docx")] == ["..-..-..-out-F.docx"]
    assert (tmp_path / "build" / COUNCIL / "diff").is_dir()


@pytest.mark.parametrize(
    ("words", "said_"),
    [
        (["--author", "a\x07"], "author"),
        (["--author", "a\nb"], "author"),
        (["--author", "x" * 256], "255"),
        (["--date", "2022-02-30"], "moment"),
        (["--date", ""], ""),
    ],
)
def test_a_name_or_moment_that_is_none_is_a_wrong_command_line(drafted: Project, words: list[str], said_: str) -> None:
    result = drafted.run("diff", COUNCIL, "--lang", "fr", *words)
    assert result.exit_code == (2 if said_ else 0)
    assert said_ in result.output


def test_two_files_are_two_files(drafted: Project) -> None:
    result = drafted.run("diff", COUNCIL, first(drafted))
    assert result.exit_code == 2
    assert "--from" in result.output


def test_the_pages_for_reviewing_are_made_of_all_documents(drafted: Project, tmp_path: Path) -> None:
    told(drafted.run("review", "--from", "HEAD", "--build", str(tmp_path)))
    made = {path.relative_to(tmp_path / "review").as_posix() for path in (tmp_path / "review").rglob("*") if path.is_file()}
    codes = ("ar", "en", "es", "fr", "ru", "zh")
    pages = {f"{id_}/{code}.html" for id_ in (COUNCIL, TDAG) for code in codes}
    redlines = {f"{COUNCIL}/C22-23-{letter}.docx" for letter in "AEFSRC"}
    assert made == pages | redlines | {"index.html", "site.css", "site.js", f"{COUNCIL}/changes.html"}


def test_word_files_of_others_are_compared_as_word_files_and_a_single_one_with_nothing(
    drafted: Project, tmp_path: Path
) -> None:
    for name, text in (("one", "Le Conseil a pris note."), ("two", "Le Conseil a pris acte."), ("empty", "")):
        made = docx.Document()
        made.add_paragraph(text)
        made.save(str(tmp_path / f"{name}.docx"))
    one, two, empty = (str(tmp_path / f"{name}.docx") for name in ("one", "two", "empty"))
    build = ["--build", str(tmp_path / "build")]
    told(drafted.run("diff", one, two, "--exit-code", *build), 1)
    redline = parts(tmp_path / "build" / "diff" / "two.docx")["word/document.xml"].decode()
    assert "note" in redline[redline.index("<w:del ") :]
    told(drafted.run("diff", two, two, "--exit-code", *build), 0)
    told(drafted.run("diff", empty, empty, "--exit-code", *build), 0)
    assert drafted.run("diff", one, two, "--format", "json", *build).exit_code == 2
    assert "RV103" in drafted.run("diff", one, *build).output


def test_pages_that_cannot_be_made_leave_those_that_are_there(drafted: Project, tmp_path: Path) -> None:
    index = tmp_path / "review" / "index.html"
    index.parent.mkdir()
    index.write_text("as it was", "utf-8")
    result = drafted.run("review", "--from", "no-such", "--build", str(tmp_path))
    assert result.exit_code == 1
    assert result.output.count("error RV101") == 1
    assert index.read_text("utf-8") == "as it was"
