"""The guides say what the pipeline does: their tables, examples, commands, codes and links are tried."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import click
import docx
import openpyxl
import polib
import pytest
from lxml import etree

from pipeline.cli import council
from pipeline.compose.document import KINDS
from pipeline.issues import REGISTRY, Location
from pipeline.model.records import Record
from pipeline.read.schema import NEEDED, SETTINGS, SHEETS, Kind, Rule
from pipeline.wml.names import w
from pipeline.write.styles import Role, normalised
from pipeline.write.tags import BLOCKS
from tests.project import Project, paragraphs

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "sources/README.md"
TEMPLATES = ROOT / "templates/README.md"
PAGES = [ROOT / "README.md", ROOT / "pipeline/README.md", SOURCES, TEMPLATES]
PACK = ROOT / "sources/languages/fr"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_LINK = re.compile(r"!?\[[^\[\]]*\]\(([^()\s]+)\)|<(?:img|a)\s[^>]*?(?:src|href)=\"([^\"]+)\"")
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_KINDS = {kind.value: kind for kind in Kind} | {"yes/no": Kind.FLAG}

Table = list[dict[str, str]]
everywhere = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def read(page: Path) -> str:
    return page.read_text("utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks marked with a language, without their last line end."""
    return [text.removesuffix("\n") for found, text in _FENCE.findall(read(page)) if found == language]


def spans(text: str) -> list[str]:
    """The inline code of a text; one that a line end breaks is joined."""
    return [" ".join(span.split()).replace(r"\|", "|") for span in _SPAN.findall(_FENCE.sub("", text))]


def under(page: Path, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = heading.index(" ")
    made: list[str] = []
    inside = fenced = False
    for line in read(page).splitlines(keepends=True):
        fenced ^= line.startswith("```")
        found = None if fenced else re.match(r"#+(?= )", line)
        if found and len(found[0]) <= level:
            inside = line.rstrip() == heading
        elif inside:
            made.append(line)
    assert made, heading
    return "".join(made)


def table(text: str) -> Table:
    """The first table of a text, its rows by column."""
    lines = re.search(r"^\|.*\n\|[-|]+\n(?:\|.*\n?)*", text, re.MULTILINE)
    assert lines, text[:80]
    head, _, *rows = [[_cell(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[0].splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def _cell(cell: str) -> str:
    cell = cell.strip().replace(r"\|", "|")
    whole = re.fullmatch(r"`([^`]+)`", cell)
    return whole[1] if whole else cell


def typed(cell: str) -> object:
    """What an editor types into Excel where the guide shows this."""
    if day := _DAY.fullmatch(cell):
        return datetime.date(int(day[3]), int(day[2]), int(day[1]))
    if re.fullmatch(r"\d+(\.\d+)?", cell):
        return float(cell)
    return cell or None


# The workbook


def documented_columns(sheet: str) -> Table:
    return table(under(SOURCES, f"### Sheet `{sheet}`"))


def test_every_sheet_has_its_chapter_and_no_other_sheet_has_one() -> None:
    chapters = re.findall(r"^### Sheet `(\w+)`$", read(SOURCES), re.MULTILINE)
    assert sorted(chapters) == sorted(["settings", *SHEETS])


@pytest.mark.parametrize("sheet", ["settings", *SHEETS])
def test_each_column_is_documented_as_the_schema_has_it(sheet: str) -> None:
    rules = SETTINGS if sheet == "settings" else SHEETS[sheet]
    rows = documented_columns(sheet)
    name = "key" if sheet == "settings" else "column"
    assert [row[name] for row in rows] == list(rules)
    for row in rows:
        rule = rules[row[name]]
        assert _KINDS[row["kind"]] is rule.kind, row[name]
        assert row["required"] == ("yes" if rule.required else "no"), row[name]
        for code in rule.codes:
            assert f"`{code}`" in row["what it holds"], (row[name], code)
        _check_example(row["example"], rule)


def _check_example(example: str, rule: Rule) -> None:
    value = typed(example)
    if rule.codes:
        assert value in rule.codes
    match rule.kind:
        case Kind.DATE:
            assert isinstance(value, datetime.date)
        case Kind.NUMBER:
            assert isinstance(value, float)
        case Kind.FLAG:
            assert value in ("yes", "no")
        case Kind.NAME:
            lines = (PACK / "names.csv").read_text("utf-8").splitlines()
            assert any(line.startswith(f"{rule.names},{example},") for line in lines), example
        case _:
            assert example


def test_each_kind_of_cell_is_explained_and_no_other() -> None:
    explained = {_KINDS[row["kind"]] for row in table(under(SOURCES, "## The workbook"))}
    assert explained == {rule.kind for rules in (SETTINGS, *SHEETS.values()) for rule in rules.values()}


def test_each_kind_of_document_is_named_in_both_guides() -> None:
    (kind,) = [row for row in documented_columns("settings") if row["key"] == "kind"]
    assert set(spans(kind["what it holds"])) == set(KINDS)
    for name in KINDS:
        assert f"### Slots of `{name}.docx`" in read(TEMPLATES)
    assert {path.stem for path in TEMPLATES.parent.glob("*.docx")} == set(KINDS)


def test_the_sheets_that_are_needed_are_said_to_be() -> None:
    sentence = re.search(r"^(.*) must be there \(XL102\)", under(SOURCES, "### Other sheets"), re.MULTILINE)
    assert sentence
    assert tuple(spans(sentence[1])) == NEEDED


# The language pack


def test_the_labels_are_those_of_the_french_pack() -> None:
    labels = {entry.msgctxt for entry in polib.pofile(str(PACK / "labels.po"))}
    documented = [
        key for row in table(under(SOURCES, "## Language packs").split("**Labels**")[1]) for key in key_cell(row["key"])
    ]
    assert sorted(documented) == sorted(labels)
    assert set(box_keys()) == {label for label in labels if label.startswith("box.")}


def key_cell(cell: str) -> list[str]:
    """The names of a cell that holds several, each as code."""
    return re.findall(r"[\w.]+", cell)


def box_keys() -> list[str]:
    paragraph = under(SOURCES, "### Sheet `settings`").split("**summary box**")[1]
    return re.findall(r"`(box\.\w+)`", paragraph)


def test_the_forms_and_files_are_those_of_the_french_pack() -> None:
    formats = tomllib.loads((PACK / "formats.toml").read_text("utf-8"))
    facts = {row["type"]: key_cell(" ".join(spans(row["patterns in French"]))) for row in table(under(SOURCES, "## Facts"))}
    assert sorted(facts["date"]) == sorted(formats["date"])
    assert sorted(facts["range"]) == sorted(formats["range"])
    assert sorted(facts["number"]) == sorted(formats["number"])
    assert sorted(facts) == sorted(SHEETS["facts"]["type"].codes)
    files = {row["file"] for row in table(under(SOURCES, "## Language packs"))}
    assert files == {path.name for path in PACK.iterdir() if path.suffix != ".md"}


# The worked example


@pytest.fixture
def example(tmp_path: Path) -> Project:
    """The worked example, typed from the guide into a project that has nothing else."""
    made = Project.copied(ROOT, tmp_path / "project")
    chapter = under(SOURCES, "## Worked example")
    book = openpyxl.Workbook()
    book.remove(book.active)
    parts = re.split(r"^\*\*Sheet `(\w+)`\*\*$", chapter, flags=re.MULTILINE)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        rows = table(text)
        page = book.create_sheet(name)
        page.append(list(rows[0]))
        for row in rows:
            page.append([typed(cell) for cell in row.values()])
    folder = made.sources / "example"
    (folder / "text").mkdir(parents=True)
    book.save(folder / "document.xlsx")
    for name, text in re.findall(r"^\*\*`text/(\S+)`\*\*\n\n```text\n(.*?)```$", chapter, re.MULTILINE | re.DOTALL):
        (folder / "text" / name).write_text(text, "utf-8", newline="\n")
    return made


def test_the_worked_example_has_nothing_wrong_and_prints_what_is_shown(example: Project) -> None:
    assert example.issues("example") == []
    shown = re.findall(r"^```text\n(.*?)```$", under(SOURCES, "## Worked example"), re.MULTILINE | re.DOTALL)[-1]
    assert example.text("example") == shown
    assert "nothing to mend" in example.run("fmt", "example").output


def test_the_worked_example_is_built_and_its_text_is_in_the_word_file(example: Project) -> None:
    path = example.built("example")
    name = re.search(r"makes `(\S+)` in `build/example`", read(SOURCES))
    assert name
    assert path.name == name[1]
    lines = [text for _, text in paragraphs(path)]
    for wanted in ("1.2\tElle réunira quelque 1\u00a0300 participants:", "a)\tles inscriptions sont ouvertes;", "--"):
        assert wanted in lines
    assert example.built("example", final=True).parent.name == "final"


def test_the_worked_example_has_every_sheet_and_is_the_size_it_says(example: Project) -> None:
    book = openpyxl.load_workbook(example.workbook("example"))
    assert set(book.sheetnames) == {"settings", *SHEETS} - {"conferences"}
    assert "the workbook has eight sheets" in " ".join(read(SOURCES).split())
    assert len(book.sheetnames) == 8


# Fragments and patterns


@pytest.mark.parametrize("fragment", blocks(SOURCES, "fragment"), ids=lambda text: text.split("{#")[0].strip()[:40])
def test_each_example_of_a_fragment_is_read_without_an_issue(example: Project, fragment: str) -> None:
    example.add_row("sections", "example", id="probe", order=2.5, numbered="yes", heading="Essai", fragment="probe.md")
    for number, line in enumerate(fragment.splitlines()):
        if line.startswith("[["):
            # A table stands once in a document: here in the example instead.
            (home,) = [
                path for path in (example.sources / "example/text").glob("*.md") if f"{line}\n" in path.read_text("utf-8")
            ]
            home.write_text(home.read_text("utf-8").replace(f"{line}\n", f"Texte. {{#p19{number}}}\n"), "utf-8")
    example.append("probe.md", fragment, "example")
    assert example.issues("example") == []


@pytest.mark.parametrize("pattern", blocks(SOURCES, "pattern"))
def test_each_example_of_a_pattern_prints_what_is_shown(example: Project, pattern: str) -> None:
    typed_in, shown = pattern.split("\n= ")
    first = example.rows("meetings", "example")[0]["id"]
    example.add_row(
        "tables", "example", id="probe", form="list", sheet="meetings", filter=f"id={first}", marker="•", pattern=typed_in
    )
    example.append("02-reunions.md", "2.2\tEssai: {#p101}\n[[list: probe]]", "example")
    assert example.issues("example") == []
    assert f"    •  {shown}\n" in example.text("example")


def test_there_are_examples_of_every_mark_and_line() -> None:
    text = "\n".join(blocks(SOURCES, "fragment"))
    for sign in (
        "**",
        "*",
        "^",
        "](",
        "[[ref:",
        "[^",
        "{{",
        "\\*",
        "# ",
        "## ",
        "____________",
        "[[table:",
        "[[list:",
        "[[agenda]]",
    ):
        assert sign in text, sign
    for opening in ("3.1\t", "\twith", "a)\t", "A)\t", "1)\t", "i)\t", "–\t", "•\t", "ACCESS: "):
        assert f"\n{opening}" in f"\n{text}", opening
    assert len(blocks(SOURCES, "pattern")) >= 4


def test_each_mark_and_line_that_the_tables_name_is_in_an_example() -> None:
    text = "\n".join(blocks(SOURCES, "fragment"))
    for row in table(under(SOURCES, "### The lines")):
        for sign in ("2.4", "[[agenda]]", "____________", "a)", "A)", "1)", "i)", "–", "•", "#", "##"):
            if f"`{sign}`" in row["line"]:
                assert re.search(r"^\d\.\d\t" if sign == "2.4" else rf"^{re.escape(sign)}", text, re.MULTILINE), sign


# How-to


def test_a_second_annex_and_a_seventh_region_are_added_as_the_guide_says(example: Project) -> None:
    guide = under(SOURCES, "## How to")
    lines = [span for span in spans(guide) if span.startswith("region,")]
    assert len(lines) == 2
    names = example.sources / "languages/fr/names.csv"
    names.write_text(names.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")
    code = lines[0].split(",")[1]
    day = datetime.date(2023, 3, 1)
    example.add_row("meetings", "example", id="rpm-7", type="rpm", order=3, region=code, start=day, mode="virtual")
    example.add_row("sections", "example", id="second", order=9, type="annex", heading="Autre", fragment="autre.md")
    example.append("autre.md", "1\tTexte. {#p101}", "example")
    assert example.issues("example") == []
    text = example.text("example")
    assert f"RPM-{code} | 1er mars 2023 (virtuelle) | --" in text
    assert "ANNEXE 1 — " in text
    assert "ANNEXE 2 — Autre" in text


def test_a_new_sheet_is_printed_as_the_guide_says(example: Project) -> None:
    named = re.search(r"(\S+), (\S+) and (\S+)\s+work as in any other\s+sheet", under(SOURCES, "### Other sheets"))
    assert named
    pattern = "{where}: " + "; ".join(place.strip("`") for place in named.groups()) + "; {people}"
    day, address = datetime.date(2023, 3, 1), "https://example.org/{lang}/1"
    rows: list[list[object]] = [["id", "title", "start", "people", "where", "url"]]
    example.add_sheet("workshops", [*rows, ["w1", "Atelier", day, 1300, "Kigali", address]], "example")
    example.add_row("tables", "example", id="w", form="list", sheet="workshops", pattern=pattern)
    example.append("02-reunions.md", "2.2\tEssai: {#p101}\n[[list: w]]", "example")
    assert example.issues("example") == []
    shown = "–  Kigali: Atelier; 1er mars 2023; [Report](https://example.org/fr/1); 1\u00a0300\n"
    assert shown in example.text("example")


def test_a_list_has_alternatives_as_the_guide_says(example: Project) -> None:
    assert "A list can have alternatives too" in " ".join(read(SOURCES).split())
    example.set_value("tables", "events", "pattern", None, "example")
    example.add_row("tables", "example", id="e1", parent="events", order=1, filter="url!=", pattern="[{label}]({url})")
    example.add_row("tables", "example", id="e2", parent="events", order=2, pattern="{label} --")
    assert example.issues("example") == []
    assert "•  Atelier sur la jeunesse --\n" in example.text("example")


def test_fmt_numbers_and_names_a_new_paragraph_above_last_unit(example: Project) -> None:
    example.add_row("settings", "example", key="last_unit", value=20)
    example.edit("01-contexte.md", "a)\t", "1.2\tNouveau.\na)\t", "example")
    assert ("TX202", "01-contexte.md", "3:1") in example.issues("example")
    assert example.run("fmt", "example").exit_code == 0
    assert "1.3\tNouveau. {#p21}\n" in example.fragment("01-contexte.md", "example").read_text("utf-8")


# The templates


def documented_slots(kind: str) -> Table:
    return table(under(TEMPLATES, f"### Slots of `{kind}.docx`"))


def slot_of(cell: str) -> str:
    found = re.fullmatch(r"\{\{(p?) (\w+) \}\}", cell)
    assert found, cell
    assert bool(found[1]) == (found[2] in BLOCKS), cell
    return found[2]


@pytest.mark.parametrize("kind", KINDS)
def test_each_slot_is_documented_and_no_other(kind: str) -> None:
    settings = Record("settings", "settings", {}, Location(Path()))
    slots = [line.slot for line in KINDS[kind](settings)]
    documented = [slot_of(row["slot"]) for row in documented_slots(kind)]
    assert sorted(documented) == sorted([*slots, *BLOCKS])


@pytest.mark.parametrize("kind", KINDS)
def test_each_slot_stands_in_the_template_where_the_guide_says(kind: str) -> None:
    parts = {"page": r"word/document\.xml", "header": r"word/header\d+\.xml", "footer": r"word/footer\d+\.xml"}
    with ZipFile(TEMPLATES.parent / f"{kind}.docx") as archive:
        texts = {name: _tags(etree.fromstring(archive.read(name))) for name in archive.namelist() if name.endswith(".xml")}
    for row in documented_slots(kind):
        where = re.match(r"\w+", row["where it stands"])
        assert where
        homes = [name for name, text in texts.items() if row["slot"] in text]
        assert homes, row["slot"]
        assert all(re.fullmatch(parts[where[0]], home) for home in homes), row["slot"]


def _tags(root: etree._Element) -> str:
    texts = ["".join(text.text or "" for text in paragraph.iter(w("t"))) for paragraph in root.iter(w("p"))]
    return "\n".join([*texts, *(str(value) for node in root.iter() for value in node.attrib.values())])


@pytest.mark.parametrize("kind", KINDS)
def test_what_fills_a_slot_is_a_setting_or_label_that_there_is(kind: str) -> None:
    labels = {entry.msgctxt for entry in polib.pofile(str(PACK / "labels.po"))}
    for row in documented_slots(kind):
        for name in spans(row["what fills it"]) or [row["what fills it"]]:
            assert name in SETTINGS or name in labels or name in ("box.…", "sections and annexes"), (row["slot"], name)


def test_each_slot_that_the_text_names_is_one() -> None:
    slots = {row["slot"] for kind in KINDS for row in documented_slots(kind)}
    named = set(re.findall(r"\{\{p? \w+ \}\}", read(TEMPLATES)))
    assert named <= slots


def documented_styles(heading: str) -> dict[str, str]:
    rows = table(under(TEMPLATES, heading))
    made = {normalised(row["style"]): row["type"] for row in rows}
    assert len(made) == len(rows)
    return made


def template_styles(kind: str) -> Iterator[tuple[str, str]]:
    with ZipFile(TEMPLATES.parent / f"{kind}.docx") as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    for style in root.iter(w("style")):
        name = style.find(w("name"))
        assert name is not None
        yield normalised(name.get(w("val"), "")), style.get(w("type"), "")


def test_the_styles_of_the_contract_are_documented_and_no_other() -> None:
    assert set(documented_styles("### Styles that the pipeline writes with")) == {normalised(role.value) for role in Role}


def test_every_style_is_of_the_type_that_the_guide_says_and_none_is_left_out() -> None:
    contract = documented_styles("### Styles that the pipeline writes with")
    others = documented_styles("### Styles of the shell, and for editors")
    assert not contract.keys() & others.keys()
    present = {name: kind for template in KINDS for name, kind in template_styles(template)}
    words_own = {"defaultparagraphfont", "normaltable", "nolist"}
    assert contract | others == {name: kind for name, kind in present.items() if name not in words_own}


def test_the_codes_of_templates_are_all_explained() -> None:
    explained = [row["code"] for row in table(under(TEMPLATES, "## What check says"))]
    assert explained == sorted(code for code in REGISTRY if code.startswith("TP"))


def test_a_slot_cut_into_pieces_is_filled_and_one_that_is_empty_takes_its_line_along(example: Project) -> None:
    _in_template(example, "{{ source }}", lambda run: setattr(run, "text", "– {{ source }} –"))
    _in_template(example, "{{ title }}", _cut)
    assert example.issues("example") == []
    lines = [text for _, text in paragraphs(example.built("example"))]
    assert "– Rapport du Secrétaire général –" in lines
    assert "Préparation de la Conférence" in lines
    example.set_value("settings", "source", "value", None, "example")
    assert not [text for _, text in paragraphs(example.built("example")) if text.startswith("–")]


def test_a_slot_of_a_line_stands_in_several_places(example: Project) -> None:
    _in_template(example, "{{ source }}", lambda run: setattr(run, "text", "{{ source }}, {{ title }}"))
    assert example.issues("example") == []
    lines = [text for _, text in paragraphs(example.built("example"))]
    assert "Rapport du Secrétaire général, Préparation de la Conférence" in lines
    assert "Préparation de la Conférence" in lines


def _in_template(project: Project, slot: str, change: Callable[..., object]) -> None:
    path = project.templates / "council.docx"
    word = docx.Document(str(path))
    (paragraph,) = [paragraph for paragraph in word.paragraphs if paragraph.text == slot]
    change(paragraph.runs[0])
    word.save(str(path))


def _cut(run: object) -> None:
    text = run.text  # type: ignore[attr-defined]
    run.text = text[:5]  # type: ignore[attr-defined]
    run._parent.add_run(text[5:]).bold = True  # type: ignore[attr-defined]


# Every page


@everywhere
def test_each_command_that_is_named_exists_with_its_options(page: Path) -> None:
    for line in commands(page):
        words = line.split()
        check = _check_council if words[0] == "council" else _check_make
        check(words[1:], line)


def commands(page: Path) -> list[str]:
    """The calls of `council` and `make` in code, inline or a line of a block, without what stands before them."""
    lines = [line for _, text in _FENCE.findall(read(page)) for line in text.splitlines()]
    calls = [call.split("#")[0].strip() for line in (*lines, *spans(read(page))) for call in line.split("&&")]
    found = [re.match(r"(?:\$ )?(?:\w+=\S+ )*(?:[\w./\\$()-]*[/\\])?((?:council|make)(?:\s.*)?)$", call) for call in calls]
    return [re.sub(r"[\[\]]|\.\.\.", "", call[1]) for call in found if call]


def _check_council(words: list[str], line: str) -> None:
    command: click.Command = council
    rest = iter(words)
    for word in rest:
        if word.startswith("-"):
            option = word.partition("=")[0]
            known = {name: found for found in command.params if isinstance(found, click.Option) for name in found.opts}
            known |= dict.fromkeys(("--help", "-h"))
            assert option in known, line
            if (found := known[option]) and not found.is_flag and "=" not in word:
                value = next(rest)
                if isinstance(found.type, click.Choice):
                    assert set(value.split("|")) <= set(found.type.choices), line
        elif isinstance(command, click.Group) and re.fullmatch(r"\w+", word):
            assert word in command.commands, line
            command = command.commands[word]


def _check_make(words: list[str], line: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    variables = set(re.findall(r"\$\((\w+)\)", makefile))
    for word in re.findall(r"[\w-]+=(?:\"[^\"]*\"|'[^']*'|\S*)|\S+", " ".join(words)):
        name, sign, _ = word.partition("=")
        if name.startswith("-"):
            continue
        assert name in (variables if sign else targets), line


@pytest.mark.parametrize("page", [SOURCES, TEMPLATES], ids=["sources", "templates"])
def test_the_guides_name_commands_and_every_command_is_named(page: Path) -> None:
    named = {word for line in commands(page) for word in line.split()}
    assert {"check", "build"} <= named
    if page == SOURCES:
        assert set(council.commands) & named >= {"build", "check", "fmt", "text"}  # type: ignore[attr-defined]


@everywhere
def test_each_relative_link_and_picture_leads_somewhere(page: Path) -> None:
    text = _SPAN.sub("", _FENCE.sub("", read(page)))
    for found in _LINK.findall(text):
        target = found[0] or found[1]
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        assert goal.exists(), target
        assert goal.is_relative_to(ROOT), target
        if anchor:
            assert anchor in anchors(goal), target


def anchors(page: Path) -> list[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", read(page)), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings]


@everywhere
def test_each_code_that_is_named_is_in_the_registry(page: Path) -> None:
    families = "|".join(sorted({code[:2] for code in REGISTRY}))
    for code in re.findall(rf"\b(?:{families})\d{{3}}\b", read(page)):
        assert code in REGISTRY


@everywhere
def test_each_table_has_the_same_number_of_cells_in_every_row(page: Path) -> None:
    for found in re.findall(r"(?:^\|.*\n)+", _FENCE.sub("", read(page)), re.MULTILINE):
        widths = {len(re.split(r"(?<!\\)\|", line)) for line in found.splitlines()}
        assert len(widths) == 1, found[:200]
