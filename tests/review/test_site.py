"""The review site in a browser, as a reviewer sees it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.assemble.places import Places
from pipeline.assemble.states import WORK, state
from pipeline.model.blocks import Document
from pipeline.model.plain import plain
from pipeline.model.walk import carriers
from pipeline.wml import accept
from tests.project import COUNCIL, TDAG, Project, parts
from tests.redlines import plain_parts
from tests.review.site_pages import pages, redraft
from tests.wml.said import said

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def redrafted(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project.copied(ROOT, tmp_path_factory.mktemp("site") / "project")
    project.run("build")
    redraft(project)
    return project


@pytest.fixture(scope="module")
def folder(redrafted: Project) -> Path:
    return pages(redrafted, "HEAD")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which every request and every word of the console is heard."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    heard: list[str] = []
    page.on("request", lambda request: None if request.url.startswith("file:") else heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield page
    context.close()
    assert heard == []


def opened(page: Page, folder: Path, name: str) -> Page:
    page.goto((folder / name).as_uri())
    return page


def settled(project: Project, ref: str, language: str) -> Document:
    places = Places(project.sources, project.templates, project.root / "build")
    return state(places, COUNCIL, ref, [language], lambda _: None)[language]


def test_the_matrix_says_for_each_document_and_language_how_far_it_is(page: Page, folder: Path) -> None:
    opened(page, folder, "index.html")
    assert page.locator("thead th").all_inner_texts() == [
        "Document",
        "français",
        "العربية",
        "English",
        "español",
        "русский",
        "中文",
    ]
    rows = page.locator("tbody tr")
    assert rows.count() == 2
    spanish = rows.nth(0).locator("td").nth(3).inner_text()
    assert "114 of 117 texts" in spanish
    assert "1 stale" in spanish
    assert "2 missing" in spanish
    assert re.search(r"changes: \d", spanish)
    assert "108 of 108 texts" in rows.nth(1).locator("td").nth(3).inner_text()


def test_every_link_of_the_matrix_opens_a_file(page: Page, folder: Path) -> None:
    opened(page, folder, "index.html")
    links = [link.get_attribute("href") or "" for link in page.locator("tbody a").all()]
    for href in map(unquote, links):
        assert (folder / href).resolve().is_file(), href
    redlined, built = (
        [href for href in links if href.startswith(start) and href.endswith(".docx")] for start in (COUNCIL, "..")
    )
    assert (len(redlined), len(built)) == (6, 6), "a redline in each language of what changed, and what was built of the other"


def test_the_redline_of_the_matrix_is_that_of_the_page(redrafted: Project, folder: Path) -> None:
    made = parts(folder / COUNCIL / "C22-23(Rev.1)-S.docx")
    assert said(accept.accepted(made)) == said(plain_parts(settled(redrafted, WORK, "es")))
    assert said(accept.rejected(made)) == said(plain_parts(settled(redrafted, "HEAD", "es")))


def test_the_list_of_changes_says_how_far_each_language_is_with_each(page: Page, redrafted: Project, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/changes.html")
    told = json.loads(redrafted.run("changes", COUNCIL, "--format", "json").stdout)
    rows = page.locator(".changes tbody tr")
    assert rows.count() == len(told["changes"])
    for at, change in enumerate(told["changes"]):
        marks = rows.nth(at).locator(".mark").evaluate_all("all => all.map(one => [one.dataset.language, one.className])")
        assert {code: words.split()[1:] for code, words in marks} == {
            code: [state] if state in ("stale", "missing") else [] for code, state in change["states"].items()
        }
    (moved,) = [one for one in told["changes"] if one["kind"] == "moved"]
    assert (moved["unit"], moved["before"], moved["after"]) == ("sections.p2c.heading", "6", "5")
    numbers = [row.split("\t")[:3] for row in page.locator(".numbers tbody tr").all_inner_texts()]
    assert numbers == [[one["before"], one["after"], one["unit"]] for one in told["numbers"]]
    page.locator(".changes a", has_text="p900").first.click()
    assert page.url.endswith("/fr.html#p900")
    assert page.locator("#p900").is_visible()


def test_a_name_stands_on_a_page_once(page: Page, folder: Path) -> None:
    for path in folder.rglob("*.html"):
        opened(page, folder, path.relative_to(folder).as_posix())
        names = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
        assert len(names) == len(set(names)), path


def test_what_moved_stands_in_both_its_places_beside_its_translation(page: Page, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/es.html")
    sides = page.locator(".row", has_text="Partner2Connect").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('.side .words')].map(one => one.firstChild.nodeName))"
    )
    assert [one for one in sides if one in (["INS", "INS"], ["DEL", "DEL"])]
    assert not [one for one in sides if sorted(one) == ["DEL", "INS"]]


@pytest.mark.parametrize("language", ["fr", "ar", "en", "es", "ru", "zh"])
def test_each_text_says_its_language_and_its_direction(page: Page, folder: Path, language: str) -> None:
    opened(page, folder, f"{COUNCIL}/{language}.html")
    direction = "rtl" if language == "ar" else "ltr"
    cells = page.locator(".other" if language != "fr" else ".source")
    assert cells.count() > 100
    found = cells.evaluate_all("cells => cells.map(one => [one.lang, getComputedStyle(one).direction])")
    assert {tuple(one) for one in found} == {(found[0][0], direction)}, found[:5]
    assert found[0][0].startswith(language)


def test_n_and_p_reach_every_change_in_view_and_come_round(page: Page, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/es.html")
    changes = page.locator(".row.changed").count()
    assert changes >= 6
    seen = []
    for _ in range(changes):
        page.keyboard.press("n")
        seen.append(page.evaluate("[...document.querySelectorAll('.row')].indexOf(document.activeElement)"))
    assert len(set(seen)) == changes
    assert seen == sorted(seen)
    assert page.locator(".at").inner_text() == f"{changes} / {changes}"
    page.keyboard.press("n")
    assert page.locator(".at").inner_text() == f"1 / {changes}"
    page.keyboard.press("p")
    assert page.locator(".at").inner_text() == f"{changes} / {changes}"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") > 0


@pytest.mark.parametrize("name", ["changed", "renumbered", "untranslated", "findings"])
def test_a_filter_counts_right_and_shows_only_what_it_says(page: Page, folder: Path, name: str) -> None:
    opened(page, folder, f"{COUNCIL}/es.html")
    label = page.locator("label", has=page.locator(f"input[name={name}]"))
    count = int(label.locator(".count").inner_text())
    assert count == page.locator(f".row.{name}").count()
    label.locator("input").check()
    visible = page.locator(".row:visible")
    assert visible.count() == count
    assert page.locator(f".row.{name}:visible").count() == count
    label.locator("input").uncheck()
    assert page.locator(".row:visible").count() == page.locator(".row").count()


def test_rows_that_only_shifted_their_number_are_passed_over_unless_they_are_asked_for(page: Page, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/es.html")
    assert page.locator(".row.renumbered").count() >= 8
    page.locator("input[name=renumbered]").check()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.classList.contains('renumbered')")


@pytest.mark.parametrize("language", ["fr", "es", "zh"])
@pytest.mark.parametrize(("gone", "kept", "ref"), [("del", "ins", WORK), ("ins", "del", "HEAD")])
def test_accepting_the_redline_in_the_page_gives_the_new_text_and_rejecting_it_the_old(
    page: Page, redrafted: Project, folder: Path, language: str, gone: str, kept: str, ref: str
) -> None:
    opened(page, folder, f"{COUNCIL}/{language}.html")
    side = ".source" if language == "fr" else ".other"
    page.evaluate(f"document.querySelectorAll('{gone}').forEach(one => one.remove())")
    page.evaluate("document.querySelectorAll('.note').forEach(one => one.remove())")
    shown = page.locator(f"{side} .words").evaluate_all("all => all.map(one => one.textContent)")
    labels = page.locator(f"{side} .label").evaluate_all("all => all.map(one => one.textContent)")
    wanted = settled(redrafted, ref, language)
    texts = [plain(carrier.content) or "#" for carrier in carriers(wanted) if carrier.content]
    assert [text for text in shown if text] == texts
    assert [label for label in labels if label] == [one.label for one in carriers(wanted) if getattr(one, "label", "")]
    assert page.locator(kept).count() > 0


def test_a_changed_character_of_a_chinese_sentence_is_marked_by_itself(page: Page, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/zh.html")
    words = page.locator("#p8 .other .words")
    assert words.locator("del").all_inner_texts() == ["告知"]
    assert words.locator("ins").all_inner_texts() == ["说明"]


def test_a_changed_date_marks_the_date(page: Page, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/fr.html")
    cell = page.locator('[id="rpm.rpm-afr.rpm-dates"]')
    assert "30" in cell.locator("del").inner_text()
    assert "31" in cell.locator("ins").inner_text()
    assert "virtuelle" not in cell.locator("del").inner_text()


def test_a_deep_link_shows_its_paragraph(page: Page, folder: Path) -> None:
    page.goto((folder / COUNCIL / "es.html").as_uri() + "#p31")
    assert page.locator("#p31").is_visible()
    assert page.evaluate("document.querySelector(':target').id") == "p31"
    box = page.locator("#p31").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


def test_each_paragraph_and_cell_says_where_it_comes_from(page: Page, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/es.html")
    about = page.locator("#p17 .about")
    about.locator("summary").click()
    text = about.inner_text()
    assert "02-lieu-et-dates.md" in text
    assert "es.po" in text
    assert "facts!C2" in text
    table = page.locator(".row.table", has=page.locator('[id="rpm.rpm-afr.rpm-dates"]')).locator(".about")
    table.locator("summary").click()
    assert "meetings!F4" in table.inner_text()


def test_without_script_every_text_is_there(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / COUNCIL / "es.html").as_uri())
    assert page.locator(".tools").is_hidden()
    assert page.locator(".row:visible").count() == page.locator(".row").count() > 100
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["index.html", f"{COUNCIL}/fr.html", f"{COUNCIL}/ar.html", f"{COUNCIL}/changes.html", f"{TDAG}/zh.html"]
)
def test_axe_finds_nothing(page: Page, folder: Path, scheme: str, name: str) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, folder, name)
    for summary in page.locator("summary").all()[:3]:
        summary.click()
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"][:2]]) for one in found] == []


@pytest.mark.parametrize(
    "name", ["index.html", f"{COUNCIL}/fr.html", f"{COUNCIL}/ar.html", f"{COUNCIL}/ru.html", f"{COUNCIL}/changes.html"]
)
def test_nothing_runs_over_the_edge_of_a_phone(page: Page, folder: Path, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, folder, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_paper_there_are_texts_and_no_tools(page: Page, folder: Path) -> None:
    opened(page, folder, f"{COUNCIL}/es.html")
    page.emulate_media(media="print")
    assert page.locator(".tools").is_hidden()
    assert page.locator(".about:visible").count() == 0
    assert page.locator(".row:visible").count() > 100


def test_the_same_documents_give_the_same_pages(redrafted: Project, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.html")}
    pages(redrafted, "HEAD")
    assert {path: path.read_bytes() for path in folder.rglob("*.html")} == before


def test_what_stands_in_a_text_is_text(project: Project) -> None:
    project.edit("01-contexte.md", "{#p4}", "<script>alert(1)</script> &amp; <b> {#p4}")
    folder = pages(project, "")
    html = (folder / COUNCIL / "fr.html").read_text("utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &lt;b&gt;" in html


def test_a_document_that_cannot_be_built_says_why_in_the_matrix(project: Project) -> None:
    project.edit("02-lieu-et-dates.md", "2.4\t", "2.5\t")
    html = (pages(project, "") / "index.html").read_text("utf-8")
    assert "TX201" in html
    assert re.search(r"cannot be built", html)
