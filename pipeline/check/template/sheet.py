"""The styles of a file, and what each has from those that it is based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from lxml import etree

from pipeline.wml.names import w

_OFF = ("0", "false", "off")


def on(switch: etree._Element | None) -> bool:
    """Whether a property that is on or off is there and on (ECMA-376 part 1, 17.17.4)."""
    return switch is not None and switch.get(w("val"), "1") not in _OFF


def name_of(style: etree._Element) -> str:
    """The name of a style."""
    name = style.find(w("name"))
    return "" if name is None else name.get(w("val"), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The styles of a template by their ids; `silent` are the lists that print no number."""

    styles: Mapping[str, etree._Element]
    silent: Set[str] = frozenset()

    def chain(self, id_: str) -> Iterator[etree._Element]:
        """A style and those that it is based on, as far as they go without a circle."""
        seen: set[str] = set()
        while id_ in self.styles and id_ not in seen:
            seen.add(id_)
            style = self.styles[id_]
            yield style
            base = style.find(w("basedOn"))
            id_ = "" if base is None else base.get(w("val"), "")

    def circular(self) -> bool:
        """Whether a style is based on itself, by way of others or not."""
        # A chain ends with a style that is based on none, unless it comes to one that it has been at.
        bases = (list(self.chain(id_))[-1].find(w("basedOn")) for id_ in self.styles)
        return any(base is not None and base.get(w("val")) in self.styles for base in bases)

    def owner(self, id_: str, *path: str) -> etree._Element | None:
        """The style from which another has a property that is on, if it has it."""
        wanted = "/".join(map(w, path))
        for style in self.chain(id_):
            found = style.find(wanted)
            if found is not None:
                return style if on(found) else None
        return None

    def counter(self, id_: str) -> etree._Element | None:
        """The style from which another has its automatic number; the list 0 takes it away (17.9.18)."""
        for style in self.chain(id_):
            found = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            if found is not None:
                return None if found.get(w("val")) in self.silent else style
        return None

    def normal(self) -> str:
        """The id of the style of paragraphs that name none."""
        kinds = ((id_, style.get(w("type")), style.get(w("default"))) for id_, style in self.styles.items())
        return next((id_ for id_, kind, default in kinds if kind == "paragraph" and default in ("1", "true", "on")), "")

    def hides(self, id_: str) -> bool:
        """Whether text in a style is hidden."""
        return self.owner(id_, "rPr", "vanish") is not None


def sheet_of(styles: etree._Element | None, numbering: etree._Element | None) -> Sheet:
    """The styles of a styles part, none where it cannot be read."""
    every = () if styles is None else styles.iter(w("style"))
    return Sheet({style.get(w("styleId"), ""): style for style in every}, _silent(numbering))


def _silent(numbering: etree._Element | None) -> Set[str]:
    """The list 0, which is none (17.9.18), and those whose levels all print nothing, as LibreOffice writes for headings."""
    if numbering is None:
        return {"0"}
    quiet = {
        kind.get(w("abstractNumId"))
        for kind in numbering.iter(w("abstractNum"))
        if all(shown.get(w("val")) == "none" for shown in kind.iter(w("numFmt")))
        and not any(text.get(w("val")) for text in kind.iter(w("lvlText")))
    }
    lists = ((entry.get(w("numId"), ""), entry.find(w("abstractNumId"))) for entry in numbering.iter(w("num")))
    return {"0", *(id_ for id_, kind in lists if kind is not None and kind.get(w("val")) in quiet)}
