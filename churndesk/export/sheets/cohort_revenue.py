"""What those who came together bring, month after month, against their own first month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Line, Plan, Table
from churndesk.export.sheets.cohort_columns import CohortRow, found, month_columns, start_column
from churndesk.export.sheets.kind import SheetKind
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.layout import Cell
    from churndesk.metrics.cohorts import CohortTable


def _kept(table: CohortTable, rows: list[CohortRow]) -> Table:
    return Table(
        "cohort_revenue_kept",
        (
            start_column(),
            Column("size", message("Customers"), "count", lambda row: row.cohort.size, 12),
            *month_columns(table, "rate", _share, heat=True),
        ),
        rows,
        title=message("Revenue kept, by months since the start"),
        main=True,
        filtered=False,
    )


def _amounts(table: CohortTable, rows: list[CohortRow]) -> Table:
    return Table(
        "cohort_revenue",
        (
            start_column(),
            Column("size", message("Customers"), "count", lambda row: row.cohort.size, 12),
            *month_columns(table, "money", _amount),
        ),
        rows,
        title=message("Revenue a month, by months since the start"),
    )


def _amount(row: CohortRow, month: int) -> float:
    return (row.cohort.revenue or ())[month]


def _share(row: CohortRow, month: int) -> Cell:
    kept = (row.cohort.revenue_kept or ())[month]
    if kept is None:
        return None
    return Formula(f"{{cohort_revenue.m{month}[{row.number}]}}/{{cohort_revenue.m0[{row.number}]}}", kept)


def _plan(study: Study) -> Plan | None:
    table = found(study)
    known = [cohort for cohort in table.cohorts if cohort.revenue] if table is not None else []
    if table is None or not known:
        return None
    rows = [CohortRow(number, cohort) for number, cohort in enumerate(known)]
    return Plan(
        "cohort_revenue",
        COHORT_REVENUE.title,
        (
            Line(COHORT_REVENUE.title, "title"),
            Line(message("Each row is held against the revenue at the end of its own first month."), "subtitle"),
            *(Line(note, "muted") for note in table.notes),
            Gap(),
            _kept(table, rows),
            Gap(),
            _amounts(table, rows),
        ),
    )


COHORT_REVENUE = SheetKind(
    "cohort_revenue",
    message("Cohort revenue"),
    message("What the customers who came in the same month bring, against their own first month"),
    _plan,
)
