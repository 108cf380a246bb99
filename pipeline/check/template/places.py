"""Where slots stand: what is around one decides whether what fills it can stand there, and is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline.check.template.fields import overwritten
from pipeline.check.template.parts import Element, Story, Template, quoted
from pipeline.check.template.sheet import Sheet, on
from pipeline.issues import Issue, Location, issue
from pipeline.wml.names import MC, local, r, w
from pipeline.wml.text import stretches, text_of
from pipeline.write.tags import BLOCKS, Tag

# What leaves a content control a mere frame; all else binds it, locks it, or restricts what may stand in it.
_FRAME = frozenset(("rPr", "alias", "tag", "id", "placeholder", "temporary", "richText", "tabIndex", "appearance", "color"))
_LOST = (
    *("drawing", "pict", "object", "sym", "ptab", "footnoteReference", "endnoteReference", "sectPr"),
    *("fldSimple", "fldChar"),
)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one story."""

    story: Story
    overwritten: Set[Element]
    sheet: Sheet

    def issues(self, paragraph: Element, tag: Tag) -> Iterator[Issue]:
        """What is wrong with the place of a slot: TP107, TP120 to TP124, TP126."""
        at = self.story.at(paragraph, tag.start + 1, tag.end - tag.start)
        texts = [stretch.element for stretch in stretches(paragraph) if stretch.start < tag.end and tag.start < stretch.end]
        code = self._misplaced(paragraph, texts, block=tag.slot in BLOCKS, body=tag.slot == "body")
        if code:
            yield issue(code, at, slot=tag.put)
        if any(self._hidden(text, paragraph) for text in texts):
            yield issue("TP126", at, slot=tag.put)
        if tag.slot in BLOCKS:
            yield from _beside(paragraph, tag, at)

    def _misplaced(self, paragraph: Element, texts: Sequence[Element], *, block: bool, body: bool) -> str:
        controls = list(texts[0].iterancestors(w("sdt")))
        boxed = _inside(paragraph, "txbxContent")
        if any(text in self.overwritten for text in texts):
            return "TP120"
        if any(block or _binds(control) for control in controls):
            return "TP121"
        if block:
            # The other programs of a fallback would get the blocks a second time.
            choice = next(texts[0].iterancestors(f"{{{MC}}}AlternateContent"), None) is not None
            wrong = self.story.kind != "document" or boxed or choice or (body and _inside(paragraph, "tc"))
            return "TP123" if wrong else ""
        return "TP122" if boxed else ""

    def _hidden(self, text: Element, paragraph: Element) -> bool:
        """Whether a text is hidden: by its run, or by the style of its run or paragraph."""
        run = next(text.iterancestors(w("r")))
        direct = run.find(f"{w('rPr')}/{w('vanish')}")
        if direct is not None:
            return on(direct)
        styles = (run.find(f"{w('rPr')}/{w('rStyle')}"), paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        ids = [style.get(w("val"), "") for style in styles if style is not None]
        return any(map(self.sheet.hides, ids if styles[1] is not None else [*ids, self.sheet.normal()]))


def places_of(template: Template, story: Story) -> Places:
    """The places of a story."""
    return Places(story, overwritten(story), template.sheet)


def shown(template: Template) -> Set[str]:
    """The names of the parts that Word shows: the page, and the headers and footers of its sections that are switched on.

    A section without one of its own has that of the section before (17.10.5).
    """
    names = {story.name for story in template.stories if story.kind == "document"}
    targets = {other.id: other.name for other in template.relations}
    even = template.settings is not None and on(template.settings.find(w("evenAndOddHeaders")))
    current: dict[tuple[str, str], str] = {}
    for section in () if template.page is None else template.page.iter(w("sectPr")):
        references = [child for child in section if local(str(child.tag)) in ("headerReference", "footerReference")]
        current |= {
            (str(reference.tag), reference.get(w("type"), "default")): targets.get(reference.get(r("id"), ""), "")
            for reference in references
        }
        switched = {"default": True, "first": on(section.find(w("titlePg"))), "even": even}
        names |= {name for (_, kind), name in current.items() if switched.get(kind, False)}
    return names


def _inside(paragraph: Element, name: str) -> bool:
    return next(paragraph.iterancestors(w(name)), None) is not None


def _binds(control: Element) -> bool:
    properties = control.find(w("sdtPr"))
    return properties is not None and any(local(str(child.tag)) not in _FRAME for child in properties)


def _beside(paragraph: Element, tag: Tag, at: Location) -> Iterator[Issue]:
    """What would go with the paragraph of a block slot: text TP107, anything else TP124."""
    text = text_of(paragraph)
    rest = (text[: tag.start] + text[tag.end :]).strip(" \t\n\r\u00a0\u202f\u200b\ufeff")
    if rest:
        yield issue("TP107", at, slot=tag.put, found=quoted(rest))
    breaks = any(mark.get(w("type")) in ("page", "column") for mark in paragraph.iter(w("br")))
    breaks = breaks or on(paragraph.find(f"{w('pPr')}/{w('pageBreakBefore')}"))
    marks = Counter(mark.get(w("id")) for mark in paragraph.iter(w("bookmarkStart"), w("bookmarkEnd")))
    if breaks or next(paragraph.iter(*map(w, _LOST)), None) is not None or any(count == 1 for count in marks.values()):
        yield issue("TP124", at, slot=tag.put)
