"""The tour: a card that says a few words about each page, and a ring around what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from churndesk.gui.guide.stops import STOPS
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.guide.stops import Stop

_WIDTH = 380
#: From the window's edges to the card, and from what is pointed at to the ring around it.
_AWAY, _AROUND = 24, 3


class Ring(QFrame):
    """A frame around something in the window; it is looked through and clicked through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, widget: QWidget | None) -> None:
        """Stands around that widget; around nothing where there is none to be seen."""
        seen = widget is not None and widget.isVisible()
        if seen:
            place = QRect(widget.mapTo(self.parentWidget(), QPoint(0, 0)), widget.size())
            self.setGeometry(place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND) & self.parentWidget().rect())
            self.raise_()
        self.setVisible(seen)


class TourCard(QFrame):
    """What is said at one stop, with the ways on, back and out.

    Signals:
        moved: the stop that is shown now, by its place in STOPS.
        left: the tour is over, wherever it was left. opening: the same, and a spreadsheet is to be opened.
    """

    moved = Signal(int)
    left = Signal()
    opening = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "callout")
        self.place = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        self.count = Text(tone="muted", size=0.92)
        self.title = Text(size=1.2, bold=True)
        self.text = Text()
        for text in (self.count, self.title, self.text):
            layout.addWidget(text)
        layout.addSpacing(6)
        layout.addLayout(self._buttons())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.left.emit, context=Qt.ShortcutContext.WindowShortcut)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.leave, self.back, self.on = QPushButton(tr("Leave the tour")), QPushButton(tr("Back")), QPushButton()
        self.leave.setProperty("look", "quiet")
        self.on.setProperty("look", "primary")
        row.addWidget(self.leave)
        row.addStretch()
        row.addWidget(self.back)
        row.addWidget(self.on)
        self.leave.clicked.connect(self.left)
        self.back.clicked.connect(lambda: self.show_stop(self.place - 1))
        self.on.clicked.connect(self._go_on)
        return row

    @property
    def stop(self) -> Stop:
        """Where the tour is."""
        return STOPS[self.place]

    def show_stop(self, place: int) -> None:
        """Goes to that stop."""
        self.place = place
        last = place == len(STOPS) - 1
        self.count.setText(tr("{number} of {count}", number=place + 1, count=len(STOPS)))
        self.title.setText(say(self.stop.title))
        self.text.setText(say(self.stop.text))
        self.back.setVisible(place > 0)
        self.leave.setText(tr("Go on with this") if last else tr("Leave the tour"))
        self.on.setText(tr("Open a spreadsheet…") if last else tr("Next"))
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(self.text.text())
        self.moved.emit(place)
        self.stand()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        if self.place + 1 < len(STOPS):
            self.show_stop(self.place + 1)
        else:
            self.opening.emit()

    def stand(self) -> None:
        """Takes its place in the corner of the window."""
        layout = self.layout()
        layout.activate()
        width = max(_WIDTH, layout.totalMinimumSize().width())
        self.setFixedSize(width, layout.totalHeightForWidth(width))
        around = self.parentWidget().rect()
        self.move(around.right() - self.width() - _AWAY, around.bottom() - self.height() - _AWAY)
        self.show()
        self.raise_()
