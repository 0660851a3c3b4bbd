"""One cell's text as a date: every day that it could mean, by the order of day, month and year."""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from churndesk.shapes import eras
from churndesk.shapes.wording import numbered, plain, visible


class Unit(IntEnum):
    """How much time a cell names. A month, quarter, week or year is stored as its first day."""

    NONE = -1
    DAY = 0
    WEEK = 1
    MONTH = 2
    QUARTER = 3
    YEAR = 4
    MONTH_ONLY = 5


#: The orders that a date can be written in, in the order in which `DateText.days` holds them.
ORDERS = ("ymd", "dmy", "mdy")
#: Stands in `DateText.days` for "can't be read in this order" (below any real day).
NO_DAY = -(2**62)


class DateText(NamedTuple):
    """What a text could mean.

    `days` are days since 1970 in each of `ORDERS`; for MONTH_ONLY the month's number. `short_year` says that the year
    has two digits, `buddhist` that it can only be a Buddhist one, `dotted` that full stops stand between the numbers.
    """

    unit: Unit
    days: tuple[int, int, int]
    short_year: bool = False
    buddhist: bool = False
    dotted: bool = False


NOT_A_DATE = DateText(Unit.NONE, (NO_DAY, NO_DAY, NO_DAY))
_EPOCH = date(1970, 1, 1).toordinal()
_TIME = re.compile(
    r"(?:t|[\s,;]+)(?:오전|오후|上午|下午|午前|午後|godz\.?|um|at)?\s*\d{1,2}\s*[:時时시點点h.]\s*\d{2}(?![./-]\d).*$"
    r"|t\d{4,6}(?:\.\d+)?z?$|\s+(?:utc|gmt|z|uhr)$",
    re.IGNORECASE,
)
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
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_FILLERS = frozenset(
    [
        "de",
        "del",
        "r",
        "rok",
        "roku",
        "th",
        "st",
        "nd",
        "rd",
        "of",
        "the",
        "g",
        "goda",
        "le",
        "den",
        "am",
        "er",
        "sty",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "tues",
        "thur",
        "thurs",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
        "lun",
        "mar",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "pon",
        "wt",
        "sr",
        "czw",
        "pt",
        "sob",
        "niedz",
        "ndz",
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "г",
    ]
)


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970, or `NO_DAY` where there is no such day."""
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return NO_DAY


def full_year(short: int) -> int:
    """The year that two digits mean: at most ten years ahead of this one, else a century earlier (68 is 1968)."""
    newest = date.today().year + 10  # noqa: DTZ011  (the wall clock's year is meant)
    year = newest - newest % 100 + short
    return year if year <= newest else year - 100


def without_time(text: str) -> str:
    """The date's part of the text, by the clock that the text itself shows: no zone is applied."""
    return _TIME.sub("", text) if ":" in text or len(text) > 10 else text


def date_text(cell: str) -> DateText:
    """Every reading of one cell.

    `date_text("03/04/2024")` is 3 April in dmy, 4 March in mdy, nothing in ymd. What can't be mistaken ("2024-04-03",
    "3 kwietnia 2024", "令和6年4月3日") is the same in all three.
    """
    text = without_time(visible(cell).casefold())
    if not text or not any(letter.isdigit() for letter in text):
        return NOT_A_DATE
    return _of_numbers(text) or _of_marks(text) or _of_names(text) or NOT_A_DATE


def _certain(unit: Unit, day: int, *, short_year: bool = False, buddhist: bool = False) -> DateText | None:
    return None if day == NO_DAY else DateText(unit, (day, day, day), short_year, buddhist)


def _month(year: int, month: int) -> DateText | None:
    return _certain(Unit.MONTH, day_number(year, month, 1))


def _in_common_year(year: int) -> tuple[int, bool]:
    return (eras.common_year(year), True) if year in eras.BUDDHIST_YEARS else (year, False)


def _of_numbers(text: str) -> DateText | None:
    """Three numbers, eight digits, or a year and a month."""
    if _COMPACT.fullmatch(text):
        return _eight_digits(text)
    found = _NUMBERS.fullmatch(text)
    if found:
        return _three_numbers(found[1], found[3], found[5], found[2])
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        return _month(_in_common_year(int(found[1]))[0], int(found[2]))
    found = _MONTH_YEAR.fullmatch(text)
    return _month(_in_common_year(int(found[2]))[0], int(found[1])) if found else None


def _eight_digits(text: str) -> DateText | None:
    first = day_number(int(text[:4]), int(text[4:6]), int(text[6:]))
    middle = day_number(int(text[4:]), int(text[2:4]), int(text[:2]))
    last = day_number(int(text[4:]), int(text[:2]), int(text[2:4]))
    days = tuple(day if -25567 <= day < 84006 else NO_DAY for day in (first, middle, last))  # 1900 to 2199
    return None if max(days) == NO_DAY else DateText(Unit.DAY, (days[0], days[1], days[2]))


def _three_numbers(first: str, second: str, third: str, mark: str) -> DateText | None:
    a, b, c = int(first), int(second), int(third)
    if len(first) >= 3:
        year, buddhist = (eras.republican_year(first), False) if len(first) == 3 else _in_common_year(a)
        return _certain(Unit.DAY, day_number(year, b, c), buddhist=buddhist) if len(third) <= 2 else None
    if len(third) == 3:
        return None
    dotted = mark == "."
    if len(third) == 4:
        year, buddhist = _in_common_year(c)
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
        return _month(year, int(month))
    return _certain(Unit.DAY, day_number(year, int(month), int(day)))


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
    return _certain(Unit.QUARTER, day_number(whole, 3 * number - 2, 1))


def _week(text: str) -> DateText | None:
    found = _WEEK.fullmatch(text)
    if not found:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return _certain(Unit.WEEK, monday.toordinal() - _EPOCH)


def _of_names(text: str) -> DateText | None:
    """A month by its name, with a day and a year, a year alone, or neither."""
    tokens = _TOKENS.findall(text)
    months = numbered("months")
    named = [index for index, token in enumerate(tokens) if not token.isdigit() and plain(token) in months]
    if len(named) > 1:  # "mar" is a Tuesday as well as a March
        named = [index for index in named if plain(tokens[index]) not in _FILLERS] or named[-1:]
    if len(named) != 1:
        return None
    others = [token for index, token in enumerate(tokens) if index != named[0] and not token.isdigit()]
    if any(plain(token) not in _FILLERS for token in others):
        return None
    before = [token for token in tokens[: named[0]] if token.isdigit()]
    after = [token for token in tokens[named[0] + 1 :] if token.isdigit()]
    return _named_month(months[plain(tokens[named[0]])], before, after)


def _named_month(month: int, before: list[str], after: list[str]) -> DateText | None:
    match before, after:
        case [], []:
            return DateText(Unit.MONTH_ONLY, (month,) * 3)
        case [year], [] if len(year) == 4:
            return _month(_in_common_year(int(year))[0], month)
        case [], [year] if len(year) in {2, 4}:
            whole = full_year(int(year)) if len(year) == 2 else _in_common_year(int(year))[0]
            return _certain(Unit.MONTH, day_number(whole, month, 1), short_year=len(year) == 2)
        case [year], [day] if len(year) == 4 and len(day) <= 2:
            return _named_day(year, month, day)
        case ([day], [year]) | ([], [day, year]) | ([day, year], []) if len(day) <= 2 and len(year) in {2, 4}:
            return _named_day(year, month, day)
        case [], [year, day] if len(year) == 4:
            return _named_day(year, month, day)
        case _:
            return None


def _named_day(year: str, month: int, day: str) -> DateText | None:
    if len(year) == 2:
        return _certain(Unit.DAY, day_number(full_year(int(year)), month, int(day)), short_year=True)
    whole, buddhist = _in_common_year(int(year))
    return _certain(Unit.DAY, day_number(whole, month, int(day)), buddhist=buddhist)
