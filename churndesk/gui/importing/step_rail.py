"""The steps of the import in a row: which are done, which one is shown, which can be gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout

from churndesk.gui import icons
from churndesk.gui.say import say, tr
from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import larger
from churndesk.importing import ALL_STEPS, STEPS
from churndesk.words import message, sense

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from churndesk.importing import Step
    from churndesk.words import Message

#: What each step is called on the rail.
TITLES: dict[Step, Message] = {
    "file": sense("import step", "File"),
    "shape": message("Kind of table"),
    "columns": message("Columns"),
    "check": sense("import step", "Check"),
    "policy": message("Rules"),
    "changes": message("Changes"),
}

_CIRCLE = 26
_GAP = 9
_PAD = 8


class StepButton(QAbstractButton):
    """One step: a number in a circle and a name; the number becomes a tick once the step lies behind."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._number = str(number)
        self._done = False
        self.setText(title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("Step {number}: {title}", number=self._number, title=title))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_state(self, *, here: bool, done: bool, reachable: bool) -> None:
        """Shows where the step lies; only a reachable one can be pressed."""
        self._done = done
        self.setChecked(here)
        self.setEnabled(reachable or here)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the circle and the name, written as bold as it ever is."""
        width = larger_metrics(self).horizontalAdvance(self.text())
        return QSize(_CIRCLE + _GAP + width + 2 * _PAD + 4, _CIRCLE + 2 * _PAD)

    def nextCheckState(self) -> None:
        """The wizard says which step is shown, not the press."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the circle, the number or tick, the name and, with the keyboard on it, a frame."""
        colours = theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(_PAD, (self.height() - _CIRCLE) / 2, _CIRCLE, _CIRCLE)
        here = self.isChecked()
        ground = colours.accent if here else colours.accent_soft if self._done else colours.raised
        ink = colours.on_accent if here else colours.accent if self._done else colours.muted
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(circle)
        painter.setFont(larger(self.font(), 0.95, bold=True))
        painter.setPen(QColor(ink))
        if self._done and not here:
            tick = circle.adjusted(6, 6, -6, -6).toRect()
            icons.icon("check", "accent").paint(painter, tick)
        else:
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.setFont(larger(self.font(), 1.0, bold=here))
        painter.setPen(QColor(colours.text if here or self.isEnabled() else colours.muted))
        name = QRectF(circle.right() + _GAP, 0, self.width() - circle.right() - _GAP, self.height())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()


def larger_metrics(button: StepButton):  # noqa: ANN201
    """The measures of the button's name in bold."""
    from PySide6.QtGui import QFontMetrics

    return QFontMetrics(larger(button.font(), 1.0, bold=True))


class StepRail(QFrame):
    """The steps; the last one only where a file follows another. `chosen` bears the key of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.setAccessibleName(tr("Steps of the import"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 8, 18, 8)
        layout.setSpacing(6)
        self.buttons: dict[str, StepButton] = {}
        self._lines: dict[str, QFrame] = {}
        for number, step in enumerate(ALL_STEPS, start=1):
            if number > 1:
                self._lines[step] = line = QFrame()
                line.setProperty("look", "rule")
                layout.addWidget(line, 1, Qt.AlignmentFlag.AlignVCenter)
            button = StepButton(number, say(TITLES[step]))
            button.clicked.connect(lambda _checked=False, key=step: self.chosen.emit(key))
            layout.addWidget(button)
            self.buttons[step] = button

    def show_steps(self, here: Step, reachable: frozenset[str], steps: tuple[str, ...] = STEPS) -> None:
        """Shows the step that is on the page, and which others of `steps` can be gone to."""
        for step, button in self.buttons.items():
            behind = ALL_STEPS.index(step) < ALL_STEPS.index(here)
            for part in (button, self._lines.get(step, button)):
                part.setVisible(step in steps)
            button.show_state(here=step == here, done=behind, reachable=step in reachable)
