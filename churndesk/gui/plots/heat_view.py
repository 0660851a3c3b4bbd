"""A table of colours on a card: read by pointer and by arrow keys, scrolled both ways, shown as a plain table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from churndesk.gui.plots.chart_card import ChartCard
from churndesk.gui.plots.heat_model import HeatModel
from churndesk.gui.say import say_value
from churndesk.gui.widgets.table_model import TableColumn
from churndesk.words import message

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QModelIndex

    from churndesk.charts.heatmap import Heatmap

_ROW, _COLUMN, _SIZE = 28, 56, 96


class HeatTable(QTableView):
    """The cells; arrow keys go from one to the next."""

    def __init__(self, model: HeatModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setProperty("look", "heat")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        for header, size in ((self.verticalHeader(), _ROW), (self.horizontalHeader(), _COLUMN)):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)

    def fit(self) -> None:
        """Gives the sizes the room that they need."""
        self.setColumnWidth(0, max(_SIZE, self.horizontalHeader().sectionSizeHint(0), self.sizeHintForColumn(0)))


class HeatView(ChartCard):
    """Shows one Heatmap."""

    def __init__(self, height: int = 380) -> None:
        self.cells = HeatModel()
        super().__init__(height)
        self.heat = HeatTable(self.cells)
        self.heat.setFixedHeight(height)
        self.drawn.addWidget(self.heat)
        self.heat.entered.connect(self._read)
        self.heat.selectionModel().currentChanged.connect(lambda now, _before: self._read(now))
        self.heat.viewport().installEventFilter(self)

    def show_heatmap(self, heatmap: Heatmap) -> None:
        """Shows that one; without rows it says that there is nothing to draw."""
        self.name(heatmap.title)
        if not heatmap.rows or not heatmap.columns:
            self.cells.show(None)
            self.show_nothing(say_value(heatmap.summary))
            return
        self.cells.show(heatmap)
        self.heat.fit()
        self.heat.setAccessibleName(self.title.text())
        self.heat.setAccessibleDescription(say_value(heatmap.summary))
        self.show_something(heatmap.title, heatmap.summary, _columns(heatmap))

    @property
    def shown(self) -> Heatmap | None:
        """The table of colours as a value."""
        return self.cells.heatmap

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Reads nothing once the pointer is gone, unless the keyboard reads."""
        if event.type() == event.Type.Leave and not self.heat.hasFocus():
            self.read("")
        return super().eventFilter(watched, event)

    def _read(self, index: QModelIndex) -> None:
        self.read(self.cells.reading(index.row(), index.column()) if index.isValid() else "")


def _columns(heatmap: Heatmap) -> tuple[TableColumn, ...]:
    """The heat map as a plain table, which can be sorted and copied."""
    rows = range(len(heatmap.rows))
    return (
        TableColumn(heatmap.row_title, "text", [say_value(row) for row in heatmap.rows]),
        TableColumn(heatmap.size_title, heatmap.size_unit, heatmap.sizes, heatmap.currency),
        *(
            TableColumn(
                message("{month}", month=month),
                heatmap.unit,
                [heatmap.values[row][at] for row in rows],
                heatmap.currency,
            )
            for at, month in enumerate(heatmap.columns)
        ),
    )
