"""A second draft of the council report, and the review site of it, for the tests of its pages."""

from __future__ import annotations

import datetime
from pathlib import Path

from pipeline.assemble.places import Places
from pipeline.assemble.reviewing import Review
from pipeline.messages import Messages
from pipeline.review.site.rendering import site
from tests.project import COUNCIL, Project
from tests.repository import begin


def redraft(project: Project) -> None:
    """Commit the project as it is, then change it as editors do: text, date, table, agenda, sections in another
    order, a paragraph more, one translation.
    """
    begin(project)
    fragment = project.fragment("02-lieu-et-dates.md")
    lines = fragment.read_text("utf-8").split("\n")
    lines[1] = lines[1].replace("2019", "2020", 1)
    lines.insert(4, "2.5\tUn paragraphe de plus, à lire. {#p900}")
    fragment.write_text("\n".join(lines), "utf-8", newline="\n")
    project.set_value("meetings", "rpm-afr", "end", datetime.date(2021, 3, 31))
    project.set_value("settings", "revision_kind", "value", "rev")
    project.set_value("settings", "revision_number", "value", 1)
    project.set_value("sections", "p2c", "order", 5)
    project.set_value("sections", "road-to-addis", "order", 6)
    project.run("fmt", COUNCIL)
    project.add_row("agenda", id="more", parent="part-p2c", level="item", order=0, label="Un point de plus")
    catalogue = project.sources / COUNCIL / "translations" / "zh.po"
    catalogue.write_text(
        catalogue.read_text("utf-8").replace("书面形式告知是否同意", "书面形式说明是否同意"), "utf-8", newline="\n"
    )


def pages(project: Project, ref: str, ui: str = "en") -> Path:
    """The site of the project, written; returns its folder."""
    places = Places(project.sources, project.templates, project.root / "build")
    folder = project.root / "build" / "review"
    documents = [Review(places, ref if id_ == COUNCIL else "", folder).of(id_, lambda _: None) for id_ in places.documents()]
    for name, data in site(documents, ref, Messages(ui)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
