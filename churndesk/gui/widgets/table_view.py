"""A calm table that can be sorted by its headings and copied into a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QToolButton

from churndesk.gui import icons
from churndesk.gui.say import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QResizeEvent

    from churndesk.gui.widgets.table_model import TableModel

_ROW_HEIGHT = 32
_BUTTON, _ICON = 26, QSize(16, 16)


class TableView(QTableView):
    """Shows a TableModel: whole rows are chosen, headings sort, Ctrl+C copies what is chosen with its headings.

    A button in the corner, which shows while the pointer is over the table, and the context menu save the table.
    """

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
        self._offer()

    def _offer(self) -> None:
        """Offers to copy and to save, by pointer and by the menu key."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction(icons.icon("copy"), tr("Copy"), self)
        copy.triggered.connect(self.copy)
        self.save_action = QAction(icons.icon("download"), tr("Save this table…"), self)
        self.save_action.triggered.connect(self.save)
        self.addActions([copy, self.save_action])
        self._corner = QToolButton(self, icon=icons.icon("download"))
        self._corner.setProperty("look", "corner")
        self._corner.setIconSize(_ICON)
        self._corner.setFixedSize(_BUTTON, _BUTTON)
        self._corner.setToolTip(tr("Save this table…"))
        self._corner.setAccessibleName(tr("Save this table…"))
        # The keyboard has the menu; a button that comes and goes is no place for it to stop.
        self._corner.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._corner.clicked.connect(self.save)
        self._corner.hide()

    def save(self) -> None:
        """Asks where to, and writes the table as it is shown, as a workbook or as CSV."""
        from churndesk.gui.widgets.table_saving import save_table

        save_table(self, self.model(), self.accessibleName())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Shows the button, where there is something to save."""
        super().enterEvent(event)
        self._corner.setVisible(self.model().rowCount() > 0)

    def leaveEvent(self, event: QEvent) -> None:
        """Puts the button away."""
        super().leaveEvent(event)
        self._corner.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the button in its corner, over the headings."""
        super().resizeEvent(event)
        right = self.viewport().geometry().right()
        self._corner.move(right - _BUTTON - 2, max(2, (self.horizontalHeader().height() - _BUTTON) // 2))

    def fit(self) -> None:
        """Gives each column the room that its first rows need."""
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(16)
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
