"""Draws words, lines and grounds in points, in one language; the same on a page, a picture and the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPen, QPolygonF

from churndesk.export.look import TEXT, TONES
from churndesk.paper.fonts import FINENESS, font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from churndesk.charts.chart import Tone
    from churndesk.words import Language, Message

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
_WRAP = Qt.TextFlag.TextWordWrap
#: No text is higher than this, in points.
_ENDLESS = 100_000.0


class Measure:
    """How much room words take, in points."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, words: Message | str) -> str:
        """The words in the language."""
        return words if isinstance(words, str) else self.language.say(words)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of one line."""
        return self._metrics(size, bold=bold).horizontalAdvance(text) / FINENESS

    def height(self, text: str, size: float, width: float, *, bold: bool = False) -> float:
        """The height of the text where it wraps at that width."""
        room = QRectF(0, 0, width * FINENESS, _ENDLESS)
        return self._metrics(size, bold=bold).boundingRect(room, int(_WRAP), text).height() / FINENESS

    def elided(self, text: str, size: float, width: float) -> str:
        """The text cut with an ellipsis where it is wider."""
        return self._metrics(size, bold=False).elidedText(text, Qt.TextElideMode.ElideRight, width * FINENESS)

    def _metrics(self, size: float, *, bold: bool) -> QFontMetricsF:
        return QFontMetricsF(font(self.language.code, size, bold=bold))


class Canvas(Measure):
    """Draws with a painter whose unit is a point."""

    def __init__(self, painter: QPainter, language: Language) -> None:
        super().__init__(language)
        self.painter = painter
        #: Every character that was written.
        self.signs: set[str] = set()

    def text(
        self,
        at: QRectF,
        words: str,
        size: float,
        *,
        colour: str = TEXT,
        bold: bool = False,
        align: Qt.AlignmentFlag = LEFT,
        wrap: bool = False,
    ) -> None:
        """Writes the words into a rectangle; what is longer reaches beyond it."""
        self.painter.save()
        self.painter.translate(at.topLeft())
        self.painter.scale(1 / FINENESS, 1 / FINENESS)
        self.painter.setFont(font(self.language.code, size, bold=bold))
        self.painter.setPen(QColor(colour))
        flags = int(align) | int(_WRAP if wrap else Qt.TextFlag.TextDontClip)
        self.signs.update(words)
        self.painter.drawText(QRectF(0, 0, at.width() * FINENESS, at.height() * FINENESS), flags, words)
        self.painter.restore()

    def line(self, start: QPointF, end: QPointF, colour: str, width: float = 0.6, *, dashed: bool = False) -> None:
        """Draws a line."""
        self.painter.setPen(pen(colour, width, dashed=dashed))
        self.painter.drawLine(QLineF(start, end))

    def path(self, points: Sequence[QPointF], colour: str, width: float, *, dashed: bool = False) -> None:
        """Draws a line through the points."""
        self.painter.setPen(pen(colour, width, dashed=dashed))
        self.painter.drawPolyline(QPolygonF(list(points)))

    def box(self, at: QRectF, fill: QBrush | str | None, edge: str | None = None, width: float = 0.8) -> None:
        """Draws a rectangle."""
        self.painter.setPen(pen(edge, width) if edge else QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(QBrush() if fill is None else QBrush(QColor(fill)) if isinstance(fill, str) else fill)
        self.painter.drawRect(at)
        self.painter.setBrush(QBrush())

    def ground(self, points: Sequence[QPointF], fill: QBrush) -> None:
        """Fills the area within the points."""
        self.painter.setPen(QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(fill)
        self.painter.drawPolygon(QPolygonF(list(points)))
        self.painter.setBrush(QBrush())


def pen(colour: str, width: float, *, dashed: bool = False) -> QPen:
    """A pen of that colour and width."""
    made = QPen(QColor(colour), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        made.setDashPattern([4, 3])
    return made


def soft(tone: Tone, strength: int = 44) -> QBrush:
    """The ground of an interval or a band: the tone, thinly (of 255)."""
    colour = QColor(TONES[tone])
    colour.setAlpha(strength)
    return QBrush(colour)
