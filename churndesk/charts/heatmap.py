"""A table of colours as a value: rows by columns of figures, blank where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.metrics import wilson

if TYPE_CHECKING:
    from churndesk.charts.chart import Unit
    from churndesk.words import Message, Value


@dataclass(frozen=True, slots=True)
class Heatmap:
    """What is drawn: `values[row][column]` in `unit`, None for a blank cell; every row is as long as `columns`.

    `sizes` stand beside the names of the rows, in `size_unit` (how many customers a cohort has, or its first month's
    revenue), None where there is none. `low` and `high` are where the scale of colours begins and ends; a value
    beyond them takes the colour of the end. `summary` says the table in one sentence, for those who can't see it.
    """

    key: str
    title: Message
    unit: Unit
    row_title: Message
    rows: tuple[Value, ...]
    size_title: Message
    size_unit: Unit
    sizes: tuple[float | None, ...]
    column_title: Message
    columns: tuple[Value, ...]
    values: tuple[tuple[float | None, ...], ...]
    low: float
    high: float
    summary: Message
    currency: str | None = None
    notes: tuple[Message, ...] = ()

    def interval(self, row: int, column: int) -> tuple[float, float] | None:
        """The 95 % interval of a cell that is a share of its row's customers; None for any other."""
        value, size = self.values[row][column], self.sizes[row]
        if value is None or not size or (self.unit, self.size_unit) != ("rate", "count"):
            return None
        return wilson(round(value * size), size)
