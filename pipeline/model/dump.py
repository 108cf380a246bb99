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
from types import UnionType
from typing import Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from pipeline.model import blocks, inlines, tracked, values

_CLASSES: Mapping[str, type] = {
    kind.__name__: kind
    for module in (values, inlines, tracked, blocks)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
}


def dumped(document: blocks.Document) -> str:
    """The document as JSON text with a final line end; the same document gives the same text."""
    made: list[str] = []
    _WRITERS[type(document)](document, made.append)
    return "".join(made).lstrip() + "\n"


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


Put: TypeAlias = Callable[[str], None]
"""Takes the next piece of a text."""
Writer: TypeAlias = Callable[[Any, Put], None]


class _Writers(dict[type, Writer]):
    """What writes the values of each class; the standard library's writer takes twenty times as long."""

    def __missing__(self, kind: type) -> Writer:
        self[kind] = made = _writer(kind)
        return made


_WRITERS: Final = _Writers()
_LISTS: Final = {"tuple", "Content"}
"""The types of fields with tuples, as they are spelled."""


def _writer(kind: type) -> Writer:
    if kind is tuple:
        return _listed
    if issubclass(kind, Enum):
        return lambda member, put: put(f'{{"is": "{kind.__name__}", "name": "{member.name}"}}')
    if issubclass(kind, datetime.date):
        return lambda day, put: put(f'{{"is": "date", "day": "{day.isoformat()}"}}')
    if is_dataclass(kind):
        return _node_writer(kind)
    spelled = quoted if kind is str else json.dumps
    return lambda value, put: put(spelled(value))


def _listed(nodes: tuple[Any, ...], put: Put) -> None:
    between = "["
    for node in nodes:
        put(between)
        _WRITERS[type(node)](node, put)
        between = ","
    put("]" if nodes else "[]")


def _node_writer(kind: type) -> Writer:
    """As dataclasses make theirs: a function spelled for the class, which does not go through its fields each time."""
    # Beside texts and values, each node stands on a line of its own.
    head = ("\n" if kind.__module__ == blocks.__name__ else "") + f'{{"is": "{kind.__name__}"'
    names: dict[str, Any] = {"quoted": quoted, "listed": _listed, "writers": _WRITERS}
    lines = ["def write(node, put):", f" made = {head!r}"]
    for field in (field for field in fields(kind) if field.compare):
        of, key, default = str(field.type).partition("[")[0], f', "{field.name}": ', f"default_{field.name}"
        names[default] = field.default
        # What is empty is equal to what is empty of its own type.
        unless = "if value: " if of in _LISTS | {"str", "bool"} and not field.default else f"if value != {default}: "
        writer = "listed" if of in _LISTS else "writers[type(value)]"
        put = f"made += {key!r} + quoted(value)" if of == "str" else f"put(made + {key!r}); {writer}(value, put); made = ''"
        lines += [f" value = node.{field.name}", f" {'' if field.default is MISSING else unless}{put}"]
    exec("\n".join((*lines, " put(made + '}')")), names)  # noqa: S102 - the names of our own fields
    return names["write"]  # type: ignore[no-any-return]


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
