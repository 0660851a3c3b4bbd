"""How spreadsheet programs write numbers: the format codes for rates, money and dates by language and currency."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from churndesk.words.language import WITHOUT_CENTS

if TYPE_CHECKING:
    from churndesk.words import Language

COUNT = "#,##0"
RATE = "0.0%"
RATIO = "#,##0.00"
MONTHS = "#,##0.0"

#: Windows' number of each language, so that the names of months stay in the report's language everywhere.
_MONTH_NAMES = {"en": "[$-409]", "ja": "[$-411]", "ko": "[$-412]", "zh_TW": "[$-404]", "pl": "[$-415]"}
_DAY_PART = re.compile(r"(y+|M+|d+)|'([^']*)'|([^yMd']+)")


def money(language: Language, currency: str | None) -> str:
    """The code for amounts: `"$"#,##0.00` for US dollars in English, `#,##0.00" zł"` for złoty in Polish."""
    if currency is None:
        return "#,##0.00"
    from babel.numbers import get_currency_precision, get_currency_symbol

    digits = 0 if currency in WITHOUT_CENTS else get_currency_precision(currency)
    number = "#,##0." + "0" * digits if digits else "#,##0"
    symbol = get_currency_symbol(currency, language.locale).replace('"', "").replace("\\", "")
    pattern = language.locale.currency_formats["standard"].pattern.split(";")[0]
    before, _, after = re.sub(r"[#0][#0.,]*", "\0", pattern).partition("\0")
    if before.endswith("¤") and symbol[-1:].isalpha():
        before += " "
    return _quoted(before, symbol) + number + _quoted(after, symbol)


def _quoted(part: str, symbol: str) -> str:
    text = part.replace("¤", symbol).replace("\u00a0", " ")
    return f'"{text}"' if text else ""


def day(language: Language) -> str:
    """The code for dates in the language's middle form: `[$-415]d mmm yyyy` in Polish, `yyyy/mm/dd` in Japanese."""
    pattern = language.locale.date_formats["medium"].pattern
    code = "".join(_day_part(*part) for part in _DAY_PART.findall(pattern))
    return _MONTH_NAMES.get(language.code, "") + code if "mmm" in code else code


def _day_part(field: str, quoted: str, between: str) -> str:
    if field:
        return "yyyy" if field.startswith("y") else field.lower()
    text = quoted or between
    return text if set(text) <= set(" /.-") else "".join(char if char in " /.-," else f'"{char}"' for char in text)
