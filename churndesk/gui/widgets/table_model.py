"""A table of values, column by column, that can be searched and sorted without copying a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QAbstractTableModel, Qt

from churndesk.gui.say import language, say
from churndesk.words import Amount, Money, Rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from churndesk.words import Message

Kind = Literal["text", "day", "money", "count", "rate"]
_RIGHT = frozenset({"money", "count", "rate"})
_SEARCHED = frozenset({"text", "day"})
#: What a cell answers, as plain numbers: a view asks for eight things of each cell that it measures.
_SIDE, _TIP = int(Qt.ItemDataRole.TextAlignmentRole), int(Qt.ItemDataRole.ToolTipRole)
_ANSWERED = frozenset({int(Qt.ItemDataRole.DisplayRole), _TIP, _SIDE})


@dataclass(frozen=True, slots=True, eq=False)
class TableColumn:
    """One column: its heading, what kind of values it has, and the values; None, NaN or NaT where there is none."""

    title: Message
    kind: Kind
    values: Sequence[Any]
    currency: str | None = None


def cell_text(column: TableColumn, row: int) -> str:
    """The cell as it stands on the screen, by the habits of the language in force."""
    value = plain_value(column.values[row])
    if value is None:
        return ""
    if column.kind == "money":
        return language().value(Money(value, column.currency))
    if column.kind == "rate":
        return language().value(Rate(value))
    if column.kind == "count":
        return language().value(Amount(value))
    return language().day(value) if column.kind == "day" else str(value)


def plain_value(value: Any) -> Any:
    """The value as Python's own; None for what isn't there (NaN and NaT differ from themselves)."""
    if hasattr(value, "item"):
        value = value.item()
    return None if value is None or value != value else value  # noqa: PLR0124


class TableModel(QAbstractTableModel):
    """Shows columns of equal length. The cells stay where they are: searching and sorting only order row numbers."""

    def __init__(self, columns: Sequence[TableColumn] = ()) -> None:
        super().__init__()
        self.columns: tuple[TableColumn, ...] = tuple(columns)
        #: What a cell's tooltip says besides, such as what a double click does.
        self.hint = ""
        self._wanted = ""
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._rows: list[int] = list(range(self.length))
        self._haystack: list[str] | None = None

    @property
    def length(self) -> int:
        """How many rows there are, found or not."""
        return len(self.columns[0].values) if self.columns else 0

    def show(self, columns: Sequence[TableColumn]) -> None:
        """Shows other columns; a search and an order stay in force."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._haystack = None
        self._arrange()
        self.endResetModel()

    def search(self, text: str) -> None:
        """Leaves only the rows in which some text or day holds what is looked for, whatever its case."""
        self.beginResetModel()
        self._wanted = text.strip().casefold()
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Orders the rows by that column; empty cells stand last either way."""
        self.layoutAboutToBeChanged.emit()
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._arrange()
        self.layoutChanged.emit()

    def row_of(self, index: QModelIndex) -> int:
        """The row of the columns that is shown at that place."""
        return self._rows[index.row()]

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of the columns in the order in which they are shown."""
        return tuple(self._rows)

    def _arrange(self) -> None:
        rows = [row for row, text in enumerate(self._texts()) if self._wanted in text] if self._wanted else None
        self._rows = list(range(self.length)) if rows is None else rows
        if self._sorted_by is not None and self._sorted_by[0] < len(self.columns):
            self._order(*self._sorted_by)

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        values = self.columns[column].values
        # A whole array is turned into Python's own values far faster than one cell after the other.
        cells = values.tolist() if hasattr(values, "tolist") else values
        keys = {row: _key(cells[row]) for row in self._rows if plain_value(cells[row]) not in (None, "")}
        full = sorted(keys, key=keys.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)
        there = set(full)
        self._rows = full + [row for row in self._rows if row not in there]

    def _texts(self) -> list[str]:
        """What a search looks at: texts as they are and days as 2026-03-31. Figures are sorted, not searched."""
        if self._haystack is None:
            searched = [column.values for column in self.columns if column.kind in _SEARCHED]
            rows = zip(*(_found_by(values) for values in searched), strict=True)
            self._haystack = ["\n".join(row).casefold() for row in rows]
        return self._haystack

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """How many rows are left after the search."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The cell as text, and on which side it stands."""
        if role not in _ANSWERED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _SIDE:
            return _alignment(column)
        text = cell_text(column, self._rows[index.row()])
        return f"{text}\n{self.hint}" if self.hint and role == _TIP else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The headings, over their figures."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(self.columns[section].title)
        return _alignment(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _alignment(column: TableColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _found_by(values: Any) -> list[str]:
    """What each cell of a column is found by; a whole array is told at once, ten times as fast as cell by cell."""
    if getattr(values, "dtype", None) is not None:
        if values.dtype.kind == "M":
            return ["" if day == "NaT" else day for day in values.astype("datetime64[D]").astype(str).tolist()]
        values = values.tolist()
    return ["" if value is None or value != value else str(value) for value in values]  # noqa: PLR0124


def _key(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
