"""The styles of a file, and what each has from those that it is based on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """The styles of a template by their ids."""

    styles: Mapping[str, etree._Element]

    def chain(self, id_: str) -> Iterator[etree._Element]:
        """A style and those that it is based on, as far as they go without a circle."""
        seen: set[str] = set()
        while id_ in self.styles and id_ not in seen:
            seen.add(id_)
            style = self.styles[id_]
            yield style
            base = style.find(w("basedOn"))
            id_ = "" if base is None else base.get(w("val"), "")

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
                return style if found.get(w("val")) != "0" else None
        return None

    def normal(self) -> str:
        """The id of the style of paragraphs that name none."""
        kinds = ((id_, style.get(w("type")), style.get(w("default"))) for id_, style in self.styles.items())
        return next((id_ for id_, kind, default in kinds if kind == "paragraph" and default in ("1", "true", "on")), "")

    def hides(self, id_: str) -> bool:
        """Whether text in a style is hidden."""
        return self.owner(id_, "rPr", "vanish") is not None


def sheet_of(styles: etree._Element | None) -> Sheet:
    """The styles of a styles part, none where it cannot be read."""
    return Sheet({} if styles is None else {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))})
