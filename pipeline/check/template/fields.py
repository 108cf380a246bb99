"""Fields: those that have no place in a template, and the texts that a field writes over (ECMA-376 part 1, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from pipeline.check.template.parts import Element, Story, Template, quoted
from pipeline.check.template.sheet import name_of, on
from pipeline.issues import Issue, Location, issue
from pipeline.wml.names import w
from pipeline.write.styles import normalised

_MERGE = frozenset(
    ("ADDRESSBLOCK", "GREETINGLINE", "MERGEBARCODE", "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF")
)
_OUTSIDE = frozenset(
    ("DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK", "RD", "EMBED", "HTMLCONTROL")
)
_FORM = frozenset(("ASK", "FILLIN", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT"))
# The name that Word gives the style of such texts.
_PLACEHOLDER = "placeholdertext"
_EMBEDDED = ("altChunk", "subDoc", "object", "control")


@dataclass(slots=True)
class Field:
    """A field: where it begins, its code, and the texts in its result."""

    begin: Element
    code: str = ""
    built: bool = False
    """Whether other fields make its code."""
    texts: list[Element] = field(default_factory=list)
    in_result: bool = False

    @property
    def name(self) -> str:
        """The first word of its code, in capitals."""
        word = re.match(r"\s*([^\s\\\"]+)", self.code)
        return word[1].upper() if word else ""


def fields_of(story: Story) -> Iterator[Field]:
    """The fields of a story that begin and end, inner ones before those around them."""
    for simple in story.root.iter(w("fldSimple")):
        yield Field(simple, simple.get(w("instr"), ""), texts=list(simple.iter(w("t"))))
    opened: list[Field] = []
    for element in story.root.iter(w("fldChar"), w("instrText"), w("t")):
        kind = element.get(w("fldCharType")) if element.tag == w("fldChar") else None
        if kind == "begin":
            if opened and not opened[-1].in_result:
                opened[-1].built = True
            opened.append(Field(element))
        elif not opened:
            continue
        elif kind == "separate":
            opened[-1].in_result = True
        elif kind == "end":
            ended = opened.pop()
            if opened:
                opened[-1].texts += ended.texts
            yield ended
        elif element.tag == w("t"):
            opened[-1].texts.append(element)
        else:
            opened[-1].code += element.text or ""


def overwritten(story: Story) -> Set[Element]:
    """The texts that belong to a field or a link, so that Word writes over them, or a link would come to stand in a link."""
    linked = (text for link in story.root.iter(w("hyperlink")) for text in link.iter(w("t")))
    return {*(text for found in fields_of(story) for text in found.texts), *linked}


def field_issues(template: Template) -> Iterator[Issue]:
    """Mail merge TP155, forms TP152, what reaches outside TP156 or was put in whole TP157, places to click TP153."""
    for story in template.stories:
        told: set[Location] = set()
        for found in fields_of(story):
            at, code = story.at(found.begin), quoted(found.code.strip())
            if found.name in _MERGE:
                yield issue("TP155", at, found=code)
            elif found.name in _OUTSIDE or (found.built and not found.name):
                # A code that other fields make may become any of them.
                yield issue("TP156", at, found=code)
            elif found.name == "MACROBUTTON":
                yield issue("TP153", at, found=quoted(" ".join(found.code.split()[2:])))
            elif found.name in _FORM or found.begin.find(w("ffData")) is not None:
                yield issue("TP152", at, found=code)
                told.add(at)
        for element in story.each(*_EMBEDDED):
            yield issue("TP157", story.at(element))
        yield from _placeholders(template, story)


def _placeholders(template: Template, story: Story) -> Iterator[Issue]:
    """Texts that ask the editor to type another, in a content control or in the style that Word has for them."""
    ids = {id_ for id_, style in template.sheet.styles.items() if normalised(name_of(style)) == _PLACEHOLDER}
    waiting = [control for control in story.each("sdt") if on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}"))]
    inside = {run for control in waiting for run in control.iter(w("r"))}
    styled = [style.getparent().getparent() for style in story.each("rStyle") if style.get(w("val")) in ids]  # type: ignore[union-attr]
    for element in (*waiting, *(run for run in styled if run is not None and run not in inside)):
        text = "".join(text.text or "" for text in element.iter(w("t")))
        # A slot in such a control is told as that.
        if text.strip() and "{{" not in text:
            yield issue("TP153", story.at(next(element.iter(w("t")))), found=quoted(text))
