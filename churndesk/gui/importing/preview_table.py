"""The table below the steps: row numbers at the side, menus on its rows and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

if TYPE_CHECKING:
    from churndesk.gui.importing.preview_model import RowsModel

_ROW_HEIGHT = 28
_WIDEST = 260
_NARROWEST = 90
#: What a cell needs beside its text, which stands some way from both edges.
_MARGINS = 28
#: Rows that tell how wide a column is to be, and columns whose width is told so: more than a window shows at once.
_MEASURED, _FITTED = 20, 30


class PreviewTable(QTableView):
    """Shows lines or rows of the file.

    Signals:
        row_menu: a menu is wanted for the row of that number in the file, at that place on the screen.
        column_menu: a menu is wanted for the column of that index, at that place on the screen.
    """

    row_menu = Signal(int, QPoint)
    column_menu = Signal(int, QPoint)

    def __init__(self, model: RowsModel, name: str, header: QHeaderView | None = None) -> None:
        super().__init__()
        if header is not None:
            self.setHorizontalHeader(header)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_row)
        self._set_up_side()
        self._set_up_top()
        model.modelReset.connect(self.fit)
        #: Whether a menu asked for in a cell is that of its column, not that of its row.
        self.menus_of_columns = False
        own = Qt.ShortcutContext.WidgetShortcut
        for keys in ("Alt+Down", "F4"):
            QShortcut(QKeySequence(keys), self, self._ask_column_here, context=own)
        # The menu key asks by itself; this is the other way, which not every system offers.
        QShortcut(QKeySequence("Shift+F10"), self, self._ask_here, context=own)

    def _set_up_side(self) -> None:
        side = self.verticalHeader()
        side.setDefaultSectionSize(_ROW_HEIGHT)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setHighlightSections(False)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        side.customContextMenuRequested.connect(self._ask_row)

    def _set_up_top(self) -> None:
        top = self.horizontalHeader()
        top.setHighlightSections(False)
        top.setSectionsClickable(True)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        top.customContextMenuRequested.connect(lambda point: self._ask_column(top.logicalIndexAt(point)))
        top.sectionClicked.connect(self._ask_column)

    def fit(self) -> None:
        """Gives each of the first columns the room that its heading and its first rows need."""
        top, model = self.horizontalHeader(), self.model()
        bold = self.font()
        bold.setBold(True)
        letters = QFontMetrics(bold)
        rows = range(min(model.rowCount(), _MEASURED))
        for column in range(min(top.count(), _FITTED)):
            texts = (str(model.index(row, column).data() or "") for row in rows)
            # Only the text of most letters is measured: measuring each would hold the window up.
            needed = letters.horizontalAdvance(max(texts, key=len, default=""))
            needed = max(needed + _MARGINS, top.sectionSizeHint(column) + 14)
            top.resizeSection(column, min(max(needed, _NARROWEST), _WIDEST))

    def _ask_here(self) -> None:
        if self.currentIndex().isValid():
            self._ask_row(self.visualRect(self.currentIndex()).center())

    def _ask_row(self, point: QPoint) -> None:
        if self.menus_of_columns:
            self._ask_column(self.columnAt(point.x()))
            return
        row = self.rowAt(point.y())
        if row < 0:
            return
        self.selectRow(row)
        self.row_menu.emit(self.model().row_number(row), self.viewport().mapToGlobal(point))

    def _ask_column(self, column: int) -> None:
        if column < 0:
            return
        top = self.horizontalHeader()
        place = QPoint(max(top.sectionViewportPosition(column), 0), top.height())
        self.column_menu.emit(column, top.mapToGlobal(place))

    def _ask_column_here(self) -> None:
        if self.currentIndex().isValid():
            self._ask_column(self.currentIndex().column())
