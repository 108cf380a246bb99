"""Styles and numbering that the document names (ECMA-376 part 1, 17.7 and 17.9).

Word forgives an unknown style by printing the default one: the page looks wrong and nobody is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pipeline.check.package.parts import Element, Package, Part
from pipeline.check.package.rules import Found, Rule, in_the_part, near
from pipeline.wml.names import local, w

_KINDS: Final = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
_LINKS: Final = (w("basedOn"), w("next"), w("link"))


def unknown_style(package: Package) -> Iterator[Found]:
    """A paragraph, run, table, list level or other style names a style that there is none of."""
    if package.unread("styles"):
        return
    yield from _in_users(package, unknown_style, _unknown)


def _unknown(part: Part, kinds: Mapping[str | None, str]) -> Iterator[str]:
    for element in part.each(*_KINDS, *_LINKS):
        name = element.get(w("val"))
        if name is not None and name not in kinds:
            yield f"{local(str(element.tag))} {name}{near(element)}"


def style_of_wrong_kind(package: Package) -> Iterator[Found]:
    """A paragraph names a character style, a run a paragraph style, and so on."""
    yield from _in_users(package, style_of_wrong_kind, _of_wrong_kind)


def _of_wrong_kind(part: Part, kinds: Mapping[str | None, str]) -> Iterator[str]:
    for element in part.each(*_KINDS):
        kind = kinds.get(element.get(w("val")))
        if kind is not None and kind != _KINDS[str(element.tag)]:
            yield f"{local(str(element.tag))} {element.get(w('val'))}, a {kind} style{near(element)}"


@in_the_part("styles")
def duplicate_style(part: Part) -> Iterator[str]:
    """Two styles have one id or one name; Word keeps one of them."""
    ids = Counter(style.get(w("styleId")) for style in part.each(w("style")))
    names = Counter((_value(style, "name") or "").casefold() or None for style in part.each(w("style")))
    for value, count in (*ids.items(), *names.items()):
        if count > 1 and value is not None:
            yield f"style {value}: {count} times"


@in_the_part("styles")
def style_based_on_itself(part: Part) -> Iterator[str]:
    """A style is based on itself, directly or by others."""
    bases = {style.get(w("styleId")): _value(style, "basedOn") for style in part.each(w("style"))}
    for style in bases:
        seen, base = {style}, bases.get(style)
        while base is not None and base not in seen:
            seen.add(base)
            base = bases.get(base)
        if base == style and style is not None:
            yield f"style {style}"


def unknown_numbering(package: Package) -> Iterator[Found]:
    """A paragraph or style names a list that there is none of; 0 means none."""
    if package.unread("numbering"):
        return
    part = package.related("numbering")
    known = {"0"} | ({num.get(w("numId")) for num in part.each(w("num"))} if part else set())
    for user in _users(package):
        for element in user.each(w("numId")):
            if element.get(w("val")) is not None and element.get(w("val")) not in known:
                yield user.name, f"numId {element.get(w('val'))}{near(element)}"


def unknown_abstract_numbering(package: Package) -> Iterator[Found]:
    """A list has no definition."""
    part = package.related("numbering")
    if part is not None:
        known = {definition.get(w("abstractNumId")) for definition in part.each(w("abstractNum"))}
        for num in part.each(w("num")):
            if _value(num, "abstractNumId") not in known:
                yield part.name, f"list {num.get(w('numId'))}: abstractNumId {_value(num, 'abstractNumId')}"


def duplicate_numbering_id(package: Package) -> Iterator[Found]:
    """Two lists, or two definitions, have one id."""
    part = package.related("numbering")
    if part is not None:
        for tag, attribute in (("num", "numId"), ("abstractNum", "abstractNumId")):
            for value, count in Counter(element.get(w(attribute)) for element in part.each(w(tag))).items():
                if count > 1:
                    yield part.name, f"{attribute} {value}: {count} times"


def _in_users(
    package: Package, rule: Rule, breaks: Callable[[Part, Mapping[str | None, str]], Iterator[str]]
) -> Iterator[Found]:
    """Where a rule of styles is broken in the parts that name them; `breaks` gets the kind of each style by its id."""
    styles = package.related("styles")
    kinds: dict[str | None, str] = {}
    for part in _users(package):
        if (rule, styles) not in part.found:
            if styles and not kinds:
                kinds = {style.get(w("styleId")): style.get(w("type"), "paragraph") for style in styles.each(w("style"))}
            part.found[rule, styles] = tuple(breaks(part, kinds))
        for detail in part.found[rule, styles]:
            yield part.name, detail


def _users(package: Package) -> Iterator[Part]:
    """The parts that name styles and lists of the document."""
    yield from package.stories
    for part in (package.related("styles"), package.related("numbering")):
        if part is not None:
            yield part


def _value(element: Element, name: str) -> str | None:
    found = element.find(w(name))
    return None if found is None else found.get(w("val"))


RULES: Final[tuple[Rule, ...]] = (
    unknown_style,
    style_of_wrong_kind,
    duplicate_style,
    style_based_on_itself,
    unknown_numbering,
    unknown_abstract_numbering,
    duplicate_numbering_id,
)
