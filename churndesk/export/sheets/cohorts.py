"""Who came together: the share still here month after month, as a table of grounds from light to strong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.cohort_columns import found as cohorts_of
from churndesk.export.sheets.cohort_columns import month_columns, months, numbered, start_column
from churndesk.export.sheets.counting import rows_to_count
from churndesk.export.sheets.figures import wilson
from churndesk.export.sheets.kind import SheetKind
from churndesk.metrics import wilson as wilson_interval
from churndesk.words import Rate, message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.layout import Cell
    from churndesk.export.sheets.cohort_columns import CohortRow
    from churndesk.metrics.cohorts import CohortTable


@dataclass(frozen=True)
class _Month:
    """All cohorts together, so many months after they came: how many cohorts are known, who is here, of how many."""

    months: int
    known: int
    here: int
    of: int


def _shares(table: CohortTable) -> Table:
    """The table of grounds: each cell over the counts below."""
    return Table(
        "cohorts",
        (
            start_column(),
            Column("size", message("Customers"), "count",
                   lambda row: Formula(f"{{cohort_counts.size[{row.number}]}}", row.cohort.size), 12),
            *month_columns(table, "rate", _share, heat=True),
        ),
        numbered(table),
        title=message("Share still here, by months since the start"),
        main=True,
        filtered=False,
    )  # fmt: skip


def _share(row: CohortRow, month: int) -> Cell:
    here = f"{{cohort_counts.m{month}[{row.number}]}}"
    return Formula(f"{here}/{{cohort_counts.size[{row.number}]}}", row.cohort.kept[month])


def _counts(study: Study, table: CohortTable) -> Table:
    """How many are here; counted from the rows of customers where that isn't too much work."""
    cells = 4 * sum(len(cohort.active) + 1 for cohort in table.cohorts)
    counted = rows_to_count(study, cells)
    return Table(
        "cohort_counts",
        (
            start_column(),
            Column("size", message("Customers"), "count", lambda row: _size(row, counted), 12),
            *month_columns(table, "count", lambda row, month: _here(row, month, counted)),
        ),
        numbered(table),
        title=message("Customers still here, by months since the start"),
    )


def _size(row: CohortRow, counted: dict[str, str]) -> Cell:
    if not counted:
        return row.cohort.size
    own = _own(row, counted)
    formula = f"COUNTIFS({own})"
    if "before" in counted:
        formula += f'-COUNTIFS({own},{counted["before"]},">0")'
    return Formula(formula, row.cohort.size)


def _here(row: CohortRow, month: int, counted: dict[str, str]) -> Cell:
    here = row.cohort.active[month]
    if not counted:
        return here
    own, close = _own(row, counted), _close(row, month)
    started = f'COUNTIFS({own},{counted["start"]},"<"&{close})'
    return Formula(f'{started}-COUNTIFS({own},{counted["end"]},"<"&{close})', here)


def _own(row: CohortRow, counted: dict[str, str]) -> str:
    """The conditions for the customers of the cohort: their first day lies in its month."""
    return f'{counted["first"]},">="&{_first_of(row, 0)},{counted["first"]},"<"&{_first_of(row, 1)}'


def _close(row: CohortRow, month: int) -> str:
    return _first_of(row, month + 1)


def _first_of(row: CohortRow, later: int) -> str:
    return f"DATE({row.cohort.start.year},{row.cohort.start.month + later},1)"


def _bought(table: CohortTable) -> Table | None:
    """The share that bought in each month; of a log alone."""
    if not any(cohort.bought_share for cohort in table.cohorts):
        return None
    return Table(
        "cohort_bought",
        (
            start_column(),
            Column("size", message("Customers"), "count", lambda row: row.cohort.size, 12),
            *month_columns(table, "rate", lambda row, month: (row.cohort.bought_share or ())[month], heat=True),
        ),
        numbered(table),
        title=message("Share who bought in the month, by months since the start"),
    )


def _pooled(table: CohortTable) -> Table:
    """All cohorts together, which the curve is drawn from."""
    found = [_Month(month, sum(len(cohort.active) > month for cohort in table.cohorts), *table.pooled(month))
             for month in months(table)]  # fmt: skip
    return Table(
        "cohorts_together",
        (
            Column("months", message("Months since the start"), "count", lambda row: row.months, 24, least=14),
            Column("of", message("Customers known so long"), "count", lambda row: _added(row, "size", row.of), 16),
            Column(
                "here",
                sense("customers", "Still here"),
                "count",
                lambda row: _added(row, f"m{row.months}", row.here),
                12,
            ),
            Column("share", message("Share"), "rate", lambda row: Formula("{here}/{of}", row.here / row.of), 12),
            Column("low", message("From (95%)"), "rate", lambda row: _end(row, "low"), 12),
            Column("high", message("To (95%)"), "rate", lambda row: _end(row, "high"), 12),
        ),
        [month for month in found if month.of],
        title=message("All cohorts together"),
    )


def _added(row: _Month, column: str, number: int) -> Cell:
    """The sum over the cohorts that are known so long: the earliest come first."""
    return Formula(f"SUM({{cohort_counts.{column}[0:{row.known - 1}]}})", number)


def _end(row: _Month, end: str) -> Cell:
    low, high = wilson_interval(row.here, row.of)
    return Formula(wilson("{here}", "{of}", end), low if end == "low" else high)


def _graph(together: Table) -> Graph:
    first, last = together.items[0], together.items[-1]
    return Graph(
        "line",
        message("Customers still here, by months since the start"),
        together.key,
        "months",
        (
            Series(message("All customers"), "share", "accent"),
            Series(message("From (95%)"), "low", "muted", dashed=True),
            Series(message("To (95%)"), "high", "muted", dashed=True),
        ),
        "rate",
        message(
            "Line chart of the share still here: {first} after {none} months, {last} after {months}.",
            first=Rate(first.here / first.of),
            none=first.months,
            last=Rate(last.here / last.of),
            months=last.months,
        ),
        0,
        len(together.items) - 1,
        most=1.0,
        across=message("Months since the start"),
    )


def _plan(study: Study) -> Plan | None:
    table = cohorts_of(study)
    if table is None:
        return None
    together = _pooled(table)
    bought = _bought(table)
    return Plan(
        "cohorts",
        COHORTS.title,
        (
            Line(COHORTS.title, "title"),
            Line(table.sentence, "subtitle"),
            *(Line(note, "muted") for note in table.notes),
            Gap(),
            _shares(table),
            Gap(),
            *((Graphs((_graph(together),)),) if len(together.items) > 1 else ()),
            Gap(),
            together,
            Gap(),
            _counts(study, table),
            *((Gap(), bought) if bought is not None else ()),
        ),
    )


COHORTS = SheetKind(
    "cohorts",
    message("Cohorts"),
    message("Of those who came in the same month, how many are still here month after month, and what they bring"),
    _plan,
)
