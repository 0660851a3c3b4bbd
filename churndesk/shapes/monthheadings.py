"""The months that the headings of a table with a column a month name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.datednames import date_in, named_year
from churndesk.shapes.dateparts import ORDERS, Unit
from churndesk.shapes.dates import date_cells, read_dates
from churndesk.shapes.headings import concepts
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.ledger.dataset import Days
    from churndesk.shapes.mapping import ColumnUse, Mapping

#: So many columns of months make a table with a column a month.
LEAST = 3
_UNITS = frozenset({Unit.DAY, Unit.MONTH, Unit.MONTH_ONLY})


@dataclass(frozen=True, slots=True)
class MonthHeadings:
    """The columns that are months, and the dates that stand in their headings.

    `yearless` where the headings name months alone ("Jan"), so that their year must come from elsewhere.
    """

    columns: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    yearless: bool = False


@lru_cache(maxsize=64)
def month_headings(headings: tuple[str, ...]) -> MonthHeadings:
    """The columns of months; none where fewer than three headings name different months.

    Of several blocks of months ("MRR Jan", "Seats Jan") the one that means an amount is taken, else the largest, else
    the first.
    """
    blocks: dict[str, list[tuple[int, str, Unit]]] = {}
    for index, heading in enumerate(headings):
        found = date_in(heading) if len(heading) <= 60 else None
        if found is not None and found.meaning.unit in _UNITS:
            blocks.setdefault(found.rest, []).append((index, found.text, found.meaning.unit))
    for rest in sorted(blocks, key=lambda rest: (not _means_amount(rest), -len(blocks[rest]))):
        months = _of_block(blocks[rest])
        if months is not None:
            return months
    return MonthHeadings()


def _means_amount(rest: str) -> bool:
    meant = concepts(rest)
    return bool(meant) and meant[0][0] in {"amount", "closing_amount"}


def _of_block(block: list[tuple[int, str, Unit]]) -> MonthHeadings | None:
    unit = Counter(entry[2] for entry in block).most_common(1)[0][0]
    columns = [entry for entry in block if entry[2] == unit]
    if len(columns) < LEAST:
        return None
    texts = tuple(text for _, text, _ in columns)
    found = MonthHeadings(tuple(index for index, *_ in columns), texts, unit == Unit.MONTH_ONLY)
    months = months_of(texts, 2024 if found.yearless else None)
    return found if months is not None and len(np.unique(months)) == len(months) else None


def months_of(texts: tuple[str, ...], year: int | None) -> Days | None:
    """The first days of the months that the texts name; None where they are no months, or their year isn't known.

    Months without a year begin in `year` and run on into the next after December. Days count as months where all are
    the first of a month, or all the last: "31.01.2024", "29.02.2024".
    """
    cells = date_cells(np.array(texts, dtype=object))
    for form in (str(year),) if bool((cells.unit == Unit.MONTH_ONLY).any()) else ORDERS:
        days = read_dates(cells, form).days
        if not np.isnat(days).any() and is_monthly(days):
            return days.astype("datetime64[M]").astype("datetime64[D]")
    return None


def month_texts(headings: tuple[str, ...], columns: tuple[int, ...]) -> tuple[str, ...]:
    """The date in each of these headings, as `months_of` takes it; empty where a heading names none."""
    block = month_headings(headings)
    known = dict(zip(block.columns, block.texts, strict=True))
    named = {index: date_in(headings[index]) for index in columns if index not in known}
    return tuple(known.get(index) or (found.text if (found := named.get(index)) else "") for index in columns)


def month_days(headings: tuple[str, ...], mapping: Mapping, names: Sequence[str]) -> Days:
    """The first day of each month column's month, in the order of the columns.

    The year of months that are named without one is the format of a month column, else what `names` (title, sheet,
    file) tell.

    Raises:
        NotPossible: a heading names no month, or its year isn't known.
    """
    columns = mapping.all_columns("month")
    texts = month_texts(headings, columns)
    for index, text in zip(columns, texts, strict=True):
        if not text:
            raise NotPossible(
                message("“{heading}” names no month, so its column can't be one.", heading=headings[index])
            )
    days = months_of(texts, given_year(mapping.columns) or named_year(*names))
    if days is None:
        raise NotPossible(
            message(
                "It can't be told which months “{first}” to “{last}” are. Say which year they are in.",
                first=headings[columns[0]],
                last=headings[columns[-1]],
            )
        )
    return days


def given_year(uses: Sequence[ColumnUse]) -> int | None:
    """The year that a month column's format gives, where its heading has none."""
    years = (use.format for use in uses if use.role == "month" and use.format)
    return next((int(year) for year in years if year.isdigit() and len(year) == 4), None)


def is_monthly(days: Days) -> bool:
    """Whether all days are the first of a month, or all the last."""
    following = days + np.timedelta64(1, "D")
    return any(bool((some == some.astype("datetime64[M]").astype("datetime64[D]")).all()) for some in (days, following))
