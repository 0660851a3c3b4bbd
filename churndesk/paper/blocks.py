"""What stands on a page, one below the other: each block knows how high it is and draws itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from PySide6.QtCore import QPointF, QRectF

from churndesk.charts.heatmap import Heatmap
from churndesk.export.look import ACCENT, ACCENT_SOFT, LINE, MUTED, TEXT
from churndesk.paper.canvas import LEFT, RIGHT
from churndesk.paper.plots import draw
from churndesk.paper.plots.colours import height_of

if TYPE_CHECKING:
    from churndesk.paper.canvas import Canvas, Measure
    from churndesk.paper.plots import Drawn
    from churndesk.words import Message

Look: TypeAlias = Literal["title", "subtitle", "heading", "body", "small", "callout"]

#: Size, colour, boldness, and the room above and below of each kind of words, in points.
_LOOKS: dict[Look, tuple[float, str, bool, float, float]] = {
    "title": (21.0, TEXT, True, 0.0, 1.0),
    "subtitle": (10.5, MUTED, False, 0.0, 10.0),
    "heading": (13.0, TEXT, True, 14.0, 5.0),
    "body": (9.5, TEXT, False, 0.0, 4.0),
    "small": (8.5, MUTED, False, 0.0, 2.5),
    "callout": (11.5, TEXT, False, 8.0, 8.0),
}
_CALLOUT = 10.0


class Block(Protocol):
    """A piece of a page. One that `leads` stays on the page of the next."""

    @property
    def leads(self) -> bool:
        """Whether it belongs to what follows it."""

    def height(self, measure: Measure, width: float) -> float:
        """How high it is at that width, in points."""

    def draw(self, canvas: Canvas, room: QRectF) -> None:
        """Draws it into a rectangle of that height."""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, a title or a heading."""

    text: Message | str
    look: Look = "body"

    @property
    def leads(self) -> bool:
        """A heading never stands at the foot of a page."""
        return self.look in {"title", "subtitle", "heading"}

    def height(self, measure: Measure, width: float) -> float:
        """The wrapped text with the room around it."""
        size, _, bold, above, below = _LOOKS[self.look]
        inside = width - 2 * _CALLOUT if self.look == "callout" else width
        return above + measure.height(measure.say(self.text), size, inside, bold=bold) + below

    def draw(self, canvas: Canvas, room: QRectF) -> None:
        """Writes it; a callout stands on a ground."""
        size, colour, bold, above, below = _LOOKS[self.look]
        at = room
        if self.look == "callout":
            canvas.box(room.adjusted(0, 1, 0, -1), ACCENT_SOFT)
            canvas.box(QRectF(room.left(), room.top() + 1, 3, room.height() - 2), ACCENT)
            at = room.adjusted(_CALLOUT, 0, -_CALLOUT, 0)
        inside = at.adjusted(0, above, 0, -below)
        canvas.text(inside, canvas.say(self.text), size, colour=colour, bold=bold, wrap=True)


@dataclass(frozen=True, slots=True)
class Space:
    """Nothing, so high."""

    points: float

    @property
    def leads(self) -> bool:
        """It belongs to nothing."""
        return False

    def height(self, _measure: Measure, _width: float) -> float:
        """The points."""
        return self.points

    def draw(self, canvas: Canvas, room: QRectF) -> None:
        """Draws nothing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, the number with its interval, and a sentence; the reason alone where there is none."""

    name: Message
    number: str
    interval: Message | None
    sentence: Message

    @property
    def leads(self) -> bool:
        """Each row stands for itself."""
        return False

    def height(self, measure: Measure, width: float) -> float:
        """The highest of its columns."""
        name, _, words = _columns(QRectF(0, 0, width, 0))
        heights = (
            measure.height(measure.say(self.name), 9.5, name.width(), bold=True),
            12.0 + (11.0 if self.interval is not None else 0.0),
            measure.height(measure.say(self.sentence), 9.0, words.width()),
        )
        return max(heights) + 9

    def draw(self, canvas: Canvas, room: QRectF) -> None:
        """Writes the row over a thin line."""
        name, number, words = (column.adjusted(0, 4, 0, -4) for column in _columns(room))
        canvas.text(name, canvas.say(self.name), 9.5, bold=True, wrap=True)
        canvas.text(number, self.number, 11.0, bold=True, align=RIGHT, colour=ACCENT)
        if self.interval is not None:
            canvas.text(number.adjusted(-30, 13.5, 0, 0), canvas.say(self.interval), 7.5, colour=MUTED, align=RIGHT)
        canvas.text(words, canvas.say(self.sentence), 9.0, wrap=True)
        canvas.line(room.bottomLeft(), room.bottomRight(), LINE, 0.6)


def _columns(room: QRectF) -> tuple[QRectF, QRectF, QRectF]:
    """Name, number and words side by side."""
    return (
        QRectF(room.left(), room.top(), 120, room.height()),
        QRectF(room.left() + 130, room.top(), 82, room.height()),
        QRectF(room.left() + 228, room.top(), room.width() - 228, room.height()),
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """Words with more words beside them: a strategy and why, a figure and what it means."""

    first: Message | str
    second: Message | str
    small: Message | str = ""

    @property
    def leads(self) -> bool:
        """Each row stands for itself."""
        return False

    def height(self, measure: Measure, width: float) -> float:
        """The higher of the two columns."""
        left, right = _halves(QRectF(0, 0, width, 0))
        first = measure.height(measure.say(self.first), 9.0, left.width(), bold=True)
        small = measure.height(measure.say(self.small), 8.0, left.width()) if self.small else 0.0
        return max(first + small, measure.height(measure.say(self.second), 9.0, right.width())) + 8

    def draw(self, canvas: Canvas, room: QRectF) -> None:
        """Writes both over a thin line."""
        left, right = (half.adjusted(0, 3, 0, -3) for half in _halves(room))
        canvas.text(left, canvas.say(self.first), 9.0, bold=True, wrap=True)
        if self.small:
            down = canvas.height(canvas.say(self.first), 9.0, left.width(), bold=True)
            canvas.text(left.adjusted(0, down, 0, 0), canvas.say(self.small), 8.0, colour=MUTED, wrap=True)
        canvas.text(right, canvas.say(self.second), 9.0, wrap=True)
        canvas.line(QPointF(room.left(), room.bottom() - 1), QPointF(room.right(), room.bottom() - 1), LINE, 0.5)


def _halves(room: QRectF) -> tuple[QRectF, QRectF]:
    return (
        QRectF(room.left(), room.top(), 190, room.height()),
        QRectF(room.left() + 206, room.top(), room.width() - 206, room.height()),
    )


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts side by side, each with its sentence below."""

    drawn: tuple[Drawn, ...]
    high: float = 156.0

    @property
    def leads(self) -> bool:
        """Each row stands for itself."""
        return False

    def height(self, measure: Measure, width: float) -> float:
        """The charts and the longest of their sentences."""
        return self._plot_height() + self._words_height(measure, width) + 14

    def draw(self, canvas: Canvas, room: QRectF) -> None:
        """Draws each into its share of the width."""
        wide, high = self._wide(room.width()), self._plot_height()
        for number, one in enumerate(self.drawn):
            left = room.left() + number * (wide + _BETWEEN)
            draw(canvas, one, QRectF(left, room.top() + 4, wide, high))
            below = QRectF(left, room.top() + high + 6, wide, room.height() - high)
            canvas.text(below, canvas.language.value(one.summary), 8.0, colour=MUTED, align=LEFT, wrap=True)

    def _plot_height(self) -> float:
        return max(height_of(one) if isinstance(one, Heatmap) else self.high for one in self.drawn)

    def _words_height(self, measure: Measure, width: float) -> float:
        wide = self._wide(width)
        return max(measure.height(measure.language.value(one.summary), 8.0, wide) for one in self.drawn)

    def _wide(self, width: float) -> float:
        return (width - _BETWEEN * (len(self.drawn) - 1)) / len(self.drawn)


_BETWEEN = 20.0
