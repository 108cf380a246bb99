"""What a file from outside says, as it may be shown in a message: on one line, with nothing that a terminal would obey."""

from __future__ import annotations

_LONGEST = 80


def shown(found: str) -> str:
    """The text, shortened, its invisible characters written as numbers."""
    plain = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in found[:_LONGEST])
    return plain + ("…" if len(found) > _LONGEST else "")
