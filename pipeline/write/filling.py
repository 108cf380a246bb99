"""The slots of a marked part filled with runs, and with the body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.wml.make import Look, escaped, text_run
from pipeline.wml.names import R, W, w
from pipeline.wml.order import RUN_PROPERTIES
from pipeline.write.removing import remove, slotted, texts
from pipeline.write.shell import MARK
from pipeline.write.surroundings import surroundings
from pipeline.write.tags import BLOCKS


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a slot: runs for each time that the part has it, or for a block slot paragraphs and tables, once.

    `text` is the same as plain text, for attributes; `in_new` and `in_old` say in which states there is anything.
    """

    xmls: tuple[str, ...]
    text: str
    in_new: bool
    in_old: bool


def filled(root: etree._Element, fillings: Mapping[str, Filling], stamp: Callable[[], str]) -> bytes:
    """A marked part with its slots filled; what is empty goes as `remove` has it.

    Where a slot is empty in one state of a redline only, what stands around it goes in that one only: it is tracked, with a
    `stamp` for each change.
    """
    root = deepcopy(root)
    no_new = {name for name, filling in fillings.items() if not filling.in_new}
    no_old = {name for name, filling in fillings.items() if not filling.in_old}
    around = None
    if no_new == no_old:
        remove(root, no_new)
    else:
        around = surroundings(root, no_new, no_old)
    used: Counter[str] = Counter()
    for paragraph in slotted(root):
        _fill(paragraph, fillings, used)
    if around is not None:
        around.track(stamp)
    text = etree.tostring(root, encoding="unicode")
    parts = (_late(part, fillings) if at % 2 else part for at, part in enumerate(MARK.split(text)))
    return b"".join([part.encode() for part in parts])


def _late(name: str, fillings: Mapping[str, Filling]) -> str:
    """What stands for a mark outside runs: blocks where paragraphs stand, plain text in an attribute."""
    return fillings[name].xmls[0] if name in BLOCKS else escaped(fillings[name].text)


def _fill(paragraph: etree._Element, fillings: Mapping[str, Filling], used: Counter[str]) -> None:
    for text in [text for text in texts(paragraph) if MARK.search(text.text or "")]:
        old = text.getparent()
        assert old is not None
        base = old.find(w("rPr"))
        if before := [child for child in text.itersiblings(preceding=True) if child.tag != w("rPr")]:
            run = etree.Element(w("r"))
            run.extend([] if base is None else [deepcopy(base)])
            run.extend(reversed(before))
            old.addprevious(run)
        for new in _pieces(text.text or "", base, fillings, used):
            old.addprevious(new)
        text.getparent().remove(text)  # type: ignore[union-attr]
        if all(child.tag == w("rPr") for child in old):
            old.getparent().remove(old)  # type: ignore[union-attr]


def _pieces(
    text: str, base: etree._Element | None, fillings: Mapping[str, Filling], used: Counter[str]
) -> Iterator[etree._Element]:
    """The runs that a text with marks becomes, each with the properties of the run it stood in."""
    for at, part in enumerate(MARK.split(text)):
        xml = fillings[part].xmls[used[part]] if at % 2 else text_run(part, Look())
        used[part] += at % 2
        for made in etree.fromstring(f'<w:p xmlns:w="{W}" xmlns:r="{R}">{xml}</w:p>'):
            if base is not None:
                for run in made.iter(w("r")):
                    _inherit(run, base)
            yield made


def _inherit(run: etree._Element, base: etree._Element) -> None:
    """Give a run the properties of the slot that it does not have itself, in the schema's order, and had not."""
    properties = run.find(w("rPr"))
    if properties is None:
        properties = etree.Element(w("rPr"))
        run.insert(0, properties)
    was = properties.find(f"{w('rPrChange')}/{w('rPr')}")
    for one in (properties,) if was is None else (properties, was):
        own = {child.tag for child in one}
        one.extend(deepcopy(child) for child in base if child.tag not in own)
        ranks = {w(name): rank for rank, name in enumerate(RUN_PROPERTIES)}
        one[:] = sorted(one, key=lambda child: ranks.get(str(child.tag), len(ranks)))
