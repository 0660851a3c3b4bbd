"""Month matrices: a column a month, or a row a customer and month; amounts, or words for being there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.amounts import amounts as amounts_of
from churndesk.shapes.days import periods as periods_of
from churndesk.shapes.headings import concepts, qualifiers
from churndesk.shapes.monthcells import presences_by_month
from churndesk.shapes.monthheadings import month_days
from churndesk.shapes.people import customers as customers_of
from churndesk.shapes.periodkinds import last_days
from churndesk.shapes.presence import lines, presence_dataset
from churndesk.shapes.shape import Shape, Taken, taken
from churndesk.shapes.stretches import PAUSED, PLAIN, TRIAL, Presences
from churndesk.shapes.suitability import suits_month_of_row
from churndesk.words import PeriodName, message, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from churndesk.ledger.dataset import Dataset, Days, Flags
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content
    from churndesk.shapes.stretches import Places
    from churndesk.words import Message

#: Dates of these concepts beside the month make a table another one: a log, or a list of stays.
_OTHER_DATES = frozenset({"date", "start", "end", "created", "canceled"})


def _fit(cast: Cast) -> float:
    return max(_fit_wide(cast), _fit_long(cast))


def _fit_wide(cast: Cast) -> float:
    if sum(part.role == "month" for part in cast.parts) < 2:
        return 0.0
    stays = cast.heading("start") and cast.heading("end", "canceled")
    return (0.4 * cast.certainty("customer") + 0.6) * (0.6 if stays else 1.0)


def _fit_long(cast: Cast) -> float:
    month, amount = cast.column("period"), cast.column("amount")
    if month is None or month.unique or not cast.repeats("customer"):
        return 0.0
    monthly = amount is not None and "monthly" in qualifiers(amount.heading)
    dated = "date" in dict(concepts(month.heading))
    named = 1.02 if monthly and month.monthly else cast.certainty("period") * (0.6 if dated else 1.0)
    score = 0.4 * cast.certainty("customer") + 0.35 * named + 0.25 * max(cast.certainty("amount", "status"), 0.6)
    return score * (0.4 if _has_other_dates(cast, month.index) else 1.0)


def _has_other_dates(cast: Cast, month: int) -> bool:
    dated = [portrait for portrait in cast.portraits if portrait.index != month and portrait.day_dates]
    return any(meant[0][0] in _OTHER_DATES for portrait in dated if (meant := concepts(portrait.heading)))


def _build(content: Content) -> Dataset:
    """Each run of months with an amount above 0, or a word for being there, is a stay until the month after its last.

    A stay lasts from the first day of its first month to the first day of the month after its last; amounts may change
    from month to month. Whoever is there in the table's last month is still here.
    """
    return _wide(content) if content.mapping.column("month") is not None else _long(content)


def _wide(content: Content) -> Dataset:
    table = content.stack.tables[0]
    months = month_days(table.headings, content.mapping, (table.title, table.dialect.sheet, table.file))
    customer, customers = customers_of(content)
    starts, step = np.unique(months, return_inverse=True)
    presences, in_amounts = presences_by_month(content, step, customer)
    covered = _covered(content, months)
    presences = presences.taken(starts[presences.step] <= covered)
    starts = starts[starts <= covered]
    _tell_gap(content, starts, _no_column)
    _remark_never(content, customer >= 0, presences)
    content.reach(last_days(starts[-1:], "month"))
    return presence_dataset(
        content, presences, (customer, customers), (starts, _following(starts)), has_amount=in_amounts
    )


def _covered(content: Content, months: Days) -> np.datetime64:
    """The last month that somebody has filled in: columns that are blank throughout are still to come."""
    columns = (content.stack.columns[index] for index in content.mapping.all_columns("month"))
    filled = np.array([bool((column.codes >= 0).any()) for column in columns])
    last: np.datetime64 = months[filled].max() if filled.any() else months.max()
    return last


def _following(starts: Days) -> Days:
    """The first day of the month after each."""
    days: Days = (starts.astype("datetime64[M]") + np.timedelta64(1, "M")).astype("datetime64[D]")
    return days


def _long(content: Content) -> Dataset:
    period, by = periods_of(content)
    customer, customers = customers_of(content)
    content.note(
        "period-missing",
        lambda _: message("This row names no month or period and is left out."),
        np.isnat(period),
        content.require("period"),
        leave_out=True,
    )
    amount = amounts_of(content, "amount")
    starts, step = _steps(period[content.kept()], period, by)
    presences = Presences(
        line=lines(content, customer),
        step=step,
        place=np.arange(len(content), dtype=np.intp),
        amount=amount,
        mark=_marks(content),
    ).taken(_there(content, amount) & content.kept())
    if by == "month":
        _tell_gap(content, period[content.kept()], _no_row)
    content.reach(last_days(starts[-1:], by))
    ends = np.append(starts[1:], _after(starts[-1:], by))
    return presence_dataset(content, presences, (customer, customers), (starts, ends), has_amount=content.has("amount"))


def _there(content: Content, amount: npt.NDArray[np.float64]) -> Flags:
    """Who is there: an amount above 0 and no word that says otherwise; a row alone where there is neither."""
    there = ~content.means("status", "lost") & ~content.means("lost", "lost")
    return there & (amount > 0) if content.has("amount") else there


def _marks(content: Content) -> npt.NDArray[np.int8]:
    paused = content.means("status", "paused")
    trial = content.means("status", "trial") | content.means("trial", "trial")
    return np.where(trial, TRIAL, np.where(paused, PAUSED, PLAIN)).astype(np.int8)


def _steps(known: Days, period: Days, by: str) -> tuple[Days, Places]:
    """All periods from the first to the last of the rows that are used, and each row's number among them."""
    if not len(known):
        return np.array(["1970-01-01"], dtype="datetime64[D]"), np.zeros(len(period), dtype=np.intp)
    starts = np.unique(known)
    if by == "month":
        first, last = starts[[0, -1]].astype("datetime64[M]")
        starts = np.arange(first, last + np.timedelta64(1, "M")).astype("datetime64[D]")
    return starts, np.searchsorted(starts, period).astype(np.intp)


def _after(start: Days, by: str) -> Days:
    return _following(start) if by == "month" else last_days(start, by) + np.timedelta64(1, "D")


def _no_column(month: PeriodName) -> Message:
    return message(
        "There is no column for {month}. Whoever is there before and after it counts as having stayed.", month=month
    )


def _no_row(month: PeriodName) -> Message:
    return message(
        "No row is of {month}, so nobody counts as there in it. Is a part of the table missing?", month=month
    )


def _tell_gap(content: Content, periods: Days, sentence: Callable[[PeriodName], Message]) -> None:
    """Tells of the first month that is missing between the first and the last."""
    months = np.unique(periods[~np.isnat(periods)]).astype("datetime64[M]")
    missing = np.setdiff1d(np.arange(months[0], months[-1]), months) if len(months) else months
    if len(missing):
        content.tell("month-missing", sentence(PeriodName(missing[0].astype("datetime64[D]").item(), "month")))


def _remark_never(content: Content, somebody: Flags, presences: Presences) -> None:
    never = somebody & content.kept()
    never[presences.place] = False
    count = int(never.sum())
    content.remark(
        "never-there",
        lambda _: plural(
            "{count} row has nothing above 0 in any month, so its customer is never counted.",
            "{count} rows have nothing above 0 in any month, so their customers are never counted.",
            count,
        ),
        never,
    )


SHAPE = Shape(
    key="matrix",
    title=message("Month by month"),
    help=message(
        "One row a customer, one column a month, with what was paid or a mark. Or a row a customer and month."
    ),
    why=message("The table says of each customer and month what was paid, or whether the customer was there."),
    takes=(
        Taken("customer", (("customer", 1.0), ("email", 0.85), ("id", 0.8), ("name", 0.7), ("index", 0.3))),
        taken("month"),
        Taken("period", (("period", 1.0), ("date", 0.6)), suits_month_of_row),
        taken("amount", closing_amount=0.95),
        taken("status"),
        Taken("lost", (("lost", 0.6), ("active", 0.9))),
        taken("trial"),
        taken("reason"),
        taken("currency"),
        Taken("name", (("name", 0.9),)),
        taken("plan"),
        taken("segment"),
    ),
    needs=(("customer",), ("month", "period")),
    fit=_fit,
    build=_build,
)
