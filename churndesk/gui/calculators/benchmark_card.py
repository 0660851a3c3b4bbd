"""What others call good or bad, beside the owner's own figure; always with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.badge import Badge
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text
from churndesk.metrics import benchmarks_for, contrasts_for
from churndesk.words import Rate, message

if TYPE_CHECKING:
    from churndesk.metrics import Benchmark, Granularity, Result
    from churndesk.words import Message

#: A benchmark takes three rows of the grid: what it says, who says it, and a gap.
_ROWS = 3
_GAP = 8


class BenchmarkCard(Card):
    """Lists the benchmarks of one metric, converted to the period in force; hidden where there are none."""

    def __init__(self, metric: str) -> None:
        super().__init__(tr("What others say"))
        self._metric = metric
        self._list: QWidget | None = None
        self._contrasts = contrasts_for(metric)
        for contrast in self._contrasts:
            told = message("{claim} Source: {source}.", claim=contrast.text, source=contrast.source)
            self.add(Text(say(told), tone="muted", size=0.95))

    def show_result(self, result: Result, by: Granularity | None) -> None:
        """Holds the figure against each range; a figure of no known time (None) can't be held against any."""
        benchmarks = benchmarks_for(self._metric, by) if by is not None else ()
        self.setVisible(bool(benchmarks or self._contrasts))
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(benchmarks):
            self._add(grid, _ROWS * place, one, result.value)
            grid.setRowMinimumHeight(_ROWS * place + 2, _GAP)
        self.body.insertWidget(1, self._list)

    @staticmethod
    def _add(grid: QGridLayout, row: int, one: Benchmark, value: float | None) -> None:
        said = message("{range}: {name}", range=range_of(one), name=one.name)
        grid.addWidget(Text(say(said), bold=True), row, 0, 1, 2)
        if value is not None and contains(one, value):
            grid.addWidget(Badge(tr("you are here"), "" if one.tone == "muted" else one.tone), row, 2)
        parts = (one.origin, one.converted, one.note)
        grid.addWidget(Text(" ".join(say(part) for part in parts if part), tone="muted", size=0.92), row + 1, 0, 1, 3)


def contains(one: Benchmark, value: float) -> bool:
    """Whether the figure lies within the range; an open side takes everything."""
    return (one.low is None or value >= one.low) and (one.high is None or value <= one.high)


def range_of(one: Benchmark) -> Message:
    """The range in words."""
    if one.low is None:
        return message("below {high}", high=Rate(one.high or 0.0))
    if one.high is None:
        return message("above {low}", low=Rate(one.low))
    return message("{low} to {high}", low=Rate(one.low), high=Rate(one.high))
