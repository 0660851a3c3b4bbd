"""Numbers as a person types them in their own language, and as they are put back into a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.metrics.result import Unit
    from churndesk.words import Language

#: What may stand between groups of three digits, besides the language's own sign.
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} '\N{RIGHT SINGLE QUOTATION MARK}_"
_WIDE = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")


def parsed(text: str, language: Language) -> float | None:
    """The number that the text says by the language's habit, or None where it says none.

    In English "1,234.5" is 1234.5; in Polish "1 234,5" is, and "1234.5" too, as nothing else can be meant.
    """
    symbols = language.locale.number_symbols["latn"]
    point, comma = symbols["decimal"], symbols["group"]
    plain = "".join(sign for sign in text.translate(_WIDE).strip().rstrip("%") if sign not in _SPACES)
    if point in plain:
        plain = plain.replace(comma, "").replace(point, ".")
    elif _groups(plain, comma):
        plain = plain.replace(comma, "")
    if not plain or not plain.lstrip("-").replace(".", "", 1).isdecimal() or "-" in plain[1:]:
        return None
    return float(plain)


def _groups(plain: str, comma: str) -> bool:
    """Whether every sign of that kind stands before exactly three digits, as in "12,345,678"."""
    first, *others = plain.split(comma)
    return bool(others) and 0 < len(first.lstrip("-")) <= 3 and all(len(other) == 3 for other in others)


def written(number: float, unit: Unit, language: Language) -> str:
    """The number as it stands in a field: a rate in per cent without its sign, which stands beside the field."""
    return language.number(number * 100 if unit == "rate" else number, 4 if unit == "ratio" else 2)
