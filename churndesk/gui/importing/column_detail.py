"""More about the chosen column: what its words stand for, or what its amounts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from churndesk.gui.importing.labelled import entries_of, fill
from churndesk.gui.importing.preview_model import cell_shown
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing.certainty import sureness
from churndesk.importing.formats import AMOUNT_IS, meanings_for
from churndesk.shapes import ROLES
from churndesk.words import Series, message

if TYPE_CHECKING:
    from churndesk.importing import Draft
    from churndesk.shapes.mapping import Guess

#: More distinct words than this are no words of a status.
_MOST_WORDS = 20

#: Shapes whose amounts belong to a time that isn't the row's own day.
_AMOUNT_OVER_TIME = frozenset({"customers", "subscriptions", "snapshot"})


class ColumnDetail(Card):
    """What is known of the chosen column, and what more can be said of a status, flag or amount column.

    Signals:
        meaning_chosen: in the column of that index, that word stands for that meaning.
        amount_chosen: the amounts are a month's, an interval's, a total or payments.
    """

    meaning_chosen = Signal(int, str, str)
    amount_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(tr("About this column"))
        self._contents: QWidget | None = None
        self.boxes: dict[str, QComboBox] = {}
        self.help = Text("")
        self.reason = Text("", tone="muted")
        self.others = Text("", tone="muted")
        self.add(self.help)
        self.add(self.reason)
        self.add(self.others)
        self.hide()

    def show_column(
        self, draft: Draft, column: int, reason: str, sure: str = "", others: tuple[Guess, ...] = ()
    ) -> None:
        """Shows a column: what its role means, why and how surely it was taken for that, and what else it could be."""
        if self._contents is not None:
            self._contents.hide()
            self._contents.deleteLater()
        self._contents, self.boxes = None, {}
        use = draft.mapping.columns[column]
        self.title.setText(tr("Column “{column}”", column=" ".join(use.heading.split()) or f"#{column + 1}"))
        self.help.show_text(next((say(role.help) for role in ROLES if role.key == use.role), ""))
        why = tr("Why: {reason}", reason=reason) if reason else ""
        self.reason.show_text(f"{why} ({sure})" if why and sure else why)
        self.others.show_text(_others(others))
        if meanings_for(use.role, draft.mapping.shape):
            self._contents = self._words(draft, column)
        elif use.role == "amount" and draft.mapping.shape in _AMOUNT_OVER_TIME:
            self._contents = self._amounts(draft)
        if self._contents is not None:
            self.add(self._contents)
        self.show()

    def _words(self, draft: Draft, column: int) -> QWidget:
        use = draft.mapping.columns[column]
        known = dict(use.meanings)
        words = [cell_shown(value) for value in draft.table.columns[column].values[:_MOST_WORDS]]
        offered = entries_of(meanings_for(use.role, draft.mapping.shape))
        grid, layout = _grid()
        layout.addWidget(Text(tr("What do its words stand for?"), tone="muted"), 0, 0, 1, 2)
        for row, word in enumerate(dict.fromkeys([*known, *words]), start=1):
            box = QComboBox()
            box.setAccessibleName(tr("Meaning of “{word}”", word=word))
            fill(
                box,
                [("", tr("not said")), *offered],
                known.get(word, ""),
            )
            box.activated.connect(
                lambda _index, said=word: self.meaning_chosen.emit(column, said, self.boxes[said].currentData())
            )
            self.boxes[word] = box
            layout.addWidget(Text(word or tr("(empty)"), wrap=True), row, 0)
            layout.addWidget(box, row, 1)
        return grid

    def _amounts(self, draft: Draft) -> QWidget:
        grid, layout = _grid()
        layout.addWidget(Text(tr("What are the amounts?"), tone="muted"), 0, 0)
        box = QComboBox()
        box.setAccessibleName(tr("What the amounts are"))
        fill(box, entries_of(AMOUNT_IS[:3]), draft.mapping.amount_is)
        box.activated.connect(lambda _index: self.amount_chosen.emit(box.currentData()))
        self.boxes["amount"] = box
        layout.addWidget(box, 1, 0)
        return grid


def _others(others: tuple[Guess, ...]) -> str:
    titles = {role.key: role.title for role in ROLES}
    named = tuple(
        message("{role} ({sure})", role=titles[guess.value], sure=sureness(guess))
        for guess in others[:3]
        if guess.value in titles
    )
    return tr("It could also be: {roles}.", roles=Series(named)) if named else ""


def _grid() -> tuple[QWidget, QGridLayout]:
    widget = QWidget()
    layout = QGridLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(10)
    layout.setVerticalSpacing(6)
    layout.setColumnStretch(0, 1)
    return widget, layout
