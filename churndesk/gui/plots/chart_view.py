"""A chart on a card: drawn, read out, as a table, copied, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget

from churndesk.gui import ask, icons
from churndesk.gui.plots.reading import reading, table
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.table_model import TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from churndesk.charts.chart import Chart
    from churndesk.gui.plots.canvas import Canvas

PICTURES = ((message("PNG picture"), (".png",)), (message("SVG drawing"), (".svg",)))
_ICON = QSize(18, 18)


class ChartView(Card):
    """Shows one chart value. pyqtgraph is imported when the first chart is shown, not before."""

    def __init__(self, height: int = 260) -> None:
        super().__init__(" ")
        self._height = height
        self._chart: Chart | None = None
        self._canvas: Canvas | None = None
        self.title.setText("")
        self.as_table = self._button("table", tr("Show as a table"), checkable=True)
        self.copy_button = self._button("copy", tr("Copy as a picture"))
        self.save_button = self._button("image", tr("Save as a picture…"))
        self.as_table.toggled.connect(self._show_table)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self.save)
        self.figure = QWidget()
        self._drawn = QVBoxLayout(self.figure)
        self._drawn.setContentsMargins(0, 0, 0, 0)
        self.model = TableModel()
        self.table = TableView(self.model, tr("The chart as a table"))
        self.empty = EmptyState("chart-line", tr("Nothing to draw yet"), "")
        for widget in (self.figure, self.table, self.empty):
            self.add(widget)
        for widget in (self.table, self.empty):
            widget.setFixedHeight(height)
        self.reading = Text(tone="muted")
        self.reading.setMinimumHeight(2 * self.reading.fontMetrics().lineSpacing())
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add(self.reading)
        self.body.addStretch(1)
        self.show_nothing("")

    def _button(self, icon: str, name: str, *, checkable: bool = False) -> QToolButton:
        button = QToolButton(icon=icons.icon(icon), checkable=checkable)
        button.setIconSize(_ICON)
        button.setToolTip(name)
        button.setAccessibleName(name)
        self.head.addWidget(button)
        return button

    def show_chart(self, chart: Chart) -> None:
        """Shows that chart; one without labels says that there is nothing to draw."""
        self.title.setText(say(chart.title))
        self.setAccessibleName(say(chart.title))
        if not chart.labels or not chart.lines:
            self.show_nothing(say(chart.summary))
            return
        self._chart = chart
        self.model.show(table(chart))
        self._buttons(shown=True)
        self._show_table(self.as_table.isChecked())
        self.reading.setText(say(chart.summary))
        if self.isVisible():
            self._draw()

    def show_nothing(self, sentence: str) -> None:
        """Says why there is no chart."""
        self._chart = None
        self.empty.sentence.setText(sentence)
        self._show_only(self.empty)
        self.reading.setText("")
        self._buttons(shown=False)

    def _buttons(self, *, shown: bool) -> None:
        for button in (self.as_table, self.copy_button, self.save_button):
            button.setVisible(shown)

    def showEvent(self, event: QShowEvent) -> None:
        """Draws what was waiting."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
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
        self._drawn.addWidget(self._legend)
        self._canvas.setFixedHeight(self._height)
        self._drawn.addWidget(self._canvas)

    def _read(self, index: int) -> None:
        said = say(self._chart.summary) if index < 0 else reading(self._chart, index)
        self.reading.setText(said)
        self.reading.set_tone("muted" if index < 0 else "")
        self._canvas.setAccessibleDescription(said)

    def _show_table(self, wanted: bool) -> None:
        if self._chart is not None:
            self._show_only(self.table if wanted else self.figure)

    def _show_only(self, shown: QWidget) -> None:
        for widget in (self.figure, self.table, self.empty):
            widget.setVisible(widget is shown)

    def copy(self) -> None:
        """Puts the chart on the clipboard as a picture."""
        from churndesk.gui.plots.pictures import picture

        QApplication.clipboard().setPixmap(picture(self.figure, self.title.text()))

    def save(self) -> None:
        """Asks where to, and writes a PNG or an SVG."""
        from churndesk.gui.plots.pictures import save_png, save_svg

        proposed = f"{self.title.text()}.png"
        path = ask.save_file(self, message("Save the chart"), PICTURES, proposed)
        if path is None:
            return
        try:
            if path.suffix.lower() == ".svg":
                save_svg(self._canvas, self.title.text(), path)
            else:
                save_png(self.figure, self.title.text(), path)
        except NotPossible as refusal:
            ask.tell(self, message("The chart could not be saved"), refusal.sentence)
