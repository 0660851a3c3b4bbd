"""Charts as pictures for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.plots.canvas import Canvas

#: A picture is this many times as fine as the screen needs.
_SCALE = 2
_MARGIN = 12


def picture(widget: QWidget, title: str) -> QPixmap:
    """The widget under its title, as a picture of twice the screen's fineness."""
    colours, head = theme().colours, 2 * widget.fontMetrics().lineSpacing()
    size = QSize(widget.width() + 2 * _MARGIN, widget.height() + head + _MARGIN)
    made = QPixmap(size * _SCALE)
    made.setDevicePixelRatio(_SCALE)
    made.fill(QColor(colours.surface))
    painter = QPainter(made)
    painter.setFont(larger(widget.font(), 1.1, bold=True))
    painter.setPen(QColor(colours.text))
    painter.drawText(_MARGIN, round(head * 0.7), title)
    widget.render(painter, QPoint(_MARGIN, head))
    painter.end()
    return made


def save_png(widget: QWidget, title: str, path: Path) -> None:
    """Writes the widget under its title as a PNG.

    Raises:
        NotPossible: the file can't be written there.
    """
    if not picture(widget, title).save(str(path), "PNG"):
        raise NotPossible(message("{file} could not be written. Choose another folder.", file=path.name))


def save_svg(canvas: Canvas, title: str, path: Path) -> None:
    """Writes the plot under its title as an SVG.

    Raises:
        NotPossible: the file can't be written there.
    """
    from pyqtgraph.exporters import SVGExporter

    plot = canvas.getPlotItem()
    plot.setTitle(title, color=theme().colours.text)
    try:
        path.write_bytes(SVGExporter(plot).export(toBytes=True))
    except OSError as error:
        sentence = message("{file} could not be written. Choose another folder.", file=path.name)
        raise NotPossible(sentence) from error
    finally:
        plot.setTitle(None)
