"""Numbers as a spreadsheet's format code shows them (ECMA-376-1, 18.8.31): `0%`, `#,##0.0`, `[$€-413] #,##0`, dates.

For the data of charts, of which the file holds 0.12345678 where Word draws 12%. A format that is not understood
(fractions, conditions, lapses of time) shows the number as it is.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from typing import Final

GENERAL: Final = "General"

# Excel shows at most ten digits of a number without a format; more are the noise of binary fractions.
_DIGITS: Final = 10
# Powers of ten: what lies beyond is told as it was written.
_FURTHEST: Final = 15
# Decimal mark and that of thousands, by language; others have those of English.
_POINT_AND_COMMA: Final = (".", ",")
_COMMA_AND_POINT: Final = (",", ".")
_MARKS: Final = {
    **dict.fromkeys(("nl", "de", "da", "es", "it", "pt", "id", "tr", "el"), _COMMA_AND_POINT),
    **dict.fromkeys(("fr", "nb", "nn", "no", "sv", "fi", "pl", "cs", "ru"), (",", "\u00a0")),
}
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<room>.)|\*(?P<filler>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>General)|(?P<number>(?:[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+),*(?:[Ee][+-]0+)?)"
    r"|(?P<noon>AM/PM|A/P)|(?P<date>y+|m+|d+|h+|s+)|(?P<percent>%)|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOURS: Final = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)$", re.IGNORECASE)
# A serial day counts from here; the day that Excel thinks 1900 had is before any chart.
_DAY_ZERO: Final = datetime(1899, 12, 30)
_DAY_ZERO_1904: Final = datetime(1904, 1, 1)
_LAST_DAY: Final = 2_958_465

Token = tuple[str, str]
"""What kind of thing it is, and its text."""


class _Unknown(Exception):
    """A format that this module does not know."""


def shown(value: str, code: str, language: str = "", *, since_1904: bool = False) -> str:
    """A value as this format code shows it in a language (BCP 47); what is no number stays as it is."""
    try:
        number = Decimal(value.strip())
    except DecimalException:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _FURTHEST:
        return value
    marks = _MARKS.get(language[:2].lower(), _POINT_AND_COMMA)
    try:
        return _formatted(number, code or GENERAL, marks, _DAY_ZERO_1904 if since_1904 else _DAY_ZERO)
    except _Unknown:
        return _general(number, marks)
    except DecimalException:
        # More digits than a number has.
        return value


def _formatted(number: Decimal, code: str, marks: tuple[str, str], zero: datetime) -> str:
    sections = _sections(code)
    at = _section(number, len(sections))
    tokens = sections[at]
    kinds = [kind for kind, _ in tokens]
    if "date" in kinds:
        return _date(number, tokens, zero)
    if kinds.count("number") + kinds.count("general") > 1:
        raise _Unknown
    amount = abs(number) * 100 ** kinds.count("percent")
    text, is_zero = "", True
    for kind, said in tokens:
        if kind == "number":
            digits = _digits(amount, said, marks)
            is_zero = not any(sign in "123456789" for sign in digits)
            text += digits
        elif kind == "general":
            text += _general(amount, marks)
            is_zero = not amount
        else:
            text += said
    # A section for what is below zero says itself how that is told.
    sign = "-" if number < 0 and not at and not is_zero else ""
    return f"{sign}{text.strip()}"


def _sections(code: str) -> list[list[Token]]:
    sections: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "other"
        said = found[kind]
        if kind == "end":
            sections.append([])
        elif kind == "room":
            sections[-1].append(("literal", " "))
        elif kind == "bracket" and not _COLOURS.match(said):
            raise _Unknown
        elif kind == "other" and said in "/@":
            # A fraction, or text; the slash of a date stands among its parts.
            sections[-1].append(("slash", said))
        elif kind not in ("filler", "bracket"):
            sections[-1].append((kind, said))
    for section in sections:
        kinds = {kind for kind, _ in section}
        if "slash" in kinds and "date" not in kinds:
            raise _Unknown
    return sections


def _section(number: Decimal, count: int) -> int:
    """Which of the sections is for this number: above zero, below, zero."""
    if number < 0 and count > 1:
        return 1
    return 2 if number == 0 and count > 2 else 0


def _digits(amount: Decimal, pattern: str, marks: tuple[str, str]) -> str:
    point, comma = marks
    pattern, _, exponent = pattern.upper().partition("E")
    scaled = len(pattern) - len(pattern.rstrip(","))
    whole, _, part = pattern.rstrip(",").partition(".")
    # Each comma behind the last digit leaves out three more; one between digits sets thousands apart.
    scaled += len(whole) - len(whole.rstrip(","))
    amount = amount.scaleb(-3 * scaled)
    power = 0
    if exponent and amount:
        power = amount.adjusted() - max(len(whole) - 1, 0)
        amount = amount.scaleb(-power)
    rounded = amount.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        before = f"{int(before or '0'):,}".replace(",", comma) if before else ""
    least = max((at for at, sign in enumerate(part, start=1) if sign == "0"), default=0)
    after = after[:least] + after[least:].rstrip("0")
    told = before + (point + after if "." in pattern and (after or least) else "")
    return f"{told or '0'}E{'-' if power < 0 else '+'}{abs(power):02d}" if exponent else told


def _general(number: Decimal, marks: tuple[str, str]) -> str:
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    places = max(_DIGITS - 1 - max(number.adjusted(), 0), 0)
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    # So small that nothing would be left of it.
    return f"{rounded or number:f}".rstrip("0").rstrip(".").replace(".", marks[0])


def _date(number: Decimal, tokens: list[Token], zero: datetime) -> str:
    """A serial day. A month or day by its name is a word of some language: then the date is told by ISO 8601."""
    if not 0 <= number <= _LAST_DAY:
        raise _Unknown
    moment = zero + timedelta(seconds=int((number * 86_400).to_integral_value(ROUND_HALF_UP)))
    parts = [said.lower() for kind, said in tokens if kind == "date"]
    if any(part[0] in "md" and len(part) > 2 for part in parts):
        has_day = any(part in ("d", "dd") for part in parts)
        return f"{moment:%Y-%m-%d}" if has_day else f"{moment:%Y-%m}"
    has_noon = any(kind == "noon" for kind, _ in tokens)
    text, last = "", ""
    for at, (kind, said) in enumerate(tokens):
        if kind == "noon":
            text += "AM" if moment.hour < 12 else "PM"
        elif kind == "date":
            part = said.lower()
            follows = next((later[0].lower() for sort, later in tokens[at + 1 :] if sort == "date"), "")
            # After hours and before seconds, m is minutes (18.8.31).
            is_minute = part[0] == "m" and (last == "h" or follows == "s")
            text += _of_date(moment, part, is_minute=is_minute, has_noon=has_noon)
            last = part[0]
        elif kind != "number":
            text += said
    return text.strip()


def _of_date(moment: datetime, part: str, *, is_minute: bool, has_noon: bool) -> str:
    if part[0] == "y":
        return f"{moment.year % 100:02d}" if len(part) <= 2 else f"{moment.year:04d}"
    hour = (moment.hour % 12 or 12) if has_noon else moment.hour
    values = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}
    return f"{values[part[0]]:0{min(len(part), 2)}d}"
