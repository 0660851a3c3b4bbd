"""The rows as they were understood, before any rule of the owner is applied to them.

Days are `datetime64[D]` with NaT for "none"; amounts are float64 with NaN for "not known"; customers are indices
into `Dataset.customers`. `row` is the row's number in its file and `source` the index of that file in
`Dataset.sources`, so that every figure leads back to the cells that it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    from churndesk.words import Problem

    Days: TypeAlias = npt.NDArray[np.datetime64]
    Amounts: TypeAlias = npt.NDArray[np.float64]
    Indices: TypeAlias = npt.NDArray[np.int32]
    Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Category:
    """A column of categories: `values[codes[row]]`, -1 where the cell is empty. `values` are sorted, distinct texts."""

    heading: str
    values: tuple[str, ...]
    codes: Indices


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file or sheet that the rows came from, and what became of each of its rows.

    `set_aside` is (reason, number of rows); rows_read = rows_used + the rows that `problems` left out. `digest` is
    the sha256 of the file's bytes. `left_out` are the numbers of the rows that were read and not used, as runs (first,
    last), in the order of the table.
    """

    file: str
    sheet: str = ""
    rows_read: int = 0
    rows_used: int = 0
    set_aside: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    left_out: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Customers:
    """Who pays: ids as text exactly as the file has them (an apostrophe in front kept off), and names where given."""

    ids: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_] | None = None

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class SpellRows:
    """Customer lists and subscriptions: a row is a stay from `start` to `end`.

    `end` and `asked` (when the cancellation was asked for) are as the file has them, NaT where blank; `amount` is a
    month's. `failed` marks an end by a failed payment, `goal` one because the goal was achieved, `paused` a stay that
    is on hold. `reason`, `score` (what the customer answered in a survey) and `categories` are coded by row. `renewal`
    is the day on which a contract runs out unless it is renewed.
    """

    customer: Indices
    start: Days
    end: Days
    asked: Days
    amount: Amounts
    trial: Flags
    paused: Flags
    failed: Flags
    goal: Flags
    source: Indices
    row: Indices
    reason: Category | None = None
    categories: tuple[Category, ...] = ()
    score: Category | None = None
    renewal: Days | None = None


class PaymentKind(IntEnum):
    """What a row of a payment log is. Only a purchase starts or prolongs a stay."""

    PURCHASE = 0
    REFUND = 1
    FAILED = 2


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PaymentRows:
    """A log of payments, invoices or orders. The `amount` of a refund is negative, that of a failed payment 0."""

    customer: Indices
    day: Days
    amount: Amounts
    kind: npt.NDArray[np.int8]
    source: Indices
    row: Indices
    categories: tuple[Category, ...] = ()
    score: Category | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PeriodRows:
    """A summary with a row a period: numbers of customers and amounts, NaN where the file has none.

    `start` is the first day of each period and `by` its kind. `computed` names the columns that the importer filled
    from the other three ("closing" from opening + new - lost).
    """

    by: str
    start: Days
    opening: Amounts
    new: Amounts
    returned: Amounts
    lost: Amounts
    closing: Amounts
    paid: Amounts
    opening_amount: Amounts
    new_amount: Amounts
    expansion_amount: Amounts
    contraction_amount: Amounts
    churned_amount: Amounts
    closing_amount: Amounts
    source: Indices
    row: Indices
    computed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SnapshotRows:
    """One row a customer without dates: whether it is lost, how long it has been there, what it pays.

    `tenure` is in months (NaN where unknown). `amount` is a month's, or, where `amount_is_total`, what was paid so
    far.
    """

    customer: Indices
    lost: Flags
    tenure: Amounts
    amount: Amounts
    source: Indices
    row: Indices
    amount_is_total: bool = False
    has_tenure: bool = False
    has_amount: bool = False
    categories: tuple[Category, ...] = ()
    score: Category | None = None


@dataclass(frozen=True, slots=True, eq=False)
class UndatedRows:
    """Stays that lack a day that decides, and so are in no count: what they could be bounds the rates.

    `ids` are the customers' ids, `customer` their indices into the dataset's, -1 for those who have no other row. Where
    `left` is set the customer has gone, and no day says when; where `end_unread`, the end can't be read. Everything
    else as in `SpellRows`.
    """

    ids: npt.NDArray[np.object_]
    customer: Indices
    start: Days
    end: Days
    asked: Days
    left: Flags
    end_unread: Flags
    amount: Amounts
    trial: Flags
    paused: Flags
    failed: Flags
    source: Indices
    row: Indices
    categories: tuple[Category, ...] = ()

    def __len__(self) -> int:
        return len(self.row)


Rows: TypeAlias = SpellRows | PaymentRows | PeriodRows | SnapshotRows


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """What a file, or several of them, say.

    `latest` is the last day that the data covers, by definitions' rule for the as-of day (None for a snapshot).
    `presence` marks tables that show when a customer was there, not when it started (logs, matrices, lists).
    `has_amount` is False where no amount column was mapped; every revenue figure is then undefined. `undated` are the
    stays that couldn't be counted for want of a day.
    """

    shape: str
    customers: Customers
    rows: Rows
    sources: tuple[SourceFile, ...]
    currency: str | None = None
    latest: date | None = None
    presence: bool = False
    has_amount: bool = True
    undated: UndatedRows | None = None
