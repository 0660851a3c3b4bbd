"""A cell's number under the format that its column was given."""

from __future__ import annotations

import re
import unicodedata

#: A minus sign in any of its forms, or brackets as accountants write them.
_NEGATIVE = re.compile(r"^\s*[-−–(]|[-−]\s*\)?\s*$")


def number(cell: object, sample: str | None) -> float | None:
    """The number in a cell, written like `sample` ("1.234,50" has a decimal comma); None where there is none.

    >>> number("1.234,50 €", "1.234,50")
    1234.5
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    text = unicodedata.normalize("NFKC", str(cell))
    mark = _decimal_mark(sample or "1,234.50")
    digits = "".join("." if sign == mark else sign for sign in text if sign.isdigit() or sign == mark)
    try:
        found = float(digits)
    except ValueError:
        return None
    return -found if _NEGATIVE.search(text) else found


def _decimal_mark(sample: str) -> str:
    marks = [sign for sign in sample if not sign.isdigit() and sign in ".,'·٫"]
    return marks[-1] if marks else "."
