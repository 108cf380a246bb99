"""A catalogue follows its document: nine edits of the source, in every language, and what a translator does with a PO editor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import polib
import pytest

from pipeline.assemble.catalogues import unit_states
from pipeline.assemble.places import Places
from pipeline.issues import Issue
from pipeline.localise.catalogue import State
from tests.conftest import ROOT
from tests.project import COUNCIL, Project

LANGUAGES = sorted(path.stem for path in (ROOT / "sources" / COUNCIL / "translations").glob("*.po"))
SAME = "Ce point est examiné dans l'ordre habituel."


def po(project: Project, language: str) -> Path:
    return project.sources / COUNCIL / "translations" / f"{language}.po"


def states(project: Project) -> dict[str, Mapping[str, State]]:
    found: list[Issue] = []
    made = unit_states(Places(project.sources, Path(), Path()), COUNCIL, found.append)
    assert found == []
    return {language: units for language, units in made.items() if language in LANGUAGES}


def update(project: Project, *languages: str) -> str:
    result = project.run("catalogue", "update", COUNCIL, *(f"--lang={language}" for language in languages))
    assert result.exit_code == 0, result.output
    return result.stdout


def in_state(units: Mapping[str, State], state: State) -> set[str]:
    return {unit for unit, found in units.items() if found is state}


def entry(project: Project, language: str, unit: str) -> polib.POEntry:
    (found,) = [one for one in polib.pofile(str(po(project, language)), wrapwidth=0) if one.msgctxt == unit]
    return found


def translate(project: Project, language: str, **texts: str) -> None:
    catalogue = polib.pofile(str(po(project, language)), wrapwidth=0)
    for one in catalogue:
        if one.msgctxt in texts:
            one.msgstr = texts[one.msgctxt]
    catalogue.save()


def test_the_committed_catalogues_are_fresh_and_an_update_changes_no_byte(project: Project) -> None:
    before = {language: po(project, language).read_bytes() for language in LANGUAGES}
    for language, units in states(project).items():
        assert set(units.values()) == {State.FRESH}, language
    said = update(project)
    assert {language: po(project, language).read_bytes() for language in LANGUAGES} == before
    assert "every catalogue is up to date: not a byte was changed" in said


def test_nine_edits_give_the_right_states_in_every_language(project: Project) -> None:
    # Four equal paragraphs, translated, before anything is edited.
    project.append("06-partner2connect.md", "\n".join(f"{SAME} {{#p{number}}}" for number in range(201, 205)))
    update(project)
    for language in LANGUAGES:
        translate(project, language, **{f"p{number}": f"<{language}>" for number in range(201, 205)})
    assert all(set(units.values()) == {State.FRESH} for units in states(project).values())
    old = {unit: entry(project, LANGUAGES[0], unit).msgid for unit in ("p4", "p6", "p8", "p19", "p202")}

    # 1 a date changed; 2 only a no-break space; 3 two words; 4 rewritten under its id
    project.edit("02-lieu-et-dates.md", "30\u00a0septembre 2019", "29\u00a0septembre 2019")
    project.edit("02-lieu-et-dates.md", "datée du 3\u00a0octobre 2019", "datée du 3 octobre 2019")
    project.edit("02-lieu-et-dates.md", "dans la même ville", "dans la\u00a0même ville")
    project.edit("01-contexte.md", "(CMDT) se réunit dans l'intervalle", "(CMDT) est réunie dans l'intervalle")
    rewritten = re.sub(
        r"(?m)^1\.3\t.*(?= \{#p6\})",
        "1.3\tTout autre chose est dit ici.",
        project.fragment("01-contexte.md").read_text("utf-8"),
    )
    project.fragment("01-contexte.md").write_text(rewritten, "utf-8")
    # 5 split: the first part keeps the id
    project.edit("02-lieu-et-dates.md", "dès que possible. Elle y visitera", "dès que possible. {#p19}\n2.14\tElle y visitera")
    text = project.fragment("02-lieu-et-dates.md").read_text("utf-8")
    head, mark, tail = text.rpartition("{#p19}")
    project.fragment("02-lieu-et-dates.md").write_text(f"{head}{{#p205}}{tail}", "utf-8")
    assert mark
    # 6 one of four equal paragraphs; 7 a new paragraph that is like another
    project.edit("06-partner2connect.md", f"{SAME} {{#p202}}", f"{SAME[:-1]} du Conseil. {{#p202}}")
    project.append("06-partner2connect.md", f"{SAME[:-1]} aussi. {{#p206}}")
    # 8 moved; 9 renumbered, by a new paragraph before it
    lines = project.fragment("03-preparation.md").read_text("utf-8").split("\n")
    at = next(i for i, line in enumerate(lines) if line.endswith("{#p23}"))
    lines[at : at + 2] = lines[at + 1], lines[at]
    project.fragment("03-preparation.md").write_text("\n".join(lines), "utf-8")
    project.edit("02-lieu-et-dates.md", "2.3\t", "2.3\tUn paragraphe nouveau. {#p207}\n2.3\t")
    assert project.run("fmt", COUNCIL).exit_code == 0

    stale, missing = {"p4", "p6", "p8", "p19", "p202"}, {"p205", "p206", "p207"}
    for _ in range(2):
        for language, units in states(project).items():
            assert in_state(units, State.STALE) == stale, language
            assert in_state(units, State.MISSING) == missing, language
            assert in_state(units, State.ORPHAN) == set(), language
            assert {"p9", "p10", "p23", "p24", "p201", "p203", "p204"} <= in_state(units, State.FRESH), language
        # Once more when the catalogues are up to date: the states are those of the texts, update or no update.
        said = update(project)
    assert "not a byte was changed" in said
    for language in LANGUAGES:
        for unit in stale:
            one = entry(project, language, unit)
            assert (one.fuzzy, one.previous_msgid) == (True, old[unit]), (language, unit)
            assert one.msgid != old[unit]
            assert one.msgstr
        for unit in missing:
            one = entry(project, language, unit)
            assert (one.fuzzy, one.msgstr, one.previous_msgid) == (False, "", None), (language, unit)
    assert entry(project, LANGUAGES[0], "p6").msgid == "Tout autre chose est dit ici."


def test_an_update_says_what_it_found_for_each_file(project: Project) -> None:
    project.edit("01-contexte.md", "se réunit dans", "est réunie dans")
    project.append("06-partner2connect.md", "Un paragraphe nouveau. {#p201}")
    said = update(project, "es")
    assert "es.po: 1 new, 1 to be looked at again, 1 without translation, 0 no longer in the document" in said
    assert "ru.po" not in said


def test_a_text_that_goes_stays_as_an_orphan_and_comes_back_with_its_translation(project: Project) -> None:
    path = project.fragment("04-processus.md")
    whole = path.read_text("utf-8")
    before = entry(project, "es", "p36").msgstr
    path.write_text(re.sub(r"(?m)^.*\{#p36\}\n", "", whole), "utf-8")
    for _ in range(2):
        assert all(in_state(units, State.ORPHAN) == {"p36"} for units in states(project).values())
        update(project)
    assert entry(project, "es", "p36").obsolete
    assert entry(project, "es", "p36").msgstr == before
    path.write_text(whole, "utf-8")
    assert all(set(units.values()) == {State.FRESH} for units in states(project).values())
    update(project)
    assert not entry(project, "es", "p36").obsolete
    assert all(set(units.values()) == {State.FRESH} for units in states(project).values())
    assert po(project, "es").read_bytes() == (ROOT / po(project, "es").relative_to(project.root)).read_bytes()


@pytest.mark.parametrize("keeps", [False, True], ids=["as Poedit saves", "with the old source kept"])
def test_to_take_fuzzy_away_is_to_confirm(project: Project, keeps: bool) -> None:
    project.edit("01-contexte.md", "se réunit dans", "est réunie dans")
    update(project)
    catalogue = polib.pofile(str(po(project, "es")), wrapwidth=0)
    (one,) = [each for each in catalogue if each.fuzzy]
    assert one.msgctxt == "p4"
    one.flags.remove("fuzzy")
    if not keeps:
        one.previous_msgid = None
    catalogue.save()
    assert states(project)["es"]["p4"] is State.FRESH
    assert states(project)["ru"]["p4"] is State.STALE
    update(project)
    assert states(project)["es"]["p4"] is State.FRESH
    assert entry(project, "es", "p4").previous_msgid is None
    assert "not a byte was changed" in update(project)


def test_a_source_that_is_again_as_it_was_makes_its_translation_fresh(project: Project) -> None:
    project.edit("01-contexte.md", "se réunit dans", "est réunie dans")
    update(project)
    project.edit("01-contexte.md", "est réunie dans", "se réunit dans")
    update(project)
    assert set(states(project)["es"].values()) == {State.FRESH}
    assert po(project, "es").read_bytes() == (ROOT / po(project, "es").relative_to(project.root)).read_bytes()


def test_a_source_that_changes_twice_is_compared_with_what_was_translated(project: Project) -> None:
    old = entry(project, "es", "p4").msgid
    for before, after in (("se réunit dans", "est réunie dans"), ("est réunie dans", "sera réunie dans")):
        project.edit("01-contexte.md", before, after)
        update(project)
    assert entry(project, "es", "p4").previous_msgid == old
    assert "sera réunie dans" in entry(project, "es", "p4").msgid


def test_a_doubt_of_a_reviser_stays(project: Project) -> None:
    catalogue = polib.pofile(str(po(project, "es")), wrapwidth=0)
    next(one for one in catalogue if one.msgctxt == "p4").flags.append("fuzzy")
    catalogue.save()
    data = po(project, "es").read_bytes()
    assert states(project)["es"]["p4"] is State.STALE
    update(project)
    assert po(project, "es").read_bytes() == data


def test_comments_and_waivers_of_a_reviser_stay(project: Project) -> None:
    catalogue = polib.pofile(str(po(project, "es")), wrapwidth=0)
    next(one for one in catalogue if one.msgctxt == "p4").tcomment = "ok: number – the source counts the annex too"
    catalogue.save()
    project.edit("01-contexte.md", "se réunit dans", "est réunie dans")
    update(project)
    assert entry(project, "es", "p4").tcomment == "ok: number – the source counts the annex too"


def test_a_catalogue_that_would_lose_an_entry_is_left_as_it_is(project: Project) -> None:
    path = po(project, "es")
    text = path.read_text("utf-8")
    path.write_text(f'{text}\nmsgctxt "p4"\nmsgid "x"\nmsgstr "y"\n', "utf-8")
    data = path.read_bytes()
    result = project.run("catalogue", "update", COUNCIL)
    assert result.exit_code == 1
    assert "TR102" in result.stderr
    assert path.read_bytes() == data
