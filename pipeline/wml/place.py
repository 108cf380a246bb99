"""Putting a child where the schema wants it."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.wml.names import local, w


def put(parent: etree._Element, name: str, order: Sequence[str]) -> etree._Element:
    """The child `name` of a properties element: the one it has, or a new one in the place that `order` gives it."""
    found = parent.find(w(name))
    if found is not None:
        return found
    before = order[: order.index(name)]
    position = sum(1 for child in parent if isinstance(child.tag, str) and local(child.tag) in before)
    made = etree.Element(w(name))
    parent.insert(position, made)
    return made
