"""What a template has around a slot that is empty in one state of a redline: tracked as the slot is.

What goes in a state is what `removing.remove` takes out in it: it is asked on a copy for each.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from pipeline.wml.names import R, W, w
from pipeline.wml.order import MARK_PROPERTIES, PARAGRAPH_PROPERTIES, ROW_PROPERTIES
from pipeline.wml.place import put
from pipeline.wml.track import Track, tracked
from pipeline.write.removing import own_text, remove, slotted
from pipeline.write.shell import MARK


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Rows, paragraphs, and what stands in paragraphs, that one state only has."""

    rows: tuple[tuple[etree._Element, Track], ...]
    paragraphs: tuple[tuple[etree._Element, Track], ...]
    texts: tuple[tuple[etree._Element, Track], ...]

    def track(self, stamp: Callable[[], str]) -> None:
        """Mark them; the slots have been filled."""
        for row, track in self.rows:
            _mark(put(_first(row, "trPr", after="tblPrEx"), track.value, ROW_PROPERTIES), stamp())
        for paragraph, track in self.paragraphs:
            properties = put(_first(paragraph, "pPr"), "rPr", PARAGRAPH_PROPERTIES)
            _mark(put(properties, track.value, MARK_PROPERTIES), stamp())
        for paragraph, track in self.texts:
            _wrap(paragraph, track, stamp)


def surroundings(root: etree._Element, no_new: Set[str], no_old: Set[str]) -> Surroundings:
    """What stands around slots in one state only, where `no_new` are those empty in the new state and `no_old` in the old one.

    What stands in neither is taken out.
    """
    here, there = _staying(root, no_new), _staying(root, no_old)
    apart: dict[etree._Element, Track] = {}
    for node, new, old in list(zip(root.iter(), here, there, strict=True)):
        if not new and not old:
            _drop(node)
        elif new != old and node.tag in (w("tr"), w("p")):
            apart[node] = Track.INSERTED if new else Track.DELETED
    rows = tuple((node, track) for node, track in apart.items() if node.tag == w("tr"))
    covered = {row for row, _ in rows}
    paragraphs = tuple(
        (node, track) for node, track in apart.items() if node.tag == w("p") and covered.isdisjoint(node.iterancestors(w("tr")))
    )
    texts = []
    for paragraph in slotted(root):
        slots = set(MARK.findall(own_text(paragraph)))
        new, old = not slots <= no_new, not slots <= no_old
        if new != old:
            texts.append((paragraph, Track.INSERTED if new else Track.DELETED))
    return Surroundings(rows, paragraphs, tuple(texts))


def _staying(root: etree._Element, empty: Set[str]) -> list[bool]:
    """Of each node whether it stays where these slots are empty."""
    copy = deepcopy(root)
    nodes = list(copy.iter())
    remove(copy, empty)
    left = set(copy.iter())
    return [node in left for node in nodes]


def _drop(node: etree._Element) -> None:
    """Take a node out, and leave what follows it: the mark of a block slot may."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (node.tail or "")
    else:
        before.tail = (before.tail or "") + (node.tail or "")
    parent.remove(node)


def _first(node: etree._Element, name: str, after: str = "") -> etree._Element:
    """The properties of a paragraph or row, which come first; new ones where it has none."""
    found = node.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        node.insert(int(bool(after) and node.find(w(after)) is not None), found)
    return found


def _mark(node: etree._Element, stamp: str) -> None:
    made = etree.fromstring(f'<a xmlns:w="{W}"><w:ins{stamp}/></a>')[0]
    node.attrib.update(made.attrib)


def _wrap(paragraph: etree._Element, track: Track, stamp: Callable[[], str]) -> None:
    """Track the runs of a paragraph that are not, those inside its links too, and leave those that text boxes hang on."""
    for parent in [paragraph, *paragraph.iter(w("hyperlink"))]:
        for is_run, group in groupby(list(parent), lambda node: node.tag == w("r") and node.find(f".//{w('p')}") is None):
            if is_run:
                runs = list(group)
                shell = etree.fromstring(f'<a xmlns:w="{W}" xmlns:r="{R}">{tracked(track, "", stamp())}</a>')[0]
                runs[0].addprevious(shell)
                shell.extend(runs)
                if track is Track.DELETED:
                    _as_deleted(shell)


def _as_deleted(shell: etree._Element) -> None:
    for name, deleted in (("t", "delText"), ("instrText", "delInstrText")):
        for text in shell.iter(w(name)):
            text.tag = w(deleted)
