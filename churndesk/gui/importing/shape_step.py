"""Step 2: what kind of table it is, as cards with the reason for the guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from churndesk.gui.importing.preview_model import LinesModel
from churndesk.gui.importing.preview_table import PreviewTable
from churndesk.gui.importing.shape_pictures import ShapePicture
from churndesk.gui.say import say, tr
from churndesk.gui.theme import theme
from churndesk.gui.widgets import Badge, CardGrid, Notice, Text
from churndesk.importing import doubts_at
from churndesk.importing.certainty import POSSIBLE, sureness
from churndesk.shapes import SHAPES

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from churndesk.importing import Draft
    from churndesk.shapes.mapping import Guess
    from churndesk.words import Choice, Doubt, Message


#: What the first rows need below the cards; without as much room the cards have it all.
_ROWS = 130
_TOP = QAbstractItemView.ScrollHint.PositionAtTop


class ShapeCard(QAbstractButton):
    """One kind of table: an example, its name, what it is, and why it was guessed."""

    def __init__(self, key: str, title: str, explanation: str) -> None:
        super().__init__()
        self.key = key
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setAccessibleDescription(explanation)
        self.explanation = explanation
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(7)
        layout.addWidget(ShapePicture(key))
        head = QHBoxLayout()
        head.addWidget(Text(title, size=1.1, bold=True), 1)
        self.badge = Badge(tr("Suggested"), "accent")
        self.badge.hide()
        head.addWidget(self.badge, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(Text(explanation, tone="muted", size=0.95))
        self.reason = Text("", tone="accent", size=0.95)
        self.reason.hide()
        layout.addWidget(self.reason)
        layout.addStretch()
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_guess(self, guess: Guess | None, *, best: bool) -> None:
        """Says why and how surely the table looks like this kind; of another that is possible, how likely it is."""
        self.badge.setVisible(best)
        told = ""
        if guess is not None and best:
            told = tr("{reason} ({sure})", reason=guess.reason, sure=sureness(guess))
        elif guess is not None and guess.certainty >= POSSIBLE:
            told = tr("Possible, too ({sure}).", sure=sureness(guess))
        self.reason.show_text(told)
        self.reason.set_tone("accent" if best else "muted")
        self.setAccessibleDescription(f"{self.explanation} {told}".strip())

    def sizeHint(self) -> QSize:
        """What the layout needs."""
        return self.layout().sizeHint()

    def hasHeightForWidth(self) -> bool:
        """The sentences wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the wrapped sentences make the card."""
        return self.layout().heightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card; an accent frame and ground where it is chosen, a heavier frame under the keyboard."""
        colours = theme().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, focus = self.isChecked(), self.hasFocus()
        ground = colours.raised if self.underMouse() and not chosen else colours.surface
        painter.setBrush(QColor(ground))
        edge = colours.accent if chosen or focus else colours.line
        painter.setPen(QPen(QColor(edge), 3 if focus and chosen else 2 if chosen or focus else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 10, 10)
        painter.end()


class ShapeStep(QWidget):
    """The kinds of table as cards, above the first rows of the file.

    `chosen` bears the key of the one pressed.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._cards(), 4)
        self.lines = LinesModel()
        self.table = PreviewTable(self.lines, tr("First rows of the file"))
        self.table.setMinimumHeight(92)
        layout.addWidget(self.table, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first rows are a help where there is room; the cards come first."""
        super().resizeEvent(event)
        self.table.setVisible(self.height() - self._cards_need() > _ROWS)

    def _cards_need(self) -> int:
        """How high the cards are at this width."""
        layout, width = self._area.widget().layout(), self._area.viewport().width()
        return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()

    def _cards(self) -> QScrollArea:
        area = self._area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("look", "page")
        area.setWidget(content)
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 6, 0)
        body.setSpacing(12)
        self.question = Notice()
        body.addWidget(self.question)
        body.addWidget(self._grid())
        body.addStretch()
        self._group.buttonClicked.connect(lambda card: self.chosen.emit(card.key))
        return area

    def _grid(self) -> CardGrid:
        grid = CardGrid(least=215, most=4)
        self._group = QButtonGroup(self)
        self.cards: dict[str, ShapeCard] = {}
        for shape in SHAPES:
            card = ShapeCard(shape.key, say(shape.title), say(shape.help))
            self.cards[shape.key] = card
            self._group.addButton(card)
            grid.add(card)
        return grid

    def show_draft(self, draft: Draft) -> None:
        """Marks the shape in force, and the guess with its reason."""
        if draft.mapping is None or draft.suggestion is None:
            return
        self.lines.show_draft(draft)
        header = draft.table.header_rows if draft.table else ()
        self.table.scrollTo(self.lines.index(max(header[0] - 1, 0) if header else 0, 0), _TOP)
        guesses = draft.suggestion.shapes
        for key, card in self.cards.items():
            guess = next((guess for guess in guesses if guess.value == key), None)
            card.show_guess(guess, best=bool(guesses) and guesses[0].value == key)
            card.setChecked(key == draft.mapping.shape)
        open_doubts = (doubt for doubt in doubts_at(draft, "shape") if draft.answer(doubt) is None)
        self.question.show_sentence(" ".join(say(doubt.text) for doubt in open_doubts))

    def show_outcomes(self, doubt: Doubt, outcomes: tuple[tuple[Choice, Message], ...]) -> None:
        """The cards speak for themselves: no churn is compared between kinds of tables."""
