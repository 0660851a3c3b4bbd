"""A chart on a card: drawn, read out, as a table, copied, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.gui.plots.chart_card import ChartCard
from churndesk.gui.plots.reading import reading, table
from churndesk.gui.say import say

if TYPE_CHECKING:
    from churndesk.charts.chart import Chart
    from churndesk.gui.plots.canvas import Canvas


class ChartView(ChartCard):
    """Shows one chart value. pyqtgraph is imported when the first chart is shown, not before."""

    def __init__(self, height: int = 260) -> None:
        self._chart: Chart | None = None
        self._canvas: Canvas | None = None
        super().__init__(height)

    def show_chart(self, chart: Chart) -> None:
        """Shows that chart; one without labels or without a single value says that there is nothing to draw."""
        if not chart.labels or not any(value is not None for line in chart.lines for value in line.values):
            self.name(chart.title)
            self.show_nothing(say(chart.summary))
            return
        self._chart = chart
        self.show_something(chart.title, chart.summary, table(chart))

    def show_nothing(self, sentence: str) -> None:
        """Says why there is no chart."""
        self._chart = None
        super().show_nothing(sentence)

    def draw(self) -> None:
        """Draws the chart, if there is one."""
        if self._chart is None:
            return
        if self._canvas is None:
            self._make_canvas()
        self._legend.show_chart(self._chart)
        self._canvas.draw(self._chart)

    def _make_canvas(self) -> None:
        from churndesk.gui.plots.canvas import Canvas
        from churndesk.gui.plots.legend import Legend

        self._legend = Legend()
        self._canvas = Canvas()
        self._canvas.read.connect(self._read)
        self.drawn.addWidget(self._legend)
        self._canvas.setFixedHeight(self._height)
        self.drawn.addWidget(self._canvas)

    def _read(self, index: int) -> None:
        self.read("" if index < 0 else reading(self._chart, index))
        self._canvas.setAccessibleDescription(self.reading.text())

    @property
    def shown(self) -> Chart | None:
        """The chart as a value."""
        return self._chart
