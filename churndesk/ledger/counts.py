"""A summary with a row a period: totals without customers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from churndesk.ledger.calendar import after, period_end
from churndesk.ledger.days import FOREVER, date_of, number_of, numbers_of
from churndesk.words import message, plural

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger.calendar import Granularity
    from churndesk.ledger.dataset import Amounts, Dataset, Flags, PeriodRows
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message

#: The columns of numbers and of amounts that a summary can have.
COUNTS = ("opening", "new", "returned", "lost", "closing")
AMOUNTS = (
    "paid", "opening_amount", "new_amount", "expansion_amount", "contraction_amount", "churned_amount",
    "closing_amount",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class CountLedger:
    """The rows of a summary in order of time, one a period of kind `by`, NaN where the file has no number.

    `start` is the first day of each row's period; `columns` the numbers by the names in `COUNTS` and `AMOUNTS`.
    """

    dataset: Dataset
    policy: Policy
    as_of: date
    by: Granularity
    start: DayNumbers
    columns: dict[str, Amounts]
    notes: tuple[Message, ...] = ()
    kind: Literal["counts"] = "counts"


def build_from_counts(dataset: Dataset, rows: PeriodRows, policy: Policy, as_of: date | None) -> CountLedger:
    """The ledger of a summary. Unless given, the as-of day is the end of the last row's period."""
    by: Granularity = rows.by  # type: ignore[assignment]  # the importer names one of the four
    start = numbers_of(rows.start)
    order = np.argsort(start, kind="stable")
    order = order[start[order] < FOREVER]
    last = _last_day(start[order], by, as_of)
    order = order[start[order] <= number_of(last)]
    columns = {name: getattr(rows, name)[order] for name in (*COUNTS, *AMOUNTS)}
    begins = start[order]
    notes = [
        message("The table has totals only: customers can't be told apart, and who left may include new customers."),
    ]
    _fill(columns, begins, by)
    later = len(start) - len(order)
    if later:
        notes.append(
            plural(
                "{count} row lies after the last day of the data and isn't counted.",
                "{count} rows lie after the last day of the data and aren't counted.",
                later,
            )
        )
    return CountLedger(dataset, policy, last, by, begins, columns, tuple(notes))


def _last_day(start: DayNumbers, by: Granularity, as_of: date | None) -> date:
    if as_of is not None or not len(start):
        return as_of or date_of(0)
    return period_end(date_of(int(start[-1])), by)


def _fill(columns: dict[str, Amounts], start: DayNumbers, by: Granularity) -> None:
    """Fills an opening from the closing of the row before, and the one number of four that is missing."""
    follows = np.zeros(len(start), dtype=bool)
    follows[1:] = [number_of(after(date_of(int(day)), by)) for day in start[:-1]] == start[1:]
    _carry(columns, "opening", "closing", follows)
    _carry(columns, "opening_amount", "closing_amount", follows)
    opening, new, lost, closing = (columns[name] for name in ("opening", "new", "lost", "closing"))
    returned = np.nan_to_num(columns["returned"])
    columns["opening"] = _or(opening, closing - new - returned + lost)
    columns["closing"] = _or(closing, opening + new + returned - lost)
    columns["new"] = _or(new, closing - opening - returned + lost)
    columns["lost"] = _or(lost, opening + new + returned - closing)
    _carry(columns, "opening", "closing", follows)


def _or(number: Amounts, instead: Amounts) -> Amounts:
    return np.where(np.isnan(number), instead, number)


def _carry(columns: dict[str, Amounts], opening: str, closing: str, follows: Flags) -> None:
    before = np.roll(columns[closing], 1)
    columns[opening] = np.where(np.isnan(columns[opening]) & follows, before, columns[opening])
