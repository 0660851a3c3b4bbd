"""One figure on a card: its name, the figure itself, how sure it is, and a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton

from churndesk.gui import icons
from churndesk.gui.figures import interval, large_figure
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from churndesk.metrics.result import Result
    from churndesk.words import Message

#: The size of a figure, and of the words that stand where there is none.
_LARGE = 2.1
_NOTHING = 1.2


class FigureCard(Card):
    """Shows a Result. Where it is undefined the reason stands in its place.

    With `opens` the card is a link: it can be clicked, or reached by Tab and opened by Enter. `opened` tells of it.
    With `proof` it has a button that asks how the figure was counted; `proof_wanted` tells of that.
    """

    opened = Signal()
    proof_wanted = Signal()

    def __init__(self, title: str, *, opens: bool = False, proof: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.setSpacing(4)
        self.name = Text(title, tone="muted")
        self.figure = Text(size=_LARGE, bold=True)
        self.interval = Text(tone="muted", size=0.95)
        self.sentence = Text()
        self.body.addLayout(self.head)
        self.head.addWidget(self.name, 1)
        self.proof = QToolButton(icon=icons.icon("list-checks"))
        self.proof.setToolTip(tr("Show proof: who was counted, and from which rows"))
        self.proof.setAccessibleName(tr("Show proof of {figure}", figure=title))
        # Its room is kept where it isn't shown, so that the names of neighbouring cards stand on one line.
        room = self.proof.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.proof.setSizePolicy(room)
        self.proof.clicked.connect(self.proof_wanted)
        self.head.addWidget(self.proof, alignment=Qt.AlignmentFlag.AlignTop)
        self.proof.setVisible(proof)
        for text in (self.figure, self.interval, self.sentence):
            self.add(text)
        self.body.addStretch()
        self._opens = opens
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_result(self, result: Result, comparison: Message | None = None, currency: str | None = None) -> None:
        """Shows the figure, its interval, and how it compares with the period before."""
        defined = result.value is not None
        self.figure.setText(large_figure(result, currency))
        self.figure.set_tone("" if defined else "muted")
        self.figure.set_size(_LARGE if defined else _NOTHING)
        self.interval.show_text(interval(result, currency))
        reason = say(result.undefined.text) if result.undefined is not None else ""
        self.sentence.show_text(reason or (say(comparison) if comparison is not None else ""))
        self._describe()

    def show_text(self, figure: str, sentence: str) -> None:
        """Shows a figure that is no Result, such as a count."""
        self.figure.setText(figure)
        self.figure.set_tone("")
        self.figure.set_size(_LARGE)
        self.interval.show_text("")
        self.sentence.show_text(sentence)
        self._describe()

    def show_reason(self, sentence: str) -> None:
        """Shows that there is no figure, and why."""
        self.show_text(tr("No figure yet"), sentence)
        self.figure.set_tone("muted")
        self.figure.set_size(_NOTHING)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self.name.text()}: {self.figure.text()}")
        self.setAccessibleDescription(" ".join(filter(None, (self.interval.text(), self.sentence.text()))))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the card opens what it speaks of."""
        super().mouseReleaseEvent(event)
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and the space bar."""
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
            return
        super().keyPressEvent(event)
