"""A table with a churn flag and no dates: the share lost, by every category (definitions.md, section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.metrics.catalogue import metric
from churndesk.metrics.comparison import SIGNIFICANT
from churndesk.metrics.result import Result, Undefined
from churndesk.words import Amount, Money, Rate, message

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Amounts, Category, Flags, SnapshotRows
    from churndesk.ledger.snapshot import SnapshotLedger
    from churndesk.metrics.metric import Inputs
    from churndesk.words import Message

#: How many distinct values a column may have to be worth a table of shares.
_FEWEST, _MOST = 2, 20


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the customers with one value of a category are lost, and how much of their revenue."""

    value: str
    customers: int
    lost: int
    churn: Result
    revenue_churn: Result | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The shares of one category column, largest group first."""

    heading: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class SnapshotFigures:
    """All that a snapshot says: churn of customers and of revenue, and both by category.

    `past_sales` is the share of all past sales that the lost customers brought; only where the amount is a total so
    far, and revenue churn is then undefined.
    """

    customers: int
    lost: int
    churn: Result
    revenue_churn: Result
    by: tuple[Breakdown, ...]
    past_sales: Result | None = None

    @property
    def tests(self) -> int:
        """How many groups are held against the others; of two, each is the other's rest, and both are one test."""
        return sum(1 if len(one.shares) == 2 else len(one.shares) for one in self.by if len(one.shares) > 1)

    @property
    def by_chance(self) -> Message | None:
        """How many of the groups chance alone would make look different; None with fewer than two comparisons."""
        if self.tests < 2:
            return None
        return message(
            "{tests} groups are held against all others here. By chance alone {chance} of them would look different.",
            tests=self.tests,
            chance=Amount(self.tests * SIGNIFICANT, 1),
        )


def snapshot_figures(ledger: SnapshotLedger) -> SnapshotFigures:
    """The figures of a snapshot: 1,869 lost of 7,043 are 26.5 %.

    Categories with 2 to 20 distinct values get a breakdown; empty cells are a value of their own, "".
    """
    rows, currency = ledger.rows, ledger.dataset.currency
    everybody = np.ones(len(rows.lost), dtype=bool)
    return SnapshotFigures(
        customers=len(rows.lost),
        lost=int(rows.lost.sum()),
        churn=_churn(rows, everybody),
        revenue_churn=_revenue_churn(rows, everybody, currency),
        by=tuple(_breakdown(rows, category, currency) for category in rows.categories if _worth_it(category)),
        past_sales=_past_sales(rows, currency) if rows.has_amount and rows.amount_is_total else None,
    )


def snapshot_inputs(metric_key: str, ledger: SnapshotLedger) -> Inputs:
    """The numbers that a metric takes from a snapshot; empty for a metric that needs periods."""
    rows = ledger.rows
    lost, kept = float(rows.lost.sum()), float((~rows.lost).sum())
    counts: dict[str, Inputs] = {
        "churn_rate": {"opening": lost + kept, "lost": lost},
        "retention_rate": {"opening": lost + kept, "closing": kept, "new": 0.0},
    }
    if not rows.has_amount or rows.amount_is_total:
        return counts.get(metric_key, {})
    amount = np.nan_to_num(rows.amount)
    all_of_it, gone = float(amount.sum()), float(amount[rows.lost].sum())
    amounts: Inputs = {"opening": all_of_it, "churned": gone, "contraction": 0.0}
    cost: Inputs = {"lost": lost, "yearly_value": 12 * gone / lost if lost else None}
    more: dict[str, Inputs] = {
        "gross_churn": amounts,
        "grr": amounts,
        "arpa": {"closing_amount": all_of_it - gone, "closing": kept},
        "lost_customer_cost": cost,
        "loss_cost": cost,
    }
    return {**counts, **more}.get(metric_key, {})


def _worth_it(category: Category) -> bool:
    return _FEWEST <= len(np.unique(category.codes)) <= _MOST


def _breakdown(rows: SnapshotRows, category: Category, currency: str | None) -> Breakdown:
    codes, sizes = np.unique(category.codes, return_counts=True)
    order = np.argsort(-sizes, kind="stable")
    return Breakdown(category.heading, tuple(_share(rows, category, int(code), currency) for code in codes[order]))


def _share(rows: SnapshotRows, category: Category, code: int, currency: str | None) -> Share:
    members = category.codes == code
    return Share(
        value=category.values[code] if code >= 0 else "",
        customers=int(members.sum()),
        lost=int((members & rows.lost).sum()),
        churn=_churn(rows, members),
        revenue_churn=_revenue_churn(rows, members, currency) if rows.has_amount else None,
    )


def _churn(rows: SnapshotRows, members: Flags) -> Result:
    opening, lost = float(members.sum()), float((members & rows.lost).sum())
    return metric("churn_rate").compute({"opening": opening, "lost": lost}, None)


def _revenue_churn(rows: SnapshotRows, members: Flags, currency: str | None) -> Result:
    gross = metric("gross_churn")
    if not rows.has_amount:
        reason = Undefined(
            "no-amounts", message("The table has no column of amounts, so nothing can be said about revenue.")
        )
        return Result.none(gross.key, gross.unit, gross.formula, reason)
    if rows.amount_is_total:
        reason = Undefined(
            "amount-is-total",
            message("The amount is all that was paid so far, not a month's, so it doesn't say what is lost a month."),
        )
        return Result.none(gross.key, gross.unit, gross.formula, reason)
    everything, gone = _sums(rows.amount, rows.lost, members)
    return gross.compute({"opening": everything, "churned": gone, "contraction": 0.0}, currency)


def _past_sales(rows: SnapshotRows, currency: str | None) -> Result:
    everything, gone = _sums(rows.amount, rows.lost, np.ones(len(rows.lost), dtype=bool))
    formula = message("past sales of lost customers / all past sales")
    if everything <= 0:
        reason = Undefined("nothing-at-start", message("Nothing was sold yet, so there is nothing to divide."))
        return Result.none("past_sales", "rate", formula, reason)
    share = gone / everything
    return Result(
        "past_sales",
        "rate",
        share,
        formula=message(
            "{gone} / {everything} = {share}",
            gone=Money(gone, currency),
            everything=Money(everything, currency),
            share=Rate(share),
        ),
        sentence=message("The lost customers brought {share} of all past sales.", share=Rate(share)),
    )


def _sums(amount: Amounts, lost: Flags, members: Flags) -> tuple[float, float]:
    known = np.nan_to_num(amount)
    return float(known[members].sum()), float(known[members & lost].sum())
