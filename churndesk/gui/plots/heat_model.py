"""The cells of a heat map: a number in each, on a ground that is the darker the more it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QColor

from churndesk.gui.say import language, say, say_value
from churndesk.gui.theme import theme
from churndesk.words import Amount, Money, PeriodName, Rate, message

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from churndesk.charts.chart import Unit
    from churndesk.charts.heatmap import Heatmap
    from churndesk.words import Value

#: How much of the accent the highest value's ground has.
_STRONGEST = 0.92


class HeatModel(QAbstractTableModel):
    """Shows one Heatmap: the sizes in the first column, the values in the others; blank cells have no ground."""

    def __init__(self) -> None:
        super().__init__()
        self.heatmap: Heatmap | None = None
        #: What a cell's tooltip says besides, such as what a double click does.
        self.hint = ""
        theme().changed.connect(self._repaint)

    def show(self, heatmap: Heatmap | None) -> None:
        """Shows another one."""
        self.beginResetModel()
        self.heatmap = heatmap
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """A row a cohort."""
        return 0 if self.heatmap is None or (parent is not None and parent.isValid()) else len(self.heatmap.rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """The size, and a column a month."""
        return 0 if self.heatmap is None or (parent is not None and parent.isValid()) else len(self.heatmap.columns) + 1

    def value(self, row: int, column: int) -> float | None:
        """The number in a cell; None where it is blank."""
        return self.heatmap.sizes[row] if column == 0 else self.heatmap.values[row][column - 1]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The number, its ground, and what it means."""
        value = self.value(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.column(), value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said, hint = self.reading(index.row(), index.column()), self.hint
            return f"{said}\n{hint}" if hint and role == Qt.ItemDataRole.ToolTipRole else said
        if index.column() == 0 or value is None:
            return None
        if role == Qt.ItemDataRole.BackgroundRole:
            return ground(self._share(value))
        return ink(self._share(value)) if role == Qt.ItemDataRole.ForegroundRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The months across, the cohorts down."""
        if role != Qt.ItemDataRole.DisplayRole or self.heatmap is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return _short(self.heatmap.rows[section])
        return say(self.heatmap.size_title) if section == 0 else say_value(self.heatmap.columns[section - 1])

    def reading(self, row: int, column: int) -> str:
        """Everything that a cell says: "Start: March 2024 · Customers: 120 · Months since the start: 3 · 75.8%"."""
        heatmap = self.heatmap
        value, size = self.value(row, column), heatmap.sizes[row]
        parts = [say(message("{title}: {value}", title=heatmap.row_title, value=heatmap.rows[row]))]
        if size is not None:
            counted = figure(heatmap.size_unit, size, heatmap.currency)
            parts.append(say(message("{title}: {value}", title=heatmap.size_title, value=counted)))
        if column > 0:
            month = heatmap.columns[column - 1]
            parts.append(say(message("{title}: {value}", title=heatmap.column_title, value=month)))
            known = message("not known yet") if value is None else figure(heatmap.unit, value, heatmap.currency)
            parts.append(say_value(known))
            likely = heatmap.interval(row, column - 1)
            if likely is not None:
                low, high = (Rate(bound) for bound in likely)
                parts.append(say(message("likely {low} to {high}", low=low, high=high)))
        return "  ·  ".join(parts)

    def _text(self, column: int, value: float | None) -> str:
        if value is None:
            return ""
        unit = self.heatmap.size_unit if column == 0 else self.heatmap.unit
        return say_value(figure(unit, value, self.heatmap.currency, short=True))

    def _share(self, value: float) -> float:
        low, high = self.heatmap.low, self.heatmap.high
        return min(max((value - low) / (high - low), 0.0), 1.0) if high > low else 0.0

    def _repaint(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def figure(unit: Unit, value: float, currency: str | None, *, short: bool = False) -> Value:
    """The number in its unit; `short` leaves decimals out."""
    if unit == "rate":
        return Rate(value, 0 if short else 1)
    return Money(value, currency, whole=short) if unit == "money" else Amount(value)


def ground(share: float) -> QColor:
    """The ground of a cell: from the card's own to the accent."""
    return _mixed(theme().colours.surface, theme().colours.accent, 0.06 + share * (_STRONGEST - 0.06))


def ink(share: float) -> QColor:
    """What is written on that ground: whichever of the two colours stands out more."""
    colours, behind = theme().colours, _lightness(ground(share))
    return max((QColor(colours.text), QColor(colours.on_accent)), key=lambda one: _contrast(_lightness(one), behind))


def _lightness(colour: QColor) -> float:
    """How light a colour is to the eye, from 0 to 1, as accessibility guidelines count it."""
    parts = (channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
             for channel in colour.getRgbF()[:3])  # fmt: skip
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _mixed(one: str, other: str, share: float) -> QColor:
    first, second = QColor(one), QColor(other)
    parts = zip(first.getRgb()[:3], second.getRgb()[:3], strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def _short(row: Value) -> str:
    return language().period(replace(row, short=True)) if isinstance(row, PeriodName) else say_value(row)
