"""A curve of steps on a card: drawn, read out, as a table, copied, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.gui.plots.chart_card import ChartCard
from churndesk.gui.plots.reading import table
from churndesk.gui.plots.step_reading import step_reading
from churndesk.gui.say import say_value
from churndesk.gui.widgets.table_model import TableColumn
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.charts.chart import Chart
    from churndesk.charts.step_chart import StepChart
    from churndesk.gui.plots.step_canvas import StepCanvas


class StepView(ChartCard):
    """Shows one StepChart; `points` is the same read at a dozen times, for the legend and the table."""

    def __init__(self, height: int = 300) -> None:
        self._chart: StepChart | None = None
        self._points: Chart | None = None
        self._canvas: StepCanvas | None = None
        super().__init__(height)

    def show_steps(self, chart: StepChart, points: Chart) -> None:
        """Shows that chart."""
        self._chart, self._points = chart, points
        first, *others = table(points)
        columns = (TableColumn(message("{title}", title=chart.time_title), "text", first.values), *others)
        self.show_something(chart.title, chart.summary, columns)

    def show_nothing(self, sentence: str) -> None:
        """Says why there is no curve."""
        self._chart = None
        super().show_nothing(sentence)

    def draw(self) -> None:
        """Draws the curve, if there is one."""
        if self._chart is None:
            return
        if self._canvas is None:
            self._make_canvas()
        self._legend.show_chart(self._points)
        self._canvas.draw(self._chart)

    def _make_canvas(self) -> None:
        from churndesk.gui.plots.legend import Legend
        from churndesk.gui.plots.step_canvas import StepCanvas

        self._legend = Legend()
        self._canvas = StepCanvas()
        self._canvas.read.connect(self._read)
        self.drawn.addWidget(self._legend)
        self._canvas.setFixedHeight(self._height)
        self.drawn.addWidget(self._canvas)

    def _read(self, time: int) -> None:
        self.read("" if time < 0 else step_reading(self._chart, time))
        self._canvas.setAccessibleDescription(self.reading.text() or say_value(self._chart.summary))

    @property
    def shown(self) -> StepChart | None:
        """The chart as a value."""
        return self._chart
