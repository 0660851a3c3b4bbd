"""What the preview shows: the file's lines as they stand, or the table's rows with corrections."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QColor, QFont

from churndesk.gui.say import say, tr
from churndesk.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary

    from PySide6.QtCore import QModelIndex

    from churndesk.importing import Draft
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import ColumnUse
    from churndesk.words import Message

#: Cells longer than this are cut; nobody reads more in a preview.
_LONGEST = 200


def cell_shown(value: object) -> str:
    """A cell as a person reads it: a workbook's midnight is a day, a whole float has no decimals."""
    match value:
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}"
        case _:
            return " ".join(str(value)[:_LONGEST].split())


class RowsModel(QAbstractTableModel):
    """What both previews have in common: row numbers of the file at the side, and looks by the state of a row."""

    def row_number(self, row: int) -> int:
        """The number in the file of a row of the view."""
        raise NotImplementedError

    def state(self, row: int) -> str:
        """data, header, aside or skipped."""
        raise NotImplementedError

    def look(self, row: int, role: int) -> object:
        """How a row of that state is drawn."""
        state, colours = self.state(row), theme().colours
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colours.muted) if state in ("aside", "skipped") else None
        if role == Qt.ItemDataRole.BackgroundRole:
            shades = {"header": colours.accent_soft, "aside": colours.raised, "skipped": colours.raised}
            return QColor(shades[state]) if state in shades else None
        if role == Qt.ItemDataRole.FontRole and state != "data":
            font = QFont()
            font.setBold(state == "header")
            font.setStrikeOut(state == "skipped")
            return font
        return None


class LinesModel(RowsModel):
    """The first lines of the file as they stand, with what is header, data or set aside."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[int, tuple[str, ...]], ...] = ()
        self._states: dict[int, str] = {}
        self._reasons: dict[int, str] = {}
        self._width = 0

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's preview."""
        self.beginResetModel()
        preview = draft.preview
        self._lines = preview.lines if preview else ()
        self._width = max((len(cells) for _, cells in self._lines), default=0)
        self._states, self._reasons = _states(draft)
        self.endResetModel()

    def row_number(self, row: int) -> int:
        """The number in the file of a row of the view."""
        return self._lines[row][0]

    def state(self, row: int) -> str:
        """What a row is: data, header, aside or skipped."""
        return self._states.get(self._lines[row][0], "data")

    def reason(self, row: int) -> str:
        """Why a row was set aside; empty where it wasn't."""
        return self._reasons.get(self._lines[row][0], "")

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else self._width

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a place, and how it is drawn."""
        if not index.isValid():
            return None
        cells = self._lines[index.row()][1]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_shown(cells[index.column()]) if index.column() < len(cells) else ""
        return self.look(index.row(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns, and the rows' numbers in the file."""
        if role == Qt.ItemDataRole.DisplayRole:
            vertical = orientation == Qt.Orientation.Vertical
            return str(self._lines[section][0]) if vertical else column_letter(section)
        return None


def _states(draft: Draft) -> tuple[dict[int, str], dict[int, str]]:
    table = draft.table or (draft.preview.table if draft.preview else None)
    if table is None:
        return {}, {}
    states: dict[int, str] = {}
    reasons: dict[int, str] = {}
    shown = {number for number, _ in draft.preview.lines} if draft.preview else set()
    for aside in table.set_aside:
        for number in shown & set(range(aside.first, aside.last + 1)):
            states[number], reasons[number] = "aside", aside.reason
    states.update(dict.fromkeys(draft.chosen.skip, "skipped"))
    states.update(dict.fromkeys(table.header_rows, "header"))
    return states, reasons


def column_letter(index: int) -> str:
    """The name of a column as spreadsheets count them: A … Z, AA …."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellsModel(RowsModel):
    """The table's rows with the headings and roles of its columns; cells can be corrected where that is allowed.

    `fixed` bears (row number, column, text) when a cell was corrected.
    """

    fixed = Signal(int, int, str)

    def __init__(self, *, editable: bool = False) -> None:
        super().__init__()
        self._editable = editable
        self._table: RawTable | None = None
        self._titles: dict[str, str] = {}
        self._uses: tuple[ColumnUse, ...] = ()
        self._fixes: Dictionary[tuple[int, int], str] = {}
        self._skip: frozenset[int] = frozenset()
        self._marked: frozenset[tuple[int, int, int]] = frozenset()
        #: The place of the table that is shown among those of the draft.
        self.place = 0

    def show_draft(self, draft: Draft, roles: Dictionary[str, Message], place: int = 0) -> None:
        """Shows the draft's table at that place; `roles` are the titles of the roles by key."""
        table = draft.tables[place] if place < len(draft.tables) else None
        same = self._table is table
        if not same:
            self.beginResetModel()
        self._table, self.place = table, place
        self._uses = draft.mapping.columns if draft.mapping else ()
        self._titles = {"": tr("not used"), **{role: say(title) for role, title in roles.items()}}
        edits = draft.chosen.edits(place)
        self._fixes = {(row, column): text for row, column, text in edits.fixes}
        self._skip = frozenset(edits.skip)
        if not same:
            self.endResetModel()
        elif self._table is not None and self.rowCount():
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(self.columnCount() - 1, 0))
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def mark(self, cells: frozenset[tuple[int, int, int]]) -> None:
        """Marks the cells (table, row number, column) that something is wrong with."""
        self._marked = cells
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def row_number(self, row: int) -> int:
        """The number in the file of a row of the view."""
        return int(self._table.rows[row]) if self._table is not None else row

    def row_of(self, number: int) -> int | None:
        """The row of the view that has that number in the file."""
        import numpy as np

        if self._table is None:
            return None
        found = int(np.searchsorted(self._table.rows, number))
        return found if found < len(self._table) and self._table.rows[found] == number else None

    def state(self, row: int) -> str:
        """What a row is: data, header, aside or skipped."""
        return "skipped" if self.row_number(row) in self._skip else "data"

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """How many lines there are."""
        return 0 if self._table is None or (parent is not None and parent.isValid()) else len(self._table)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """How many columns there are."""
        return 0 if self._table is None or (parent is not None and parent.isValid()) else len(self._table.columns)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """What can be changed in place can be edited."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if self._editable else usual

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a place, and how it is drawn."""
        if not index.isValid() or self._table is None:
            return None
        place = (self.row_number(index.row()), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._fixes[place] if place in self._fixes else self._cell(*self._at(index))
        if role == Qt.ItemDataRole.BackgroundRole and place in self._fixes:
            return QColor(theme().colours.good_soft)
        if role == Qt.ItemDataRole.BackgroundRole and (self.place, *place) in self._marked:
            return QColor(theme().colours.warn_soft)
        if role == Qt.ItemDataRole.ToolTipRole and place in self._fixes:
            return tr("Corrected. The file has “{cell}”.", cell=self._cell(*self._at(index)))
        return self.look(index.row(), role)

    def setData(self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tells of a correction; the draft takes it, and the model shows the draft again."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index):
            return False
        self.fixed.emit(self.row_number(index.row()), index.column(), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns, and the rows' numbers in the file."""
        if self._table is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.UserRole and orientation == Qt.Orientation.Horizontal:
            return bool(self._role(section))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.row_number(section))
        heading = " ".join(self._table.columns[section].heading.split()) or column_letter(section)
        title = self._titles.get(self._role(section), "") if self._uses else ""
        return f"{heading}\n{title}"

    def _role(self, section: int) -> str:
        return self._uses[section].role or "" if section < len(self._uses) else ""

    def _cell(self, row: int, column: int) -> str:
        if self._table is None:
            return ""
        source = self._table.columns[column]
        code = int(source.codes[row])
        return cell_shown(source.values[code]) if code >= 0 else ""

    @staticmethod
    def _at(index: QModelIndex) -> tuple[int, int]:
        return index.row(), index.column()
