"""The customers behind a count: who they are, since when, until when, at what price, and why they left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import SnapshotRows, SpellRows
from churndesk.ledger.days import FOREVER, number_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger import SnapshotLedger, SpellLedger
    from churndesk.ledger.dataset import Amounts, Dataset, Days, Indices
    from churndesk.metrics import Period


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """A table with one line a customer, in the dataset's order.

    `customer` are indices into the dataset's customers. `start` and `end` are those of the stay concerned, NaT where
    there is none; `amount` is a month's (NaN where not known): at the period's opening close for those who left, else
    at its closing close. `row` is the row of the dataset that the stay ends with, -1 where there is none. `answer`
    is what each said in a survey, where that is what is looked at.
    """

    customer: Indices
    ids: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_]
    start: Days
    end: Days
    amount: Amounts
    reason: npt.NDArray[np.object_]
    row: Indices
    before: Amounts | None = None
    answer: npt.NDArray[np.object_] | None = None

    def __len__(self) -> int:
        return len(self.customer)

    @property
    def has_names(self) -> bool:
        """Whether any customer has a name besides its id."""
        return any(self.names)

    @property
    def has_reasons(self) -> bool:
        """Whether any reason was recorded."""
        return any(self.reason)


def members_of(ledger: SpellLedger, period: Period, customers: Indices, *, gone: bool) -> Members:
    """Those customers in that period; `gone` takes the amount at its opening close, before they left."""
    opening, closing = number_of(period.start) - 1, min(number_of(period.end), number_of(ledger.as_of))
    before, after = ledger.amounts_at(opening)[customers], ledger.amounts_at(closing)[customers]
    found = members_at(ledger, customers, closing, before if gone else after)
    return replace(found, before=before) if ledger.dataset.has_amount else found


def members_at(
    ledger: SpellLedger, customers: Indices, days: int | npt.NDArray[np.integer], amount: Amounts
) -> Members:
    """Each of those customers with the last stay that began on or before its day, and the amount given.

    A customer may stand in several lines, each with a day of its own. One who wasn't here by then has no stay.
    """
    spells, today = ledger.spells, number_of(ledger.as_of)
    place = _latest_spell(ledger, customers, days)
    there = (place >= 0) & (spells.customer[place] == customers) if len(spells) else np.zeros(len(place), dtype=bool)
    spell = place[there]
    start, end = np.full(len(place), FOREVER, dtype=np.int64), np.full(len(place), FOREVER, dtype=np.int64)
    row = np.full(len(place), -1, dtype=np.int32)
    start[there], row[there] = spells.start[spell], spells.last_row[spell]
    end[there] = np.where(spells.end[spell] > today, FOREVER, spells.end[spell])
    return Members(
        customer=customers,
        ids=ledger.dataset.customers.ids[customers],
        names=_names(ledger.dataset, customers),
        start=_dates(start),
        end=_dates(end),
        amount=amount if ledger.dataset.has_amount else np.full(len(customers), np.nan),
        reason=_reasons(ledger.dataset, row),
        row=row,
    )


def members_of_snapshot(
    ledger: SnapshotLedger, *, lost: bool | None = None, of: npt.NDArray[np.intp] | None = None
) -> Members:
    """The customers of a snapshot: all of them, those who are lost (or kept), or those `of` some rows."""
    rows = ledger.dataset.rows
    if not isinstance(rows, SnapshotRows):
        raise TypeError("a snapshot ledger holds snapshot rows")
    every = np.flatnonzero(np.ones(len(rows.lost), dtype=bool) if lost is None else rows.lost == lost)
    wanted = every if of is None else of
    customers = rows.customer[wanted]
    nothing = np.full(len(wanted), np.datetime64("NaT"), dtype="datetime64[D]")
    return Members(
        customer=customers,
        ids=ledger.dataset.customers.ids[customers],
        names=_names(ledger.dataset, customers),
        start=nothing,
        end=nothing,
        amount=rows.amount[wanted],
        reason=_blank(len(wanted)),
        row=wanted.astype(np.int32),
    )


def rows_of(ledger: SnapshotLedger, customers: Indices) -> npt.NDArray[np.intp]:
    """The rows of a snapshot that stand for those customers, in their order."""
    order = np.argsort(ledger.rows.customer, kind="stable")
    found: npt.NDArray[np.intp] = order[np.searchsorted(ledger.rows.customer, customers, sorter=order)]
    return found


def _latest_spell(ledger: SpellLedger, customers: Indices, day: int | npt.NDArray[np.integer]) -> npt.NDArray[np.intp]:
    """For each customer its last spell that began on or before the day; where it has none another's, or -1."""
    step = 2 * FOREVER
    keys = ledger.remembered.get(
        "spell keys", lambda: ledger.spells.customer.astype(np.int64) * step + ledger.spells.start
    )
    return np.searchsorted(keys, customers.astype(np.int64) * step + day, side="right") - 1


def _dates(days: npt.NDArray[np.int64]) -> Days:
    dates = days.astype("datetime64[D]")
    dates[days >= FOREVER] = np.datetime64("NaT")
    return dates


def _names(dataset: Dataset, customers: Indices) -> npt.NDArray[np.object_]:
    if dataset.customers.names is None:
        return _blank(len(customers))
    names = dataset.customers.names[customers]
    names[names == None] = ""  # noqa: E711  (element by element)
    return names


def _reasons(dataset: Dataset, row: Indices) -> npt.NDArray[np.object_]:
    if not isinstance(dataset.rows, SpellRows) or dataset.rows.reason is None:
        return _blank(len(row))
    reason = dataset.rows.reason
    words = np.array([*reason.values, ""], dtype=object)
    return words[reason.codes[row]]


def _blank(length: int) -> npt.NDArray[np.object_]:
    return np.full(length, "", dtype=object)
