"""What is odd about the days of a column: one far from all the rest, and moments whose zone may move a month."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.shapes.content import take
from churndesk.words import message, plural

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Days
    from churndesk.reading.table import Column
    from churndesk.shapes.content import Content

#: A stray day lies at least so many days from the next, and further than all the others from each other; or, where it
#: is the latest, a year and so many times as far as any two neighbours among the others: a first customer may be early.
_FAR, _A_YEAR, _TIMES = 730, 365, 4
_FEWEST_ROWS = 10
_MOST_STRAY = 2
#: A clock with a zone: "2024-01-31T23:30:00Z", "2024-01-31 23:30 -0500", "… UTC".
_ZONED = re.compile(r"[\sT](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})$", re.IGNORECASE)
_CLOCK = re.compile(r"[\sT](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?$", re.IGNORECASE)
_ZONE_IN_HEADING = re.compile(r"\b(?:utc|gmt)\b", re.IGNORECASE)
#: Before noon of the first day of a month, and from noon of its last on, another zone may mean another month.
_NOON = 12
_SAMPLE = 50
_NONE = np.datetime64("NaT", "D")


def remark_stray(content: Content, column: Column, days: Days) -> None:
    """Tells of a day far before or after all others: it would stretch the months, or the end of the data, to itself."""
    of_row = np.append(days, np.datetime64("NaT", "D"))[column.codes]
    first, last = _bulk(of_row)
    stray = (of_row < first) | (of_row > last)
    content.note(
        "date-stray",
        lambda cell: message(
            "“{cell}” lies far away from all other dates ({first} to {last}). If it is a slip, correct it or leave "
            "the row out.",
            cell=cell,
            first=first.astype(object),
            last=last.astype(object),
        ),
        stray,
        column,
    )


def _bulk(days: Days) -> tuple[np.datetime64, np.datetime64]:
    """The first and the last day without those that are stray; NaT where none is."""
    numbers = days[~np.isnat(days)].astype(np.int64)
    if len(numbers) < _FEWEST_ROWS:
        return _NONE, _NONE
    counts = np.bincount(numbers - numbers.min())
    known = np.flatnonzero(counts)
    first, last = _begin(known, counts[known]), -_begin(-known[::-1], counts[known][::-1], late=True)
    if first == known[0] and last == known[-1]:
        return _NONE, _NONE
    return np.datetime64(int(first + numbers.min()), "D"), np.datetime64(int(last + numbers.min()), "D")


def _begin(known: npt.NDArray[np.int64], counts: npt.NDArray[np.int64], *, late: bool = False) -> int:
    """The first of ascending days after those that are stray; `counts` are the rows of each."""
    for place in range(1, min(_MOST_STRAY + 1, len(known) - 1)):
        gap, span = known[place] - known[place - 1], known[-1] - known[place]
        widest = int(np.diff(known[place:]).max(initial=0))
        apart = gap > max(_FAR, span) or (late and gap > max(_A_YEAR, _TIMES * widest))
        if counts[:place].sum() <= _MOST_STRAY and apart:
            return int(known[place])
    return int(known[0])


def remark_zones(content: Content, column: Column, days: Days) -> None:
    """Tells how many moments stand so near a month's edge that another zone would put them into the other month."""
    zoned = bool(_ZONE_IN_HEADING.search(column.heading))
    if not zoned and not any(_ZONED.search(value) for value in _sample(column) if isinstance(value, str)):
        return
    near = np.zeros(len(days), dtype=np.bool_)
    edges = np.flatnonzero(_first_days(days) | _last_days(days))
    for place in edges.tolist():
        near[place] = _near(column.values[place], zoned=zoned, first=bool(_first_days(days[place : place + 1])[0]))
    if not near.any():
        return
    rows = take(near, column.codes)
    content.remark(
        "zone-at-edge",
        lambda cell: plural(
            "Times with a time zone, such as “{cell}”, are taken by the day that they show. {count} of them is so near "
            "a month's edge that it may be in the other month by your own clock.",
            "Times with a time zone, such as “{cell}”, are taken by the day that they show. {count} of them are so "
            "near a month's edge that they may be in the other month by your own clock.",
            int(rows.sum()),
            cell=cell,
        ),
        rows,
        column,
    )


def _sample(column: Column) -> list[Any]:
    values: list[Any] = column.values[:: max(1, len(column.values) // _SAMPLE)].tolist()
    return values


def _near(value: Any, *, zoned: bool, first: bool) -> bool:
    """Whether a cell on a month's first or last day shows a clock within half a day of the edge, in a known zone."""
    if isinstance(value, datetime):
        hour = value.hour if zoned and (value.hour or value.minute) else None
    elif isinstance(value, str) and ":" in value:
        found = _ZONED.search(value) or (_CLOCK.search(value) if zoned else None)
        hour = int(found[1]) if found and (int(found[1]) or int(found[2]) or not zoned) else None
    else:
        hour = None
    return hour is not None and (hour < _NOON if first else hour >= _NOON)


def _first_days(days: Days) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = days == days.astype("datetime64[M]").astype("datetime64[D]")
    return found


def _last_days(days: Days) -> npt.NDArray[np.bool_]:
    return _first_days(days + np.timedelta64(1, "D"))
