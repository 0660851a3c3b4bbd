"""A column of dates: one order of day, month and year for all its cells, read only as the cells allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.reading.table import CellError
from churndesk.shapes.dateparts import NO_DAY, NOT_A_DATE, ORDERS, DateText, Unit
from churndesk.shapes.datetexts import date_text, without_time
from churndesk.shapes.wording import plain, visible, words

if TYPE_CHECKING:
    import numpy.typing as npt

#: No date is written in more letters than these.
_LONGEST = 60
#: Numbers that are no date in any way of writing: neither eight digits ("20240403") nor a month and a year ("4.2024").
_NO_DATE = re.compile(r"-?(?:\d{1,7}|\d{9,}|\d+\.(?:\d{1,3}|\d{5,}))", re.ASCII)
#: The days that are taken for real, as days since 1970: 1901 to 2199. Others are a slip of the keyboard or a stand-in.
_FIRST_DAY, _AFTER_LAST_DAY = -25202, 84006
#: Days that programs write for "none": 1 January 1 and 1900, the zero days of Excel, Unix and SQL Server, and the ends.
_STAND_INS = ("0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1970-01-01", "2099-12-31")
_SERIAL_ZERO = -25569
#: Excel serials are taken for days from 1954 to 2119, seconds and milliseconds for moments from 1990 on.
_SERIALS, _SECONDS, _MILLISECONDS = (20_000, 80_000), (6.3e8, 5e9), (6.3e11, 5e12)


def today() -> date:
    """The day by the clock on the wall."""
    return datetime.now(UTC).astimezone().date()


@dataclass(frozen=True, slots=True, eq=False)
class DateCells:
    """What the distinct cells of a column could mean, before an order is chosen.

    `days[order]` follows `ORDERS`, `NO_DAY` where a cell can't be read so. `number` is the plain number that a cell
    holds, else NaN. `blank` are cells that say nothing, or a word for "still here".
    `short_year` and `buddhist` say of each cell whether its year has two digits, or is a Buddhist one; `dotted`
    whether full stops stand in all those that can be read in several orders.
    """

    unit: npt.NDArray[np.int8]
    days: npt.NDArray[np.int64]
    number: npt.NDArray[np.float64]
    blank: npt.NDArray[np.bool_]
    short_year: npt.NDArray[np.bool_]
    buddhist: npt.NDArray[np.bool_]
    dotted: bool

    @property
    def dated(self) -> npt.NDArray[np.bool_]:
        """Which cells are dates in at least one order."""
        return self.unit >= 0

    def share(self) -> float:
        """The share of dates among the cells that say something."""
        said = int((~self.blank).sum())
        return float(self.dated.sum()) / said if said else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class DateReading:
    """The distinct cells as days under one format.

    `days` is NaT where a cell holds none; `blank` those that say nothing or "still here", `unreadable` and
    `impossible` (a year that nobody means) the cells that can't be used. `unit` is `Unit` by cell.
    """

    days: npt.NDArray[np.datetime64]
    blank: npt.NDArray[np.bool_]
    unreadable: npt.NDArray[np.bool_]
    impossible: npt.NDArray[np.bool_]
    unit: npt.NDArray[np.int8]


def are_dates(values: npt.NDArray[np.object_]) -> bool:
    """Whether all cells are a workbook's own dates, which can be read in one way only."""
    return bool(len(values)) and all(isinstance(value, date) for value in values.tolist())


def date_cells(values: npt.NDArray[np.object_]) -> DateCells:
    """Looks at every distinct cell once; the dates' part of a text is parsed once however many times of day follow."""
    keys = [
        value[:10]
        if value.__class__ is str and 15 < len(value) <= _LONGEST and value[4] == value[7] == "-" and value[10] in " T"
        else _key(value)
        for value in values.tolist()
    ]
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    parsed = [_parsed(key) for key in places]
    index = np.fromiter(map(places.__getitem__, keys), dtype=np.int64, count=len(keys))
    days = np.array([entry[0].days for entry in parsed], dtype=np.int64).reshape(-1, 3)[index]
    units = np.array([entry[0].unit for entry in parsed], dtype=np.int8)
    return DateCells(
        unit=units[index],
        days=np.ascontiguousarray(days.T),
        number=np.array([entry[1] for entry in parsed], dtype=np.float64)[index],
        blank=np.array([entry[2] for entry in parsed], dtype=np.bool_)[index],
        short_year=np.array([entry[0].short_year for entry in parsed], dtype=np.bool_)[index],
        buddhist=np.array([entry[0].buddhist for entry in parsed], dtype=np.bool_)[index],
        dotted=all(entry[0].dotted for entry in parsed if len(set(entry[0].days)) > 1),
    )


def _key(value: Any) -> Any:
    """What is worth parsing of a cell: a moment's day, a text without its clock."""
    if isinstance(value, str):
        if len(value) > _LONGEST:
            return None
        return without_time(value) if ":" in value else value
    if isinstance(value, datetime):
        return value.date()
    return value


def _parsed(value: Any) -> tuple[DateText, float, bool]:
    if isinstance(value, date):
        day = value.toordinal() - 719_163
        return DateText(Unit.DAY, (day, day, day)), np.nan, False
    if isinstance(value, (bool, CellError)) or not isinstance(value, (str, int, float)):
        return NOT_A_DATE, np.nan, False
    text = visible(value) if isinstance(value, str) else f"{value:.10g}"
    if text != "0" and _NO_DATE.fullmatch(text):
        return NOT_A_DATE, float(text), False
    if not text or plain(text) in words("still_here"):
        return NOT_A_DATE, 0.0 if text == "0" else np.nan, True
    return date_text(text), _number(text), False


def _number(text: str) -> float:
    digits = text.removeprefix("-").replace(".", "", 1)
    return float(text) if digits.isascii() and digits.isdigit() else np.nan


def possible_formats(cells: DateCells) -> tuple[str, ...]:
    """The formats that read every cell which any format reads, best first by how usual they are.

    An order of day, month and year (`ORDERS`), "serial", "epoch", "yyyymm", "year" or "months" (numbers 1 to 12).
    Empty where the column holds no dates, or where no single order fits all of them.
    """
    if cells.dated.sum() >= np.isfinite(cells.number[~cells.dated]).sum():
        readable = (cells.days != NO_DAY).sum(axis=1)
        most = int(cells.dated.sum())
        return tuple(order for order, count in zip(ORDERS, readable, strict=True) if most and count == most)
    return _formats_of_numbers(cells)


def _formats_of_numbers(cells: DateCells) -> tuple[str, ...]:
    number = cells.number[np.isfinite(cells.number)]
    if not len(number) or np.isfinite(cells.number).sum() < 0.9 * (~cells.blank).sum():
        return ()
    whole = bool((number == np.floor(number)).all())
    if _all_within(number, *_SERIALS):
        return ("serial",)
    if _all_within(number, *_SECONDS) or _all_within(number, *_MILLISECONDS):
        return ("epoch",)
    if whole and _all_within(number, 190_001, 219_912) and _all_within(number % 100, 1, 12):
        return ("yyyymm",)
    if whole and _all_within(number, 1950, 2100):
        return ("year",)
    return ("months",) if whole and _all_within(number, 1, 12) else ()


def _all_within(number: npt.NDArray[np.float64], low: float, high: float) -> bool:
    """Whether 95 % of the numbers lie in the range; the rest are slips, told one by one."""
    return float(((number >= low) & (number <= high)).mean()) >= 0.95


def agree(cells: DateCells, formats: tuple[str, ...]) -> bool:
    """Whether all these orders give the same days."""
    rows = [cells.days[ORDERS.index(name)] for name in formats if name in ORDERS]
    return all(bool((rows[0] == row).all()) for row in rows[1:])


def read_dates(cells: DateCells, form: str | None, *, stand_ins: bool = False) -> DateReading:
    """The days under a format.

    `form` is one of `ORDERS`, serial, epoch, yyyymm, year, or a year's number for months that are written without
    one. With `stand_ins`, days such as 9999-12-31 and 1900-01-01 mean "none" (an end column); otherwise they are
    impossible. Nothing is read in another order because it doesn't fit this one.
    """
    days, unit = _in_order(cells, form)
    number = _numbers_as_days(cells, form)
    from_number = (days == NO_DAY) & (number != NO_DAY)
    days = np.where(from_number, number, days)
    unit = np.where(from_number, _unit_of_numbers(form), unit).astype(np.int8)
    readable = days != NO_DAY
    impossible = readable & ((days < _FIRST_DAY) | (days >= _AFTER_LAST_DAY))
    stand_in = readable & (np.isin(days, _stand_in_days()) | (days >= 106_751 * 3)) if stand_ins else ~readable & False
    blank = cells.blank | stand_in
    impossible &= ~blank
    usable = readable & ~impossible & ~blank
    result = np.full(len(days), np.datetime64("NaT", "D"))
    result[usable] = days[usable].astype("datetime64[D]")
    return DateReading(result, blank, ~readable & ~blank, impossible, unit)


def _stand_in_days() -> npt.NDArray[np.int64]:
    return np.array(_STAND_INS, dtype="datetime64[D]").astype(np.int64)


def _in_order(cells: DateCells, form: str | None) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int8]]:
    days = cells.days[ORDERS.index(form) if form in ORDERS else 0].copy()
    lone = cells.unit == Unit.MONTH_ONLY
    if lone.any():
        year = _year(form)
        days[lone] = _first_days(year, days[lone]) if year else NO_DAY
    unit = np.where(lone, Unit.MONTH, cells.unit).astype(np.int8)
    return days, unit


def _year(form: str | None) -> int | None:
    return int(form) if form and form.isdigit() and len(form) == 4 else None


def _first_days(year: int, months: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The first days of months 1 to 12 of a year; of a list that runs past December, in the year after."""
    later = np.cumsum(np.concatenate(([0], (np.diff(months) < 0).astype(np.int64))))
    whole = (year - 1970 + later) * 12 + months - 1
    return whole.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def _numbers_as_days(cells: DateCells, form: str | None) -> npt.NDArray[np.int64]:
    """Plain numbers as days: by the format, or as Excel serials among cells that are dates."""
    number, days = cells.number, np.full(len(cells.number), NO_DAY, dtype=np.int64)
    held = np.isfinite(number)
    if form == "epoch":
        seconds = np.where(np.abs(number) > 1e11, number / 1000, number)
        days[held] = np.floor(seconds[held] / 86_400).astype(np.int64)
    elif form == "yyyymm":
        held &= (number % 100 >= 1) & (number % 100 <= 12)
        months = (number[held] // 100 - 1970) * 12 + number[held] % 100 - 1
        days[held] = months.astype(np.int64).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    elif form == "year":
        held &= (number > 0) & (number < 10_000)
        days[held] = (
            (number[held] - 1970).astype(np.int64).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
        )
    elif (year := _year(form)) is not None:
        held &= (number >= 1) & (number <= 12) & (number == np.floor(number))
        if held.any():
            days[held] = _first_days(year, number[held].astype(np.int64))
    else:
        held &= (number >= _SERIALS[0]) & (number < _SERIALS[1])
        days[held] = np.floor(number[held]).astype(np.int64) + _SERIAL_ZERO
    return days


def _unit_of_numbers(form: str | None) -> int:
    if form == "year":
        return Unit.YEAR
    return Unit.MONTH if form == "yyyymm" or _year(form) else Unit.DAY
