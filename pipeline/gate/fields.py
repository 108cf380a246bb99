"""The fields of a part of a Word file: their instructions, put together from the runs that Word has cut them into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_INSTRUCTIONS = ("instrText", "delInstrText")


@dataclass(slots=True)
class _Open:
    """A field that has begun: what its instruction says so far, and whether the instruction goes on."""

    said: list[str] = field(default_factory=list)
    instructing: bool = True


def fields(root: etree._Element) -> Iterator[str]:
    """The instruction of each field (ECMA-376 part 1, 17.16.2), nested ones too.

    Where one field's result is part of another's instruction it stands there as U+FFFC: what it will say is not known.
    """
    open_: list[_Open] = []
    for element in root.iter("{*}fldChar", "{*}fldSimple", *(f"{{*}}{name}" for name in _INSTRUCTIONS)):
        match etree.QName(element).localname:
            case "fldSimple":
                yield _attribute(element, "instr")
            case "fldChar":
                match _attribute(element, "fldCharType"):
                    case "begin":
                        if open_ and open_[-1].instructing:
                            open_[-1].said.append("\ufffc")
                        open_.append(_Open())
                    case "separate" if open_:
                        open_[-1].instructing = False
                    case "end" if open_:
                        yield "".join(open_.pop().said)
            case _ if open_ and open_[-1].instructing:
                open_[-1].said.append(element.text or "")
            case _:
                # Text of an instruction where none is open: Word reads on, so it counts as one.
                yield element.text or ""
    # A field without end still begins.
    yield from ("".join(one.said) for one in open_)


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if etree.QName(str(key)).localname == name), "")
