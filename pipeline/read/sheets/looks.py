"""What a person sees of a number: digits as its format arranges them, a time of day. Signs as in English, which formats use."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from pipeline.read.sheets.formats import Format, Kind, Sign, Token

_LONGEST = 255
"""Characters that Excel allows a format."""


def plain(value: float) -> str:
    """A number without a format: at most 15 digits, which is what Excel keeps and shows of one."""
    text = str(value) if isinstance(value, int) else format(value, ".15g")
    return format(Decimal(text), "f") if "e" in text else text


def shown_number(value: float, form: Format) -> str | None:
    """A number in its format; None where this is no plain arrangement of its digits (fractions, exponents, conditions)."""
    sections = form.sections
    if value < 0 and len(sections) > 1:
        tokens, sign = sections[1], ""
    elif value == 0 and len(sections) > 2:  # noqa: PLR2004 - the third section is that of zero
        tokens, sign = sections[2], ""
    else:
        tokens, sign = sections[0], "-" if value < 0 else ""
    signs = [token.sign for token in tokens]
    if Sign.SPECIAL in signs or form.kind is not Kind.NUMBER or len(signs) > _LONGEST:
        return None
    digits = [at for at, found in enumerate(signs) if found is Sign.DIGIT]
    if not digits:
        return sign + _literals(tokens)
    point = signs.index(Sign.POINT) if Sign.POINT in signs else digits[-1] + 1
    decimals = sum(at > point for at in digits)
    # A comma behind the digits divides by a thousand; one between them makes groups.
    scale = sum(_commas(signs[at + 1 :]) for at in {digits[-1], max((at for at in digits if at < point), default=digits[-1])})
    with localcontext() as context:
        context.prec = 400
        number = abs(Decimal(plain(value))).scaleb(2 * signs.count(Sign.PERCENT) - 3 * scale)
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, rest = format(number, "f").partition(".")
    grouped = any(found is Sign.COMMA and digits[0] < at < digits[-1] for at, found in enumerate(signs[:point]))
    left = _whole(tokens[:point], whole.lstrip("0"), grouped=grouped)
    right = _decimals(tokens[point:], rest)
    return (sign + left + right).strip()


def _commas(signs: Sequence[Sign]) -> int:
    return next((count for count, sign in enumerate(signs) if sign is not Sign.COMMA), len(signs))


def _literals(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if token.sign in (Sign.LITERAL, Sign.PERCENT))


def _whole(tokens: Sequence[Token], digits: str, *, grouped: bool) -> str:
    """The digits before the point put into their places, from the right; those that have none stand before the first."""
    first = next((at for at, token in enumerate(tokens) if token.sign is Sign.DIGIT), len(tokens))
    made: list[str] = []
    count = 0

    def put(digit: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0 and digit.isdigit():
            made.append(",")
        made.append(digit)
        count += 1

    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].sign is not Sign.DIGIT:
            made.append(_literals(tokens[at : at + 1])[::-1])
            continue
        if digits or tokens[at].text != "#":
            put(digits[-1] if digits else tokens[at].text.replace("?", " "))
        digits = digits[:-1]
        while at == first and digits:
            put(digits[-1])
            digits = digits[:-1]
    return "".join(made)[::-1]


def _decimals(tokens: Sequence[Token], digits: str) -> str:
    places = [token.text for token in tokens if token.sign is Sign.DIGIT]
    while places and digits[len(places) - 1] == "0" and places[-1] != "0":
        places.pop()
    made: list[str] = []
    at = 0
    for token in tokens:
        if token.sign is Sign.DIGIT:
            made += digits[at] if at < len(places) else ""
            at += 1
        else:
            made.append(token.text if token.sign is Sign.POINT else _literals((token,)))
    return "".join(made)


def shown_time(days: float, form: Format) -> str:
    """A time of day, or a time that has gone by where the format counts its hours, in days: `14:30`, `2:30 PM`, `26:30:00`."""
    milliseconds = round(days * 86_400_000)
    seconds, fraction = divmod(milliseconds, 1000)
    half = any(token.sign is Sign.HALF for token in form.sections[0])
    hour = seconds // 3600 % 24
    values = {
        Sign.HOUR: (hour - 1) % 12 + 1 if half else hour,
        Sign.MINUTE: seconds // 60 % 60,
        Sign.SECOND: seconds % 60,
    }
    made: list[str] = []
    for token in form.sections[0]:
        unit, _, after = token.text.partition(".")
        if token.sign is Sign.ELAPSED:
            made.append(f"{seconds // {'h': 3600, 'm': 60, 's': 1}[unit[0].lower()]:0{len(unit)}d}")
        elif token.sign in values:
            made.append(f"{values[token.sign]:0{min(len(unit), 2)}d}" + (f".{fraction:03d}"[: len(after) + 1] if after else ""))
        elif token.sign is Sign.HALF:
            made.append(("AM", "PM")[hour // 12])
        elif token.sign is not Sign.DATE:
            made.append(token.text)
    return "".join(made).strip()
