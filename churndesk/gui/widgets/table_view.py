"""A calm table that can be sorted by its headings and copied into a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

if TYPE_CHECKING:
    from churndesk.gui.widgets.table_model import TableModel

_ROW_HEIGHT = 32


class TableView(QTableView):
    """Shows a TableModel: whole rows are chosen, headings sort, Ctrl+C copies what is chosen with its headings."""

    def __init__(self, model: TableModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        QShortcut(QKeySequence.StandardKey.Copy, self, self.copy, context=Qt.ShortcutContext.WidgetShortcut)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Gives each column the room that its first rows need."""
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(24)
        self.resizeColumnsToContents()
        for column in range(header.count()):
            header.resizeSection(column, min(max(header.sectionSize(column) + 16, 90), 320))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        # A figure far from its row's name is hard to follow, so only a text takes what room is left.
        columns = self.model().columns
        header.setStretchLastSection(bool(columns) and columns[-1].kind == "text")

    def copy(self) -> None:
        """Puts the chosen rows on the clipboard, with tabs between the cells."""
        model = self.model()
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        columns = range(model.columnCount())
        lines = [[model.headerData(column, Qt.Orientation.Horizontal) for column in columns]]
        lines += [[_safe(model.index(row, column).data()) for column in columns] for row in rows]
        if rows:
            QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))


def _safe(cell: str) -> str:
    """The cell on one line; one that a spreadsheet would take for a formula gets an apostrophe before it."""
    flat = " ".join(cell.split())
    formula = flat[:1] in ("=", "@") or (flat[:1] in ("+", "-") and not flat[1:2].isdigit())
    return f"'{flat}" if formula else flat
