"""The days of several lists: by what each file, sheet or title is called, or as a person said."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.datednames import date_in, named_year
from churndesk.shapes.dateparts import NO_DAY, ORDERS, Unit
from churndesk.shapes.dates import date_cells, possible_formats, read_dates, today

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from churndesk.reading.table import RawTable
    from churndesk.shapes.dates import DateCells

#: Months in the periods that a name can tell.
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


def labels(tables: Sequence[RawTable]) -> tuple[str, ...]:
    """What each list is called where a person or an option names it: its sheet where a file has several, else its file.

    The second of one name has " (2)" behind it.
    """
    files = Counter(table.file for table in tables)
    names = [table.dialect.sheet if table.dialect.sheet and files[table.file] > 1 else table.file for table in tables]
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(told)


def list_days(tables: Sequence[RawTable], said: Mapping[str, str]) -> tuple[date | None, ...]:
    """The day of each list, None where nothing tells it; `said` are days by label, as 2024-03-31.

    A list that names a month, a quarter or a year is taken for its last day, and never for one after today. The year of
    months without one is that of the title or the file, or of the day that was said for one of them.
    """
    named = labels(tables)
    given = [_iso(said.get(label, "")) for label in named]
    texts = _texts(tables)
    year = named_year(*(table.title or table.file for table in tables[:1])) or _said_year(texts, given)
    read = _read(texts, given, year)
    return tuple(day or found for day, found in zip(given, read, strict=True))


def _said_year(texts: list[str], given: list[date | None]) -> int | None:
    """The year of the first day that was said for a list named by a month alone."""
    months = _cells(texts).unit == Unit.MONTH_ONLY
    return next((day.year for day, named in zip(given, months, strict=True) if day is not None and named), None)


def by_month_alone(tables: Sequence[RawTable]) -> int:
    """How many different months the lists are named by, where each has one and none a year: Jan, Feb, Mar; else 0."""
    texts = _texts(tables)
    alone = all(texts) and bool((_cells(texts).unit == Unit.MONTH_ONLY).all())
    return len(set(texts)) if alone else 0


def readings(tables: Sequence[RawTable], place: int) -> tuple[date, ...]:
    """The days that the name of one list could mean: two for "members 03-04-2024"."""
    text = _texts(tables)[place]
    if not text:
        return ()
    cells = _cells([text])
    found = (_day(cells, 0, form) for form in ORDERS)
    return tuple(dict.fromkeys(day for day in found if day is not None))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether a text is a day as an option gives it: 2024-03-31."""
    return _iso(text) is not None


def _texts(tables: Sequence[RawTable]) -> list[str]:
    """The date in each list's names, "" where there is none; those names are looked in first that differ."""
    return [next((found.text for name in _names(table, tables) if (found := date_in(name))), "") for table in tables]


def _names(table: RawTable, tables: Sequence[RawTable]) -> Iterator[str]:
    one_file = len({other.file for other in tables}) < len(tables)
    file, sheet = PurePath(table.file).stem, table.dialect.sheet
    yield from (sheet, table.title) if one_file else (file, sheet, table.title)


def _cells(texts: Sequence[str]) -> DateCells:
    values = np.empty(len(texts), dtype=object)
    values[:] = [text or "-" for text in texts]
    return date_cells(values)


def _read(texts: list[str], given: list[date | None], year: int | None) -> list[date | None]:
    """The days of the texts in the only order that fits all, or that a given day of an ambiguous one decides."""
    cells = _cells(texts)
    if bool((cells.unit == Unit.MONTH_ONLY).any()):
        return [_day(cells, place, str(year)) if text else None for place, text in enumerate(texts)]
    forms = [form for form in possible_formats(cells) if _fits(cells, form, given)]
    return [_agreed(cells, place, forms) if text else None for place, text in enumerate(texts)]


def _fits(cells: DateCells, form: str, given: list[date | None]) -> bool:
    ambiguous = (place for place in range(len(given)) if len(set(cells.days[:, place].tolist()) - {NO_DAY}) > 1)
    return all(given[place] in {None, _day(cells, place, form)} for place in ambiguous)


def _agreed(cells: DateCells, place: int, forms: list[str]) -> date | None:
    days = {_day(cells, place, form) for form in forms}
    return days.pop() if len(days) == 1 else None


def _day(cells: DateCells, place: int, form: str) -> date | None:
    """The day of one text under an order: the last of a longer period, today at the latest."""
    reading = read_dates(cells, form)
    if np.isnat(reading.days[place]):
        return None
    unit, first = Unit(int(reading.unit[place])), reading.days[place]
    last = first + np.timedelta64(6, "D") if unit == Unit.WEEK else first
    if unit in _MONTHS:
        following = first.astype("datetime64[M]") + np.timedelta64(_MONTHS[unit], "M")
        last = following.astype("datetime64[D]") - np.timedelta64(1, "D")
    day: date = last.item()
    return day if unit == Unit.DAY else min(day, max(today(), first.item()))
