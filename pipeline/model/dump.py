"""A settled document as JSON and back: what redlines, change lists and pulls compare.

Each node is an object with its class in `is`; fields at their default are left out, as are locations and claims, which
belong to one state of the sources and not to the document. Each node that is more than text stands on a line of its own.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from pipeline.model import blocks, inlines, tracked, values

_CLASSES: Mapping[str, type] = {
    kind.__name__: kind
    for module in (values, inlines, tracked, blocks)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
}


def dumped(document: blocks.Document) -> str:
    """The document as JSON text with a final line end; the same document gives the same text."""
    return _WRITERS[type(document)](document).lstrip() + "\n"


def loaded(text: str) -> blocks.Document:
    """The document that `dumped` wrote; raises ValueError where the text is not one."""
    return revived(json.loads(text))


def revived(found: Any) -> blocks.Document:
    """The document of which JSON made these values; raises ValueError where they are not one, down to each field."""
    try:
        document = _loaded(found)
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a document: {error}") from error
    if not isinstance(document, blocks.Document):
        raise ValueError("not a document")  # noqa: TRY004 - the text is wrong, not a type in our code
    return document


class _Writers(dict[type, Callable[[Any], str]]):
    """What writes the values of each class; the standard library's writer takes ten times as long."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        self[kind] = made = _writer(kind)
        return made


_WRITERS: Final = _Writers()


def _writer(kind: type) -> Callable[[Any], str]:
    if kind is str:
        return quoted
    if kind is tuple:
        return _listed
    if issubclass(kind, Enum):
        return lambda member: f'{{"is": "{kind.__name__}", "name": "{member.name}"}}'
    if issubclass(kind, datetime.date):
        return lambda day: f'{{"is": "date", "day": "{day.isoformat()}"}}'
    return _node_writer(kind) if is_dataclass(kind) else json.dumps


def _listed(nodes: tuple[Any, ...]) -> str:
    return f"[{','.join([_WRITERS[type(node)](node) for node in nodes])}]"


def _node_writer(kind: type) -> Callable[[Any], str]:
    kept = [field for field in fields(kind) if field.compare]
    head = f'{{"is": "{kind.__name__}"'
    # Beside texts and values, each node stands on a line of its own.
    head = f"\n{head}" if kind.__module__ == blocks.__name__ else head
    if not kept:
        return lambda _: head + "}"
    names = [field.name for field in kept]
    values = attrgetter(*names) if len(names) > 1 else lambda node: (getattr(node, names[0]),)
    slots = [(f', "{field.name}": ', field.default) for field in kept]

    def write(node: Any) -> str:
        made = head
        for (name, default), value in zip(slots, values(node), strict=True):
            if default is MISSING or value != default:
                made += name + _WRITERS[type(value)](value)
        return made + "}"

    return write


def _loaded(node: Any) -> Any:
    if isinstance(node, list):
        return tuple(_loaded(child) for child in node)
    if not isinstance(node, dict):
        return node
    if node.get("is") == "date":
        return datetime.date.fromisoformat(node["day"])
    kind = _CLASSES.get(str(node.get("is")))
    if kind is None:
        raise ValueError(f"unknown node {node.get('is')!r}")
    if issubclass(kind, Enum):
        return kind[node["name"]]
    given = {name: _loaded(value) for name, value in node.items() if name != "is"}
    hints = _hints(kind.__name__)
    for name, value in given.items():
        if not _fits(value, hints[name]):
            raise ValueError(f"{kind.__name__}.{name} is {value!r:.40}")
    return kind(**given)


@cache
def _hints(name: str) -> Mapping[str, Any]:
    return get_type_hints(_CLASSES[name])


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value is of a field's type; the nodes in it have been looked at themselves."""
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if not isinstance(value, tuple):
            return False
        if inner[-1] is ...:
            return all(_fits(one, inner[0]) for one in value)
        return len(value) == len(inner) and all(map(_fits, value, inner))
    if get_origin(hint) in (Union, UnionType):
        return any(_fits(value, one) for one in get_args(hint))
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    # What a node was is a node of any kind.
    return type(value) is hint or (is_dataclass(hint) and isinstance(value, hint))  # type: ignore[arg-type]
