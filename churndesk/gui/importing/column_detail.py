"""More about the chosen column: what its words stand for, or what its amounts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from churndesk.gui.importing.labelled import entries_of, fill
from churndesk.gui.importing.preview_model import cell_shown
from churndesk.gui.say import tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing.formats import AMOUNT_IS, MEANINGS, has_words

if TYPE_CHECKING:
    from churndesk.importing import Draft

#: More distinct words than this are no words of a status.
_MOST_WORDS = 20


class ColumnDetail(Card):
    """Shown for a status, flag or amount column; hidden for all others.

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
        self.hide()

    def show_column(self, draft: Draft, column: int) -> None:
        """Shows what can be said about a column beyond its role and format."""
        if self._contents is not None:
            self._contents.hide()
            self._contents.deleteLater()
        self._contents, self.boxes = None, {}
        use = draft.mapping.columns[column] if draft.mapping and column < len(draft.mapping.columns) else None
        if use is not None and has_words(use.role):
            self._contents = self._words(draft, column)
        elif (
            use is not None
            and use.role == "amount"
            and draft.mapping.shape in ("customers", "subscriptions", "snapshot")
        ):
            self._contents = self._amounts(draft)
        if self._contents is not None:
            self.title.setText(tr("Column “{column}”", column=use.heading))
            self.add(self._contents)
        self.setVisible(self._contents is not None)

    def _words(self, draft: Draft, column: int) -> QWidget:
        use = draft.mapping.columns[column]
        known = dict(use.meanings)
        words = [cell_shown(value) for value in draft.table.columns[column].values[:_MOST_WORDS]]
        grid, layout = _grid()
        layout.addWidget(Text(tr("What do its words stand for?"), tone="muted"), 0, 0, 1, 2)
        for row, word in enumerate(dict.fromkeys([*known, *words]), start=1):
            box = QComboBox()
            box.setAccessibleName(tr("Meaning of “{word}”", word=word))
            fill(box, [("", tr("not said")), *entries_of(MEANINGS)], known.get(word, ""))
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


def _grid() -> tuple[QWidget, QGridLayout]:
    widget = QWidget()
    layout = QGridLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(10)
    layout.setVerticalSpacing(6)
    layout.setColumnStretch(0, 1)
    return widget, layout
