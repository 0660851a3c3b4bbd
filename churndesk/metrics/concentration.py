"""How much of the revenue the largest customers bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.days import number_of
from churndesk.ledger.snapshot import SnapshotLedger
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.result import Result, Undefined
from churndesk.words import Money, Rate, message, plural

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Amounts, Indices

#: The per cent of the customers that count as the top.
TOP_PER_CENT = 20

_KEY = "concentration"


@dataclass(frozen=True, slots=True, eq=False)
class Concentration:
    """The share of the revenue that the top customers bring, and who they are.

    `customers` are indices into the dataset's customers, the largest first, and `amounts` what each brings; both hold
    the top only. `of` is how many customers there are in all.
    """

    share: Result
    customers: Indices
    amounts: Amounts
    of: int

    def __len__(self) -> int:
        return len(self.customers)


def concentration(ledger: Ledger, day: date | None = None, per_cent: int = TOP_PER_CENT) -> Concentration | Undefined:
    """The share of the top customers at the close of the day (the as-of day), their number rounded up.

    Of 11 customers the top 20 % are 3. Of equal ones the first in the table counts. A snapshot's are those who
    aren't lost; where its amount is what was paid so far, the share is that of past sales.
    """
    found = _amounts(ledger, day)
    if isinstance(found, Undefined):
        return found
    customers, amounts = found
    total = float(amounts.sum())
    if total <= 0:
        return Undefined("no-revenue", message("No customer brings any revenue on this day."))
    top = -(-len(customers) * per_cent // 100)
    order = np.argsort(-amounts, kind="stable")[:top]
    share = float(amounts[order].sum()) / total
    return Concentration(_result(share, top, total, ledger), customers[order], amounts[order], len(customers))


def _amounts(ledger: Ledger, day: date | None) -> tuple[Indices, Amounts] | Undefined:
    if not isinstance(ledger, SpellLedger | SnapshotLedger):
        return Undefined("no-customers", message("This table has no customers, only totals."))
    if not ledger.dataset.has_amount or (isinstance(ledger, SnapshotLedger) and not ledger.rows.has_amount):
        return Undefined(
            "no-amounts", message("The table has no column of amounts, so nothing can be said about revenue.")
        )
    if isinstance(ledger, SnapshotLedger):
        here = ~ledger.rows.lost
        return ledger.rows.customer[here], np.maximum(np.nan_to_num(ledger.rows.amount[here]), 0.0)
    close = number_of(day or ledger.as_of)
    active: npt.NDArray[np.intp] = np.flatnonzero(ledger.active_at(close))
    return active.astype(np.int32), ledger.amounts_at(close)[active]


def _result(share: float, top: int, total: float, ledger: Ledger) -> Result:
    currency = ledger.dataset.currency
    return Result(
        _KEY,
        "rate",
        share,
        formula=message(
            "{top} / {total} = {share}",
            top=Money(share * total, currency),
            total=Money(total, currency),
            share=Rate(share),
        ),
        sentence=plural(
            "Your largest customer brings {share} of your revenue.",
            "Your {count} largest customers bring {share} of your revenue.",
            top,
            share=Rate(share),
        ),
    )
