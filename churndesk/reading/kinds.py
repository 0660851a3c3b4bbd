"""What a cell looks like: a number, a date, a time, words. A rough eye for finding headers and totals.

What a cell *means* is decided later, with the person; here it only matters that `12/31/2024` looks like its neighbours
and `Start date` doesn't.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache


class Kind(Enum):
    """The kinds that are told apart."""

    EMPTY = "empty"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    FLAG = "flag"
    CODE = "code"
    TEXT = "text"


#: Marks that reading directions and Excel leave around a value.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: Not any three letters: PM10, NO2 and SCS1 are no amounts.
_CURRENCIES = (
    "EUR|USD|GBP|JPY|CHF|PLN|CZK|SEK|NOK|DKK|ISK|HUF|RON|BGN|TRY|RUB|UAH|CNY|RMB|TWD|NTD|HKD|SGD|KRW|INR|AUD|CAD|NZD"
    "|MXN|BRL|ARS|CLP|COP|PEN|ZAR|NGN|KES|EGP|ILS|AED|SAR|QAR|THB|MYR|PHP|IDR|VND|PKR|BDT|LKR"
)
_MONEY = rf"(?:[$€£¥￥₩₹₽₪฿₫₴₺]|{_CURRENCIES}|[A-Z]{{1,2}}\$|zł|Kč|kr\.?|Ft|лв\.?|руб\.?|円|元|원|US\$|NT\$|R\$)"
_DIGITS = r"(?:\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{2,3})+|\d+)(?:[.,]\d+)?|[.,]\d+"
_NUMBER = re.compile(
    rf"[-+−–(]?\s*(?:{_MONEY}\s*)?[-+−–]?\s*(?:{_DIGITS})(?:[eE][-+]?\d+)?\s*(?:{_MONEY}|%|％)?\s*[-)]?$"
)
_MONTHS = (
    "january february march april may june july august september october november december "
    "januar jänner februar märz maerz mai juni juli oktober dezember januari februari maart mei augustus maj augusti "
    "janvier février fevrier mars avril juin juillet août aout septembre octobre novembre décembre decembre "
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "janeiro fevereiro março marco maio junho julho setembro outubro novembro dezembro "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września wrzesnia października pazdziernika listopada "
    "grudnia styczeń styczen luty marzec kwiecień kwiecien czerwiec lipiec sierpień sierpien wrzesień wrzesien "
    "październik pazdziernik listopad grudzień grudzien "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
)
#: Months' names cut after the third letter or later: mar, marc, march.
_MONTH_WORDS = frozenset(name[:size] for name in _MONTHS.split() for size in range(3, len(name) + 1))
_MONTH = r"([^\W\d_]{3,12})\.?"
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[-/.]\d{4}"
    r"|\d{2,4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?|\d{4}-?[QqWw]\d{1,2}|[Qq]\d[ -/]?\d{4}"
    rf"|\d{{1,2}}[. -]{{1,2}}{_MONTH}[ ,-]{{0,2}}\d{{2,4}}(?:\s?[rг]\.?)?|{_MONTH}[ -]\d{{1,2}},? \d{{4}}"
    rf"|{_MONTH}[ -]?'?\d{{2,4}}|\d{{4}}[ -]{_MONTH})"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?|Z|[+-]\d{2}:?\d{2}|UTC)?)?$",
    re.IGNORECASE,
)
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[AaPp]\.?[Mm]\.?|Z|[+-]\d{2}:?\d{2})?$")
_FLAGS = frozenset(
    [
        "yes",
        "no",
        "true",
        "false",
        "y",
        "n",
        "t",
        "f",
        "ja",
        "nein",
        "oui",
        "non",
        "si",
        "sí",
        "tak",
        "nie",
        "да",
        "нет",
        "はい",
        "いいえ",
        "是",
        "否",
        "예",
        "아니오",
        "有",
        "無",
    ]
)
_CODE = re.compile(r"(?=\S*\d)[\w.+/#:@&-]+$")


@lru_cache(maxsize=1 << 15)
def kind_of_text(text: str) -> Kind:  # noqa: PLR0911  (one line a case)
    """What a text cell looks like: "1.234,50 €" is a number, "S-8cec59" a code, "Free plan" text."""
    bare = text.strip() if text.isascii() else _INVISIBLE.sub("", text).strip()
    if not bare:
        return Kind.EMPTY
    if len(bare) > 60:
        return Kind.TEXT
    if _is_date(bare):
        return Kind.DATE
    if _TIME.match(bare):
        return Kind.TIME
    if _NUMBER.match(bare):
        return Kind.NUMBER
    if bare.casefold() in _FLAGS:
        return Kind.FLAG
    return Kind.CODE if _CODE.match(bare) else Kind.TEXT


def _is_date(text: str) -> bool:
    match = _DATE.match(text)
    return match is not None and all(word.casefold() in _MONTH_WORDS for word in match.groups() if word)


def kind_of(cell: object) -> Kind:
    """What a cell looks like; a workbook's typed value is what it is."""
    if isinstance(cell, str):
        return kind_of_text(cell)
    if isinstance(cell, bool):
        return Kind.FLAG
    if isinstance(cell, (int, float)):
        return Kind.NUMBER
    if isinstance(cell, (datetime, date)):
        return Kind.DATE
    return Kind.TIME if isinstance(cell, (time, timedelta)) else Kind.EMPTY


#: The kinds that a column of values has and a heading hardly ever.
TYPED = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.FLAG})


@lru_cache(maxsize=1 << 15)
def outline(text: str) -> str:
    """The pattern of a text: letters as a, digits as 9, runs as one: "C001" and "AB12" are "a9"."""
    pattern = re.sub(r"\d+", "9", text.strip())
    return re.sub(r"[^\W\d_]+", "a", pattern)[:40]


def number(cell: object) -> float | None:
    """The amount in a cell, if it plainly is one; only good enough to check a total against its column."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    if not isinstance(cell, str) or kind_of_text(cell) is not Kind.NUMBER:
        return None
    digits = re.sub(r"[^\d.,]", "", cell)
    point = max(digits.rfind("."), digits.rfind(","))
    if point >= 0 and (
        len(digits) - point - 1 != 3 or (digits.count(digits[point]) == 1 and digits.count(",") * digits.count("."))
    ):
        whole, fraction = re.sub(r"[.,]", "", digits[:point]), digits[point + 1 :]
    else:
        whole, fraction = re.sub(r"[.,]", "", digits), ""
    value = float(f"{whole or 0}.{fraction or 0}")
    return -value if re.search(r"^\s*\(|[-−–]\s*[\d$€£]|-\s*$", cell) else value
