"""The cohorts by month as a table of colours: who is still here, who bought, what they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from churndesk.charts.heatmap import Heatmap
from churndesk.metrics.result import Undefined
from churndesk.words import PeriodName, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.metrics.cohorts import Cohort, CohortTable
    from churndesk.words import Message

#: What the cells show: customers still here, customers who bought in the month, revenue; each as a share.
Shown: TypeAlias = Literal["customers", "bought", "revenue"]

_TITLES: dict[Shown, Message] = {
    "customers": message("Customers still here, by month of their start"),
    "bought": message("Customers who bought, by month of their start"),
    "revenue": message("Revenue kept, by month of the customers' start"),
}


def chart_cohorts(table: CohortTable, shown: Shown = "customers") -> Heatmap | Undefined:
    """The table of colours, one row a cohort; undefined where the table behind it doesn't hold what is to be shown.

    Shares of customers are of the cohort's fixed size, those of revenue of its own first month.
    """
    rows = [_shares(cohort, shown) for cohort in table.cohorts]
    if any(row is None for row in rows):
        return _missing(shown)
    shares = [tuple(row or ()) for row in rows]
    money = shown == "revenue"
    return Heatmap(
        f"cohorts_{shown}",
        _TITLES[shown],
        "rate",
        row_title=message("Start"),
        rows=tuple(PeriodName(cohort.start, "month") for cohort in table.cohorts),
        size_title=message("Revenue of the first month") if money else message("Customers"),
        size_unit="money" if money else "count",
        sizes=tuple(_size(cohort, shown) for cohort in table.cohorts),
        column_title=message("Months since the start"),
        columns=tuple(range(table.width)),
        values=tuple(_padded(row, table.width) for row in shares),
        low=0.0,
        high=1.0,
        summary=table.sentence,
        currency=table.currency,
        notes=table.notes,
    )


def _shares(cohort: Cohort, shown: Shown) -> Sequence[float | None] | None:
    if shown == "customers":
        return cohort.kept
    return cohort.bought_share if shown == "bought" else cohort.revenue_kept


def _size(cohort: Cohort, shown: Shown) -> float | None:
    if shown != "revenue":
        return float(cohort.size)
    return cohort.revenue[0] if cohort.revenue else None


def _padded(row: tuple[float | None, ...], width: int) -> tuple[float | None, ...]:
    return row + (None,) * (width - len(row))


def _missing(shown: Shown) -> Undefined:
    if shown == "bought":
        return Undefined(
            "no-purchases", message("This table has no single purchases, so nobody knows who bought when.")
        )
    return Undefined("no-amounts", message("The table has no column of amounts, so nothing can be said about revenue."))
