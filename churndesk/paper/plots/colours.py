"""A table of colours: the stronger the ground, the larger the share, which stands on it as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor

from churndesk.export.look import HEAT, MUTED, TEXT
from churndesk.paper.canvas import LEFT, MIDDLE, RIGHT
from churndesk.paper.plots.frame import SMALL, draw_head, label_text
from churndesk.words import Amount, Money, message

if TYPE_CHECKING:
    from churndesk.charts.heatmap import Heatmap
    from churndesk.paper.canvas import Canvas
    from churndesk.words import Message

#: More rows and columns than these can't be read on paper; the latest rows and the first months are kept.
MOST_ROWS, MOST_COLUMNS = 24, 25
ROW = 12.0
_NAMES, _SIZES = 66.0, 44.0
#: The head takes so much: title, the headings of the columns.
HEAD = 46.0


def height_of(heatmap: Heatmap) -> float:
    """How high the table is, in points."""
    return HEAD + ROW * min(len(heatmap.rows), MOST_ROWS)


def draw_heatmap(canvas: Canvas, heatmap: Heatmap, room: QRectF) -> None:
    """A row each, with its size; the figure on every ground where the cells are wide enough for it."""
    below = draw_head(canvas, room, canvas.say(_title(heatmap)), [])
    first, columns = max(0, len(heatmap.rows) - MOST_ROWS), min(len(heatmap.columns), MOST_COLUMNS)
    size_wide = max(_SIZES, *(canvas.width(_size(canvas, heatmap, n), SMALL) + 10 for n in range(len(heatmap.rows))))
    left = below.left() + _NAMES + size_wide
    wide = (below.right() - left) / max(columns, 1)
    wide = min(wide, 40.0)
    top = below.top() + 22
    _draw_headings(canvas, heatmap, below, (left, wide, columns), size_wide)
    for place, number in enumerate(range(first, len(heatmap.rows))):
        y = top + ROW * place
        name = canvas.elided(label_text(canvas, heatmap.rows[number]), SMALL, _NAMES - 4)
        canvas.text(QRectF(below.left(), y + 1.5, _NAMES, ROW), name, SMALL, align=LEFT)
        size = _size(canvas, heatmap, number)
        canvas.text(QRectF(below.left() + _NAMES, y + 1.5, size_wide - 8, ROW), size, SMALL, colour=MUTED, align=RIGHT)
        for column in range(columns):
            value = heatmap.values[number][column]
            if value is not None:
                cell = QRectF(left + wide * column, y, wide - 0.8, ROW - 0.8)
                _draw_cell(canvas, cell, value, _share(heatmap, value))


def _title(heatmap: Heatmap) -> Message:
    """The title; where not all rows are drawn, it says so."""
    if len(heatmap.rows) <= MOST_ROWS:
        return message("{title} (%)", title=heatmap.title)
    return message(
        "{title} (%) – the last {shown} of {count}", title=heatmap.title, shown=MOST_ROWS, count=len(heatmap.rows)
    )


def _draw_headings(
    canvas: Canvas, heatmap: Heatmap, below: QRectF, cells: tuple[float, float, int], size_wide: float
) -> None:
    left, wide, columns = cells
    y = below.top()
    canvas.text(QRectF(left, y, 300, 10), canvas.say(heatmap.column_title), SMALL, colour=MUTED)
    canvas.text(QRectF(below.left(), y + 10, _NAMES, 10), canvas.say(heatmap.row_title), SMALL, colour=MUTED)
    size_title = canvas.elided(canvas.say(heatmap.size_title), SMALL, size_wide)
    at = QRectF(below.left() + _NAMES, y + 10, size_wide - 8, 10)
    canvas.text(at, size_title, SMALL, colour=MUTED, align=RIGHT)
    for column in range(columns):
        text = canvas.language.value(heatmap.columns[column])
        canvas.text(QRectF(left + wide * column, y + 10, wide, 10), text, SMALL, colour=MUTED, align=MIDDLE)


def _draw_cell(canvas: Canvas, cell: QRectF, value: float, share: float) -> None:
    canvas.box(cell, QBrush(_ground(share)))
    text = canvas.language.value(Amount(100 * value, 0))
    size = next((size for size in (SMALL, 6.5, 5.5) if canvas.width(text, size) <= cell.width() - 1), 0.0)
    if size:
        at = QRectF(cell.left(), cell.top() + (ROW - 1 - size) / 2 - 1.2, cell.width(), cell.height())
        canvas.text(at, text, size, colour=TEXT, align=MIDDLE)


def _share(heatmap: Heatmap, value: float) -> float:
    return min(1.0, max(0.0, (value - heatmap.low) / (heatmap.high - heatmap.low or 1.0)))


def _ground(share: float) -> QColor:
    low, high = QColor(HEAT[0]), QColor(HEAT[1])
    mixed = [
        round(one + (other - one) * share)
        for one, other in zip(
            (low.red(), low.green(), low.blue()), (high.red(), high.green(), high.blue()), strict=True
        )
    ]
    return QColor(*mixed)


def _size(canvas: Canvas, heatmap: Heatmap, number: int) -> str:
    size = heatmap.sizes[number]
    if size is None:
        return ""
    money = heatmap.size_unit == "money"
    return canvas.language.value(Money(size, heatmap.currency, whole=True) if money else Amount(size))
