"""One cell's text as a date: every day that it could mean, by the order of day, month and year."""

from __future__ import annotations

import re
from datetime import date

from churndesk.shapes import eras
from churndesk.shapes.dateparts import (
    NO_DAY,
    NOT_A_DATE,
    DateText,
    Unit,
    certain,
    day_number,
    full_year,
    in_common_year,
    whole_month,
)
from churndesk.shapes.monthnames import of_names
from churndesk.shapes.wording import visible

_TIME = re.compile(
    r"(?:t|[\s,;]+)(?:오전|오후|上午|下午|午前|午後|godz\.?|um|at)?\s*\d{1,2}\s*[:時时시點点h]\s*\d{2}(?![./-]\d).*$"
    r"|t\d{4,6}(?:\.\d+)?z?$|\s+(?:utc|gmt|z|uhr)$",
    re.IGNORECASE,
)
#: A clock written with dots stands behind a whole date; in "2024. 2. 15" they part the date itself.
_TIME_WITH_DOTS = re.compile(r"[\s,;]+(?:godz\.?|um|at|kl\.?)?\s*\d{1,2}\.\d{2}(?:\.\d{2})?(?:\s*uhr)?$")
_NUMBERS = re.compile(
    r"(\d{1,4})\s*([./-]|年|년|\s)\s*(\d{1,2})\s*([./-]|月|월|\s)\s*(\d{1,4})\s*(?:日|일|\.|r\.?|г\.?)?"
)
_YEAR_MONTH = re.compile(r"(\d{4})\s*(?:[/-]|年|년|\.\s)\s*(\d{1,2})\s*(?:月|월|月度|月分|\.)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
_COMPACT = re.compile(r"\d{8}")
_MONTH_ONLY = re.compile(r"(\d{1,2})\s*(?:月|월)(?:度|分)?")
_YEAR_QUARTER = re.compile(r"(\d{4})\s*(?:年|년)?\s*[-/.]?\s*(?:第|q|t|kw\.?)\s*([1-4])\s*(?:四半期|季度?|分期)?")
_YEAR_QUARTER_AFTER = re.compile(r"(\d{4})\s*(?:年|년)?\s*(?:第)?([1-4])\s*(?:四半期|季度?|분기|q)")
_QUARTER_YEAR = re.compile(r"(?:q|t|k)\s*([1-4])[\s/.'-]*(\d{4}|\d{2})")
_QUARTER_LAST = re.compile(
    r"([1-4]|i{1,3}|iv)\s*\.?\s*(?:q|kw|kwartał|quartal|quarter|trimestre|분기)\.?[\s/.'-]*(\d{4}|\d{2})"
)
_WEEK = re.compile(r"(\d{4})\s*-?\s*w\s*(\d{1,2})")
#: Nothing so short has a time without a colon besides its date.
_SHORT = 10
#: No month's name alone is longer.
_LONGEST_MONTH = 15
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def without_time(text: str) -> str:
    """The date's part of the text, by the clock that the text itself shows: no zone is applied."""
    if ":" not in text and len(text) <= _SHORT:
        return text
    found = _TIME.sub("", text)
    return found if _NUMBERS.fullmatch(found) else _TIME_WITH_DOTS.sub("", found)


def date_text(cell: str) -> DateText:
    """Every reading of one cell.

    `date_text("03/04/2024")` is 3 April in dmy, 4 March in mdy, nothing in ymd. What can't be mistaken ("2024-04-03",
    "3 kwietnia 2024", "令和6年4月3日") is the same in all three.
    """
    text = without_time(visible(cell).casefold())
    if not any(letter.isdigit() for letter in text):
        return of_names(text) or NOT_A_DATE if 0 < len(text) <= _LONGEST_MONTH else NOT_A_DATE
    return _of_numbers(text) or _of_marks(text) or of_names(text) or NOT_A_DATE


def _of_numbers(text: str) -> DateText | None:
    """Three numbers, eight digits, or a year and a month."""
    if _COMPACT.fullmatch(text):
        return _eight_digits(text)
    found = _NUMBERS.fullmatch(text)
    if found:
        return _three_numbers(found[1], found[3], found[5], found[2])
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        return whole_month(in_common_year(int(found[1]))[0], int(found[2]))
    found = _MONTH_YEAR.fullmatch(text)
    return whole_month(in_common_year(int(found[2]))[0], int(found[1])) if found else None


def _eight_digits(text: str) -> DateText | None:
    first = day_number(int(text[:4]), int(text[4:6]), int(text[6:]))
    middle = day_number(int(text[4:]), int(text[2:4]), int(text[:2]))
    last = day_number(int(text[4:]), int(text[:2]), int(text[2:4]))
    days = tuple(day if -25567 <= day < 84006 else NO_DAY for day in (first, middle, last))  # 1900 to 2199
    return None if max(days) == NO_DAY else DateText(Unit.DAY, (days[0], days[1], days[2]))


def _three_numbers(first: str, second: str, third: str, mark: str) -> DateText | None:
    a, b, c = int(first), int(second), int(third)
    if len(first) >= 3:
        year, buddhist = (eras.republican_year(first), False) if len(first) == 3 else in_common_year(a)
        return certain(Unit.DAY, day_number(year, b, c), buddhist=buddhist) if len(third) <= 2 else None
    if len(third) == 3:
        return None
    dotted = mark == "."
    if len(third) == 4:
        year, buddhist = in_common_year(c)
        return _readings(NO_DAY, day_number(year, b, a), day_number(year, a, b), buddhist=buddhist, dotted=dotted)
    year = full_year(c)
    return _readings(
        day_number(full_year(a), b, c), day_number(year, b, a), day_number(year, a, b), short_year=True, dotted=dotted
    )


def _readings(
    ymd: int, dmy: int, mdy: int, *, short_year: bool = False, buddhist: bool = False, dotted: bool = False
) -> DateText | None:
    days = (ymd, dmy, mdy)
    return None if max(days) == NO_DAY else DateText(Unit.DAY, days, short_year, buddhist, dotted)


def _of_marks(text: str) -> DateText | None:
    """Eras, quarters, weeks, and months without a year."""
    found = eras.JAPANESE_ERA.fullmatch(text)
    if found:
        return _day_or_month(eras.japanese_year(found[1], found[2]), found[3], found[4])
    found = eras.REPUBLIC.fullmatch(text)
    if found:
        return _day_or_month(eras.republican_year(found[1]), found[2], found[3])
    found = _MONTH_ONLY.fullmatch(text)
    if found and 1 <= int(found[1]) <= 12:
        return DateText(Unit.MONTH_ONLY, (int(found[1]),) * 3)
    return _quarter(text) or _week(text)


def _day_or_month(year: int, month: str, day: str | None) -> DateText | None:
    if day is None:
        return whole_month(year, int(month))
    return certain(Unit.DAY, day_number(year, int(month), int(day)))


def _quarter(text: str) -> DateText | None:
    found = _YEAR_QUARTER.fullmatch(text) or _YEAR_QUARTER_AFTER.fullmatch(text)
    if found:
        year, quarter = found[1], found[2]
    else:
        found = _QUARTER_YEAR.fullmatch(text) or _QUARTER_LAST.fullmatch(text)
        if not found:
            return None
        quarter, year = found[1], found[2]
    number = _ROMAN.get(quarter) or int(quarter)
    whole = int(year) if len(year) == 4 else full_year(int(year))
    return certain(Unit.QUARTER, day_number(whole, 3 * number - 2, 1))


def _week(text: str) -> DateText | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return certain(Unit.WEEK, day_number(monday.year, monday.month, monday.day))
