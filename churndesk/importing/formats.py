"""The ways in which dates, numbers and tenures can be written, as a person chooses between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes import flags
from churndesk.shapes.dates import are_dates
from churndesk.shapes.numbers import COMMA, MIXED, POINT
from churndesk.shapes.role import ROLES
from churndesk.shapes.uses import words_use
from churndesk.words import Choice, message, sense

if TYPE_CHECKING:
    from churndesk.reading.table import Column
    from churndesk.words import Message

DATE_FORMATS: tuple[Choice, ...] = (
    Choice("dmy", message("day, month, year"), message("03/04/2024 is 3 April")),
    Choice("mdy", message("month, day, year"), message("03/04/2024 is 4 March")),
    Choice("ymd", message("year, month, day"), message("2024-04-03 is 3 April")),
    Choice("serial", message("a spreadsheet's day number"), message("45385 is 3 April 2024")),
    Choice("epoch", message("seconds since 1970"), message("1712102400 is 3 April 2024")),
    Choice("yyyymm", message("year and month in one number"), message("202404 is April 2024")),
    Choice("year", message("years alone")),
)

NUMBER_FORMATS: tuple[Choice, ...] = (
    Choice(POINT, message("1,234.50")),
    Choice(COMMA, message("1.234,50")),
    Choice(MIXED, message("both, each by its own marks")),
)

TENURE_FORMATS: tuple[Choice, ...] = (
    Choice("months", sense("unit of a length of time", "months")),
    Choice("days", sense("unit of a length of time", "days")),
    Choice("years", sense("unit of a length of time", "years")),
)

#: What a word of a flag, status or reason column can stand for.
MEANINGS: dict[str, Message] = {
    "kept": message("still a customer"),
    "lost": message("has left"),
    "trial": message("on trial"),
    "paused": message("on pause"),
    "failed": message("payment failed"),
    "refund": message("money given back"),
    "void": message("a payment that was given back later"),
    "goal": message("left because the goal was reached"),
    "ignore": message("leave these rows out"),
}

#: The same in a log of payments or a column of reasons, where "kept" is the usual thing.
_NOTHING = sense("meaning of a word", "nothing special")

#: What the amounts can be, for shapes whose amounts belong to a time.
AMOUNT_IS: tuple[Choice, ...] = (
    Choice("month", message("for a month")),
    Choice("interval", message("for the interval in its own column")),
    Choice("total", message("all that was paid so far")),
    Choice("payment", message("one payment")),
)


#: What stands for a format where there is nothing to choose.
REAL_DATES = message("dates of the workbook")


def has_real_dates(column: Column, role: str | None) -> bool:
    """Whether a column in that role holds the workbook's own dates, so that no way of writing is to be chosen."""
    return _KINDS.get(role or "") in {"date", "period"} and are_dates(column.values)


def formats_for(role: str | None) -> tuple[Choice, ...]:
    """The formats that a column with that role can have; empty where there is nothing to choose."""
    if role == "tenure":
        return TENURE_FORMATS
    return _BY_KIND.get(_KINDS.get(role or "", ""), ())


def meanings_for(role: str | None, shape: str) -> tuple[Choice, ...]:
    """What a word of a column with that role can stand for; empty where words need no meaning."""
    use = words_use(role or "", shape)
    about_customers = use in {"lost", "active", "stay"}
    return tuple(
        Choice(meaning, _NOTHING if meaning == "kept" and not about_customers else MEANINGS[meaning])
        for meaning in flags.MEANINGS.get(use, ())
    )


_KINDS = {role.key: role.kind for role in ROLES}
_BY_KIND: dict[str, tuple[Choice, ...]] = {
    "date": DATE_FORMATS,
    "period": DATE_FORMATS,
    "number": NUMBER_FORMATS,
    "month": NUMBER_FORMATS,
}
