"""The days that rows hold: starts, ends, purchases and periods."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.content import take, used_values
from churndesk.shapes.dateparts import NO_DAY
from churndesk.shapes.dates import date_cells, read_dates, today
from churndesk.shapes.daymarks import remark_stray, remark_zones
from churndesk.shapes.exportday import still_here
from churndesk.shapes.periodkinds import first_days, kind_of
from churndesk.shapes.uses import date_format
from churndesk.words import message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Days
    from churndesk.reading.table import Column
    from churndesk.shapes.content import Content
    from churndesk.shapes.dates import DateCells

#: Roles whose days say how far the data reaches.
_REACHING = ("start", "end", "asked", "date")


def days(content: Content, role: str, *, needed: bool = False, optional: bool = False) -> Days:
    """Each row's day in a role, NaT for none. In an end column, words and days for "still here" are none.

    Cells that are no date, and years that nobody means, are noted; such rows are left out, as are rows without
    a day that is `needed`. Where the day is `optional`, its row stays whatever the cell holds.
    """
    content.report()
    found = content.column(role)
    if found is None:
        return np.full(len(content), np.datetime64("NaT", "D"))
    column, use = found
    cells = date_cells(column.values)
    reading = read_dates(cells, date_format(column, use, cells), stand_ins=role in {"end", "asked"})
    if optional:
        _note_optional(content, column, reading.unreadable | reading.impossible)
    else:
        _note_dates(content, column, column.codes, reading.unreadable, reading.impossible)
    content.unread[role] = take(reading.unreadable | reading.impossible, column.codes)
    _remark_years(content, column, cells)
    _remark_swapped(content, column, cells)
    remark_zones(content, column, reading.days)
    blank = take(reading.blank, column.codes, empty=True)
    if needed:
        content.note(
            "date-missing",
            lambda _: message("This row has no date and is left out. Fill it in, or delete the row."),
            blank,
            column,
            leave_out=True,
        )
    if role in _REACHING:
        content.reach(reading.days[used_values(column)])
        remark_stray(content, column, reading.days)
    of_value = still_here(column, use, reading.days) if role == "end" else reading.days
    return np.append(of_value, np.datetime64("NaT", "D"))[column.codes]


def periods(content: Content) -> tuple[Days, str]:
    """The first day of each row's period, and the kind of all periods (month, quarter, year, week).

    Raises:
        NotPossible: the periods are of several kinds, or of none.
    """
    column = content.require("period")
    use = content.mapping.columns[content.mapping.column("period") or 0]
    cells = date_cells(column.values)
    reading = read_dates(cells, date_format(column, use, cells))
    _note_dates(content, column, column.codes, reading.unreadable, reading.impossible)
    days = np.append(reading.days, np.datetime64("NaT", "D"))[column.codes]
    used = np.isin(np.arange(len(column.values)), column.codes) & ~np.isnat(reading.days)
    by = kind_of(reading.unit[used], reading.days[used])
    return first_days(days, by), by


def _note_dates(
    content: Content,
    column: Column,
    codes: npt.NDArray[np.int32],
    unreadable: npt.NDArray[np.bool_],
    impossible: npt.NDArray[np.bool_],
) -> None:
    content.note(
        "date-unreadable",
        lambda cell: message("“{cell}” can't be read as a date. The row is left out; correct the cell.", cell=cell),
        take(unreadable, codes),
        column,
        leave_out=True,
    )
    content.note(
        "date-out-of-range",
        lambda cell: message("“{cell}” is in a year that can't be meant. The row is left out.", cell=cell),
        take(impossible, codes),
        column,
        leave_out=True,
    )


def _note_optional(content: Content, column: Column, unread: npt.NDArray[np.bool_]) -> None:
    content.note(
        "day-unreadable",
        lambda cell: message("“{cell}” can't be read as a date, so the row counts without it.", cell=cell),
        take(unread, column.codes),
        column,
        serious=False,
    )


def _remark_years(content: Content, column: Column, cells: DateCells) -> None:
    content.remark(
        "year-two-digits",
        lambda cell: message(
            "Years with two digits, such as “{cell}”, are taken as {first} to {last}.",
            cell=cell,
            first=str(today().year - 89),
            last=str(today().year + 10),
        ),
        take(cells.short_year, column.codes),
        column,
    )
    content.remark(
        "year-buddhist",
        lambda cell: message("“{cell}” is read as a Buddhist year, 543 years ahead of the common one.", cell=cell),
        take(cells.buddhist, column.codes),
        column,
    )


def _remark_swapped(content: Content, column: Column, cells: DateCells) -> None:
    """A workbook that took 03/04 for 4 March keeps what it couldn't take, 25/04, as text: both stand in one column."""
    as_typed = column.values.tolist()
    if set(map(type, as_typed)) == {str}:
        return
    typed = np.array([isinstance(value, date) for value in as_typed], dtype=np.bool_)
    texts = cells.dated & ~typed
    if typed.sum() < 5 or texts.sum() < 5:
        return
    days = cells.days[0][typed].astype("datetime64[D]")
    within = (days - days.astype("datetime64[M]")).astype(int) < 12
    one_order = (cells.days[1] == NO_DAY) != (cells.days[2] == NO_DAY)
    if within.all() and one_order[texts].all():
        content.remark(
            "dates-swapped",
            lambda cell: message(
                "In this column only days up to the 12th are real dates; others, such as “{cell}”, are text. Excel may "
                "have swapped day and month. Export the list again and open it without letting Excel convert it.",
                cell=cell,
            ),
            take(texts, column.codes),
            column,
        )


def remark_scheduled(content: Content, role: str, days: Days) -> None:
    """Tells of starts or ends after today: kept as they are, and not counted yet."""
    found = content.column(role)
    content.remark(
        "date-ahead",
        lambda cell: message("“{cell}” is still to come. It is kept as planned and not counted yet.", cell=cell),
        days > np.datetime64(today(), "D"),
        found[0] if found else None,
    )
