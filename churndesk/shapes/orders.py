"""Which order a column of dates is in: decided where the cells allow one reading only, otherwise asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.dateparts import NO_DAY, ORDERS, Unit
from churndesk.shapes.dates import agree, possible_formats, read_dates, today
from churndesk.shapes.numbers import decimal_mark
from churndesk.shapes.portraits import cell_text
from churndesk.words import Choice, Doubt, NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from churndesk.reading.table import Column
    from churndesk.shapes.dates import DateCells
    from churndesk.words import Message

#: The order that dates with the year last are written in, by language; ymd comes last, where it is possible at all.
_HABITS = {"en": ("mdy", "dmy", "ymd"), "pl": ("dmy", "ymd", "mdy")}
_EASTERN = ("ymd", "mdy", "dmy")
#: What --format takes for dates, apart from a year's number.
FORMATS = (*ORDERS, "serial", "epoch", "yyyymm", "year")

_OTHER_FORMATS = frozenset({"join", "keep", "days", "weeks", "months", "years"})


@dataclass(frozen=True, slots=True)
class Order:
    """What was decided for a column: the format (None where it must be asked and nothing fits), and the doubt."""

    form: str | None
    doubt: Doubt | None = None
    certain: bool = True


def is_date_format(form: str) -> bool:
    """Whether a text names a format of dates: one of `FORMATS`, or the year of months that are written without one."""
    known = form.strip().casefold()
    return known in FORMATS or (known.isdigit() and len(known) == 4)


def checked_format(form: str, name: str) -> str | None:
    """The format that was given by hand; None where it is one for columns in another role.

    Raises:
        NotPossible: it is no format at all.
    """
    if is_date_format(form):
        return form.strip().casefold()
    if form in _OTHER_FORMATS or ":" in form or decimal_mark(form):
        return None
    raise NotPossible(
        message(
            "“{form}” isn't a format for the dates in “{heading}”. It can be: {known}.",
            form=form,
            heading=name,
            known=", ".join(FORMATS),
        )
    )


def decide(
    name: str,
    column: Column,
    cells: DateCells,
    role: str,
    *,
    siblings: Sequence[str],
    settled: Sequence[str],
    language: str,
    year: int | None,
) -> Order:
    """The order of a column's dates.

    `siblings` are the orders that other columns of the table were found in, `settled` those that a person gave for
    them; `year` is the one that the table's title names, for months that are written without one.
    """
    plain = _without_asking(name, cells, year)
    if plain is not None:
        return plain
    found = _plausible(cells, role, possible_formats(cells))
    if agree(cells, found):
        return Order(found[0])
    given = [form for form in settled if form in found]
    if given:
        return Order(given[0])
    ranked = _ranked(cells, found, role, siblings, language)
    return Order(ranked[0], _order_doubt(name, column, cells, ranked), certain=False)


def _without_asking(name: str, cells: DateCells, year: int | None) -> Order | None:
    """What the cells alone decide: no dates, months without a year, no order that fits all, or all orders alike."""
    found = possible_formats(cells)
    if (cells.unit == Unit.MONTH_ONLY).any() or found == ("months",):
        return _year_of_months(name, year)
    if not found:
        return _conflict(name, cells) if cells.dated.any() else Order("ymd", certain=False)
    return Order(found[0], certain=len(found) == 1) if agree(cells, found) else None


def _plausible(cells: DateCells, role: str, found: tuple[str, ...]) -> tuple[str, ...]:
    """The readings that can be meant: nobody writes 3.25.2024, buys next year, or lists days in a monthly summary."""
    if cells.dotted and "dmy" in found:
        found = tuple(form for form in found if form != "mdy")
    if role in {"start", "date"}:
        found = _not_in_future(cells, found)
    if role == "period":
        monthly = tuple(form for form in found if _month_starts(read_dates(cells, form).days))
        found = monthly if len(monthly) == 1 else found
    return found


def _not_in_future(cells: DateCells, found: tuple[str, ...]) -> tuple[str, ...]:
    """The readings without those that put a start or a payment more than a year after today, where others don't."""
    limit = np.datetime64(today(), "D") + np.timedelta64(366, "D")
    early = tuple(form for form in found if _known(read_dates(cells, form).days).max() <= limit)
    return early or found


def _known(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    known = days[~np.isnat(days)]
    return known if len(known) else np.array(["1970-01-01"], dtype="datetime64[D]")


def _year_of_months(name: str, year: int | None) -> Order:
    if year is not None:
        return Order(str(year))
    text = message("“{heading}” names months without a year. Which year are they in?", heading=name)
    return Order(None, Doubt("period-year", text, option=f"--format {name}=YEAR", about=name), certain=False)


def _ranked(
    cells: DateCells, found: tuple[str, ...], role: str, siblings: Sequence[str], language: str
) -> tuple[str, ...]:
    """The readings, most plausible first; a tie by the habit of the language."""
    habit = _HABITS.get(language, _EASTERN)
    return tuple(sorted(found, key=lambda form: (-_plausibility(cells, form, role, siblings), habit.index(form))))


def _plausibility(cells: DateCells, form: str, role: str, siblings: Sequence[str]) -> int:
    days = read_dates(cells, form).days
    days = days[~np.isnat(days)]
    points = 4 if form in siblings else 0
    points += 3 if _month_starts(days) or _month_ends(days) else 0
    if role != "end" and len(days):
        points += 2 if days.max() <= np.datetime64(today(), "D") else 0
    return points + (1 if cells.dotted and form == "dmy" else 0)


def _month_starts(days: npt.NDArray[np.datetime64]) -> bool:
    days = days[~np.isnat(days)]
    months = np.unique(days.astype("datetime64[M]"))
    return len(months) >= 3 and bool((days == days.astype("datetime64[M]").astype("datetime64[D]")).all())


def _month_ends(days: npt.NDArray[np.datetime64]) -> bool:
    return len(days) > 0 and _month_starts(days + np.timedelta64(1, "D"))


def _labels() -> dict[str, Message]:
    return {
        "dmy": message("Day first"),
        "mdy": message("Month first"),
        "ymd": message("Year first"),
    }


def _order_doubt(name: str, column: Column, cells: DateCells, ranked: tuple[str, ...]) -> Doubt:
    rows = [cells.days[ORDERS.index(form)] for form in ranked]
    differ = np.flatnonzero(np.any([rows[0] != row for row in rows[1:]], axis=0))
    place = int(differ[0])
    choices = tuple(
        Choice(form, _labels()[form], _example(column, int(row[place]), place))
        for form, row in zip(ranked, rows, strict=True)
    )
    text = message("The dates in “{heading}” can be read in more than one order. Which is it?", heading=name)
    return Doubt("date-order", text, choices, f"--format {name}={'|'.join(ranked)}", name)


def _example(column: Column, day: int, place: int) -> Message | None:
    if day == NO_DAY:
        return None
    meant = np.datetime64(day, "D").item()
    return message("{cell} is {day}", cell=cell_text(column.values[place]), day=meant)


def _conflict(name: str, cells: DateCells) -> Order:
    """No order fits every date: the one that fits nearly all is offered, otherwise nothing is."""
    readable = (cells.days != NO_DAY).sum(axis=1)
    best = int(readable.argmax())
    total = int(cells.dated.sum())
    text = message(
        "Some dates in “{heading}” can only have the day first, others only the month first. No single order fits.",
        heading=name,
    )
    option = f"--format {name}=dmy|mdy|ymd"
    if total >= 50 and readable[best] >= 0.98 * total:
        form = ORDERS[best]
        return Order(form, Doubt("date-conflict", text, (Choice(form, _labels()[form]),), option, name), certain=False)
    return Order(None, Doubt("date-conflict", text, (), option, name), certain=False)
