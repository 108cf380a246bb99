"""Each rule over a finished package: one fault planted in a clean file gives that rule and no other."""

from __future__ import annotations

import pytest

from pipeline.check.package import RULES, faults
from pipeline.wml.order import CHILDREN, REPEATED
from tests.check.packages import CLEAN, DECORATIVE, packed, with_change, with_part
from tests.check.planted import DOC, MARK, PLANTED, Planted


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.sentence)
def test_a_planted_fault_breaks_exactly_its_rule(planted: Planted) -> None:
    assert {fault.rule for fault in faults(planted.package, [MARK])} == {planted.rule}


def test_every_rule_has_a_planted_fault() -> None:
    assert {planted.rule for planted in PLANTED} == set(RULES)


def test_the_clean_package_has_no_fault() -> None:
    assert list(faults(packed(CLEAN), [MARK])) == []


def test_braces_in_text_are_text() -> None:
    assert list(faults(with_change(DOC, "controlled", "{{ x }} {% y %}"), [MARK])) == []


def test_a_decorative_drawing_needs_no_description() -> None:
    bare = with_change(DOC, 'descr="The emblem"/>', f">{DECORATIVE}</wp:docPr>")
    assert list(faults(bare)) == []


def test_what_a_fallback_repeats_is_not_counted_twice() -> None:
    inside = '<w:bookmarkStart w:id="9" w:name="box"/><w:bookmarkEnd w:id="9"/>'
    box = f"<w:txbxContent><w:p>{inside}</w:p></w:txbxContent>"
    both = f'<mc:Choice Requires="w14">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    package = with_change(DOC, "<w:p/>\n", f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p><w:p/>\n")
    assert list(faults(package)) == []


def test_an_entity_of_a_document_type_is_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x b="&a;"/>'
    package = packed({**CLEAN, "word/extra.xml": bomb})
    assert [fault.rule for fault in faults(package)] == ["document-type-declaration"]


def test_a_fault_names_its_part_and_place() -> None:
    (fault,) = faults(with_change(DOC, "<w:t>An entry", "<w:t> An entry"))
    assert (fault.rule, fault.part) == ("lost-space", "word/document.xml")
    assert "An entry" in fault.detail


def test_the_order_of_children_names_each_child_once() -> None:
    assert all(len(set(order)) == len(order) for order in CHILDREN.values())
    assert {child for order in CHILDREN.values() for child in order} >= REPEATED


@pytest.mark.parametrize("name", [name for name, content in CLEAN.items() if isinstance(content, str)])
def test_a_part_cut_off_or_of_another_kind_is_a_fault_and_never_an_exception(name: str) -> None:
    content = str(CLEAN[name])
    assert list(faults(with_part(name, content[: len(content) // 2])))
    assert list(faults(with_part(name, "<x/>")))
