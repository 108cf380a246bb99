"""Accidents: bytes that turn, go, come twice or come from elsewhere, in a file or in one part of a package."""

from __future__ import annotations

import io
import random
import zipfile

INSERTED = (
    *(b"\x00", b"\x07", b"\xff\xfe", b"\xed\xa0\x80", b"<", b"&x;", b"]]>", b"{{", b"{%", b"[[", b"**", b"\\", b'"', b"\r"),
    *(b"<!DOCTYPE a>", b"</w:p>", b"<w:p>", b'<c r="A1"/>', b"<si/>", b"1e999", b"\n\n", "\u202e".encode(), b"#, fuzzy\n"),
    *(
        "\u0661".encode(),
        "\u00b2".encode(),
        "e\u0301".encode(),
        b"-1",
        b"99999999999",
        b"<mc:AlternateContent>",
        b"null",
        b"[]",
    ),
)


REPEATED = (
    b" ",
    b"\t",
    b",",
    b"a,",
    b"{",
    b"{{ a",
    b"}",
    b"[",
    b"[[a:",
    b"<!---->",
    b"a.",
    b"1-",
    b"A",
    b"_",
    b"a(",
    b"#",
    b"**",
    b"\xc2\xa0",
)
LONG, STRETCHED = 32_000, 0.5
"""How long a repetition may become, as much as a cell or a line holds; and how often there is one."""


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few accidents: some turned, cut out, doubled, cut off or put in, digits made another number."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, to = sorted((chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)))
        to = min(to, at + chance.choice((1, 8, 200, 5000)))
        match chance.randrange(7):
            case 0:
                for place in range(at, min(to, at + 4)):
                    made[place] ^= 1 << chance.randrange(8)
            case 1:
                del made[at:to]
            case 2:
                made[at:at] = made[at:to]
            case 3 if chance.random() < 0.3:
                del made[at:]
            case 4:
                found = next((place for place in range(at, len(made)) if chr(made[place]).isdecimal()), None)
                if found is not None:
                    made[found : found + 1] = chance.choice((b"", b"-1", b"0", b"1e9", b"77", b"4294967296", "\u0663".encode()))
            case 5 if chance.random() < STRETCHED:
                piece = chance.choice((bytes(made[at : at + chance.randint(1, 6)]), *INSERTED, *REPEATED)) or b" "
                made[at:at] = (piece * LONG)[: chance.randrange(LONG)]
            case _:
                made[at:at] = chance.choice(INSERTED)
    return bytes(made)


def spoilt_part(data: bytes, chance: random.Random) -> bytes:
    """A container in which one part was spoilt, went, or took the place of another."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    match chance.randrange(6):
        case 0:
            del parts[name]
        case 1:
            parts[name] = parts[other]
        case _:
            parts[name] = spoilt(parts[name], chance)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def free(chance: random.Random) -> bytes:
    """Pieces in no order."""
    return b"".join(chance.choice((chance.randbytes(chance.randrange(40)), *INSERTED)) for _ in range(chance.randrange(60)))


def bad(honest: bytes, chance: random.Random) -> bytes:
    """One of all these."""
    if chance.random() < 0.2:
        return free(chance)
    inner = honest.startswith(b"PK") and chance.random() < 0.85
    return spoilt_part(honest, chance) if inner else spoilt(honest, chance)
