"""The last step of a file that follows another: what it says otherwise, before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QTabBar, QVBoxLayout, QWidget

from churndesk.gui.importing.remark import Remark
from churndesk.gui.say import language, say, tr
from churndesk.gui.widgets import Card, Notice, Text
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.importing import changes_told
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.importing import Difference, Draft
    from churndesk.importing.difference import Line
    from churndesk.words import Message

_NEW, _CHANGED, _GONE = message("New"), message("Changed"), message("Not there any more")
_PERIOD, _CUSTOMER, _NAME, _DIFFERENT = (
    message("Period"), message("Customer"), message("Name"), message("What is different"),
)  # fmt: skip


class ChangesStep(QWidget):
    """The new, changed and missing customers, and whether the file takes the place of the earlier one.

    `adding_chosen` says whether it is counted together with the earlier one.
    """

    adding_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Difference | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.notice = Notice()
        layout.addWidget(self.notice)
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addWidget(self._summary(), 1)
        upper.addWidget(self._choice(), 1)
        layout.addLayout(upper)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(tr("Which changes are listed"))
        self.tabs.currentChanged.connect(self._list)
        layout.addWidget(self.tabs)
        self.model = TableModel()
        self.table = TableView(self.model, tr("What is different"))
        layout.addWidget(self.table, 1)

    def _summary(self) -> Card:
        card = Card()
        self.told = Text("", size=1.1, bold=True)
        self.rows = Text("", tone="muted")
        self.carried = Text("", tone="good")
        self.lost = Remark()
        for text in (self.told, self.rows, self.carried, self.lost):
            card.add(text)
        card.body.addStretch()
        return card

    def _choice(self) -> Card:
        card = Card(tr("What does this file hold?"))
        self.replaces = QRadioButton(tr("Everything: it takes the place of the earlier file"))
        self.adds = QRadioButton(tr("What came since: it counts together with the earlier file"))
        group = QButtonGroup(self)
        for button, adding in ((self.replaces, False), (self.adds, True)):
            group.addButton(button)
            card.add(button)
            button.clicked.connect(lambda _checked=False, chosen=adding: self.adding_chosen.emit(chosen))
        self.consequence = Text("", tone="muted", size=0.94)
        card.add(self.consequence)
        card.body.addStretch()
        return card

    def show_refusal(self, sentence: str) -> None:
        """Says why the files can't be counted together; "" takes it back."""
        self.notice.show_sentence(sentence)

    def show_draft(self, draft: Draft) -> None:
        """Shows what the draft's file says otherwise, once it is checked."""
        found = draft.difference
        told = changes_told(draft)
        self.told.setText(say(told.headline))
        self.rows.show_text(say(told.rows) if told.rows else "")
        self.carried.show_text(say(told.carried) if told.carried else "")
        self.lost.show_sentence(say(told.lost) if told.lost else "")
        (self.adds if draft.adding else self.replaces).setChecked(True)
        for button in (self.adds, self.replaces):
            button.setEnabled(draft.dataset is not None)
        self.consequence.show_text(say(told.consequence) if told.consequence else "")
        if found is not self._shown:
            self._shown = found
            self._show_tabs(found)

    def _show_tabs(self, found: Difference | None) -> None:
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for title, lines in self._parts():
            self.tabs.addTab(tr("{title} ({count})", title=title, count=len(lines)))
        self.tabs.blockSignals(False)
        first = next((place for place, (_, lines) in enumerate(self._parts()) if lines), 0)
        self.tabs.setCurrentIndex(first)
        for place, (_, lines) in enumerate(self._parts()):
            self.tabs.setTabEnabled(place, bool(lines))
        self.tabs.setVisible(found is not None)
        self.table.setVisible(found is not None)
        self._list()

    def _parts(self) -> list[tuple[Message, tuple[Line, ...]]]:
        found = self._shown
        if found is None:
            return []
        return [(_NEW, found.new), (_CHANGED, found.changed), (_GONE, found.gone)]

    def _list(self, _tab: int = 0) -> None:
        parts = self._parts()
        lines = parts[self.tabs.currentIndex()][1] if 0 <= self.tabs.currentIndex() < len(parts) else ()
        who = _PERIOD if self._shown is not None and self._shown.totals else _CUSTOMER
        columns = [TableColumn(who, "text", [language().value(line.who) for line in lines])]
        if any(line.name for line in lines):
            columns.append(TableColumn(_NAME, "text", [line.name for line in lines]))
        if any(line.told for line in lines):
            columns.append(TableColumn(_DIFFERENT, "text", [say(line.told) if line.told else "" for line in lines]))
        self.model.show(columns)
