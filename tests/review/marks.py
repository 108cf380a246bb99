"""A redlined text as one line of characters, for tests to be read: [-gone-], {+come+}, <was=>is>."""

from __future__ import annotations

from pipeline.model.inlines import Content, Deleted, Inline, Inserted, Link, Note, Restyled, Seam, Strong
from pipeline.model.plain import plain


def shown(content: Content) -> str:
    return "".join(map(_shown, content))


def _shown(inline: Inline) -> str:
    match inline:
        case Inserted(inner, move):
            return f"{{+{move and move + ': '}{shown(inner)}+}}"
        case Deleted(inner, move):
            return f"[-{move and move + ': '}{shown(inner)}-]"
        case Restyled(old, new):
            return f"<{shown(old)}=>{shown(new)}>"
        case Strong(inner):
            return f"**{shown(inner)}**"
        case Link(url, inner):
            return f"[{shown(inner)}]({url})"
        case Note(_, inner):
            return f"[^{shown(inner)}]"
        case Seam():
            return ""
        case _:
            return plain((inline,))
