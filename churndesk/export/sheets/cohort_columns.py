"""The columns of a table of cohorts: the month of the start, and one for each month after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from churndesk.export.layout import Column
from churndesk.metrics.cohorts import CohortTable, cohort_table
from churndesk.words import PeriodName, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from churndesk.analysis import Study
    from churndesk.export.layout import Cell, Style
    from churndesk.metrics.cohorts import Cohort

#: Months beyond so many make the table too wide to read; the last of them is five years after the first.
_MOST_MONTHS = 60


@dataclass(frozen=True)
class CohortRow:
    """A cohort with its number among the rows of the table."""

    number: int
    cohort: Cohort


def found(study: Study) -> CohortTable | None:
    """The cohorts of the study's segment; None where nobody can be followed by month."""
    if study.ledger is None:
        return None
    table = cohort_table(study.ledger, study.project.view.segment if study.periods else None)
    return table if isinstance(table, CohortTable) and table.width else None


def numbered(table: CohortTable) -> list[CohortRow]:
    """Every cohort as a row."""
    return [CohortRow(number, cohort) for number, cohort in enumerate(table.cohorts)]


def months(table: CohortTable) -> range:
    """The months that get a column, counted from the start."""
    return range(min(table.width, _MOST_MONTHS + 1))


def start_column() -> Column:
    """The month in which the customers of a row came."""
    return Column(
        "start", message("First month"), "text", lambda row: PeriodName(row.cohort.start, "month", short=True), 20,
        least=14,
    )  # fmt: skip


def _known(cell: Callable[[CohortRow, int], Cell], month: int, row: CohortRow) -> Cell:
    return cell(row, month) if month < len(row.cohort.active) else None


def month_columns(
    table: CohortTable, style: Style, cell: Callable[[CohortRow, int], Cell], *, heat: bool = False
) -> Iterator[Column]:
    """A column for each month after the first; blank where its close isn't known yet."""
    for month in months(table):
        yield Column(
            f"m{month}",
            message("{number}", number=month),
            style,
            partial(_known, cell, month),
            20 if style == "money" else 9,
            least=7,
            heat=heat,
        )
