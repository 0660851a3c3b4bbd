"""One customer's whole story: its stays, what it brought when, and every row of the file that speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.analysis.origins import origins_of
from churndesk.ledger import SpellLedger
from churndesk.ledger.dataset import PaymentKind, PaymentRows, SnapshotRows, SpellRows
from churndesk.ledger.days import FOREVER, date_of, number_of
from churndesk.words import message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from churndesk.analysis.origins import Origins
    from churndesk.ledger import Ledger, SnapshotLedger
    from churndesk.ledger.dataset import Dataset
    from churndesk.words import Message

#: An amount nearer to 0 than this is what rounding leaves.
_DUST = 1e-9


@dataclass(frozen=True, slots=True)
class Stay:
    """One unbroken stay. `end` is the first day away, None while the customer is here.

    `planned` is an end that lies after the last day of the data. `days` are those of the stay that are known.
    """

    start: date
    end: date | None
    planned: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Step:
    """What the customer brings a month from that day on."""

    day: date
    amount: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the file as it was understood: what it says, its amount, and whether it counts under the rules.

    `row` is its place in the dataset.
    """

    row: int
    text: Message
    day: date | None
    amount: float | None
    counted: bool


@dataclass(frozen=True, slots=True, eq=False)
class CustomerRecord:
    """Everything that is known of one customer; `entries` and `origins` go together, in the order of the file."""

    customer: int
    id: str
    name: str
    stays: tuple[Stay, ...]
    steps: tuple[Step, ...]
    entries: tuple[Entry, ...]
    origins: Origins
    as_of: date | None
    currency: str | None

    @property
    def sentence(self) -> Message:
        """How often and how long the customer was here."""
        if not self.stays:
            return message("This customer is in no count: no row of it counts under the rules.")
        days = sum(stay.days for stay in self.stays)
        last, first = self.stays[-1], self.stays[0]
        if last.end is None:
            return plural(
                "Here since {since}: {count} stay, {days} days in all.",
                "First here on {first}, here again since {since}: {count} stays, {days} days in all.",
                len(self.stays),
                first=first.start,
                since=last.start,
                days=days,
            )
        return plural(
            "Here from {first} until {end}: {count} stay, {days} days in all.",
            "Here from {first} until {end}, with breaks: {count} stays, {days} days in all.",
            len(self.stays),
            first=first.start,
            end=last.end,
            days=days,
        )


def record_of(ledger: SpellLedger | SnapshotLedger, customer: int, currency: str | None = None) -> CustomerRecord:
    """The story of the customer with that index."""
    dataset = ledger.dataset
    rows = _rows_of(dataset, customer)
    names = dataset.customers.names
    return CustomerRecord(
        customer,
        str(dataset.customers.ids[customer]),
        str(names[customer] or "") if names is not None else "",
        tuple(_stays(ledger, customer)) if isinstance(ledger, SpellLedger) else (),
        tuple(_steps(ledger, customer)) if isinstance(ledger, SpellLedger) and dataset.has_amount else (),
        tuple(_entries(ledger, rows)),
        origins_of(dataset, rows),
        ledger.as_of,
        currency,
    )


def _rows_of(dataset: Dataset, customer: int) -> npt.NDArray[np.intp]:
    rows = dataset.rows
    if not isinstance(rows, SpellRows | PaymentRows | SnapshotRows):
        return np.zeros(0, dtype=np.intp)
    found = np.flatnonzero(rows.customer == customer)
    return found[np.lexsort((rows.row[found], rows.source[found]))]


def _stays(ledger: SpellLedger, customer: int) -> Iterator[Stay]:
    spells, today = ledger.spells, number_of(ledger.as_of)
    first, last = np.searchsorted(spells.customer, (customer, customer + 1)).tolist()
    for start, end in zip(spells.start[first:last].tolist(), spells.end[first:last].tolist(), strict=True):
        gone = end <= today
        planned = date_of(end) if today < end < FOREVER and not ledger.is_log else None
        yield Stay(date_of(start), date_of(end) if gone else None, planned, min(end, today + 1) - start)


def _steps(ledger: SpellLedger, customer: int) -> Iterator[Step]:
    """The amount after each day on which it changes, up to the as-of day; never below 0."""
    stretches, today = ledger.stretches, number_of(ledger.as_of)
    own = np.flatnonzero(stretches.customer == customer)
    days = np.concatenate((stretches.start[own], stretches.end[own]))
    changes = np.concatenate((stretches.amount[own], -stretches.amount[own]))
    order = np.argsort(days, kind="stable")
    levels = np.maximum(np.cumsum(changes[order]), 0.0)
    last_of_day = np.flatnonzero(np.diff(days[order], append=np.iinfo(np.int64).max))
    before = 0.0
    for place in last_of_day[days[order][last_of_day] <= today].tolist():
        level = float(levels[place]) if levels[place] > _DUST else 0.0
        if level != before:
            yield Step(date_of(int(days[order][place])), level)
        before = level


def _entries(ledger: Ledger, rows: npt.NDArray[np.intp]) -> Iterator[Entry]:
    table = ledger.dataset.rows
    known = ledger.dataset.has_amount
    counted = _counted(ledger, rows)
    for row, counts in zip(rows.tolist(), counted.tolist(), strict=True):
        if isinstance(table, SnapshotRows):
            text = message("Lost") if table.lost[row] else message("Still here")
            yield Entry(row, text, None, _amount(table.amount[row], known=known), counts)
        elif isinstance(table, PaymentRows):
            yield Entry(
                row, _payment(table.kind[row]), _date(table.day[row]), _amount(table.amount[row], known=known), counts
            )
        elif isinstance(table, SpellRows):
            yield Entry(
                row, _stay(table, row), _date(table.start[row]), _amount(table.amount[row], known=known), counts
            )


def _counted(ledger: Ledger, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    if not isinstance(ledger, SpellLedger):
        return np.ones(len(rows), dtype=bool)
    return np.isin(rows, ledger.stretches.row[ledger.stretches.customer == _customer(ledger, rows)])


def _customer(ledger: SpellLedger, rows: npt.NDArray[np.intp]) -> int:
    table = ledger.dataset.rows
    held = isinstance(table, SpellRows | PaymentRows) and len(rows)
    return int(table.customer[rows[0]]) if held else -1  # type: ignore[union-attr]


def _payment(kind: int) -> Message:
    if kind == PaymentKind.REFUND:
        return message("Refund")
    return message("Failed payment") if kind == PaymentKind.FAILED else message("Payment")


def _stay(table: SpellRows, row: int) -> Message:
    start, end = _date(table.start[row]), _date(table.end[row])
    if start is None:
        return message("A stay without a start")
    if end is None:
        return message("From {start}, no end", start=start)
    return message("From {start}, end {end}", start=start, end=end)


def _date(day: np.datetime64) -> date | None:
    found: date | None = None if np.isnat(day) else day.astype("datetime64[D]").item()
    return found


def _amount(amount: float, *, known: bool) -> float | None:
    return None if not known or np.isnan(amount) else float(amount)
