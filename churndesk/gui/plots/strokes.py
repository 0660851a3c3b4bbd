"""Pens, brushes and symbols: each series differs from the others by more than its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from churndesk.gui.theme import tone_colour

if TYPE_CHECKING:
    from churndesk.charts.chart import Line, Tone
    from churndesk.gui.theme import Colours

#: The sign at each point, by the place of the series.
SYMBOLS = ("o", "s", "t1", "d", "star")
_PATTERNS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.Dense4Pattern)
_WIDTH = 2.2
#: How much of its colour the ground of an interval and of a band has, of 255.
INTERVAL_STRENGTH = 44
BAND_STRENGTH = 30


def line_pen(colours: Colours, line: Line) -> QPen:
    """The pen of a series, dashed where it says so."""
    pen = QPen(QColor(tone_colour(colours, line.tone)), _WIDTH)
    pen.setCosmetic(True)
    if line.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def edge_pen(colours: Colours, tone: Tone, width: float = 1.6) -> QPen:
    """The edge of a bar or a point."""
    pen = QPen(QColor(tone_colour(colours, tone)), width)
    pen.setCosmetic(True)
    return pen


def soft_brush(colours: Colours, tone: Tone, strength: int = INTERVAL_STRENGTH) -> QBrush:
    """The ground of an interval or a band: the tone, thinly."""
    colour = QColor(tone_colour(colours, tone))
    colour.setAlpha(strength)
    return QBrush(colour)


def bar_brush(colours: Colours, tone: Tone, place: int, *, hollow: bool = False) -> QBrush:
    """The filling of a bar; the second and third series are hatched, what is not complete is empty."""
    if hollow:
        return QBrush(QColor(colours.surface))
    return QBrush(QColor(tone_colour(colours, tone)), _PATTERNS[place % len(_PATTERNS)])
