"""What became of the rows, in numbers that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing import control_totals, counts
from churndesk.importing.reports import control_told, counts_told
from churndesk.words import plural

if TYPE_CHECKING:
    from churndesk.importing import Draft
    from churndesk.words import Message

#: So many totals that agree are told one by one; of more only how many they are. And so many lines at most.
_TOLD, _LISTED = 2, 4


class Sums(Card):
    """The counts of rows and the control totals. `leftovers_wanted` when the rows that don't count are to be shown."""

    leftovers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = Text("", size=1.1, bold=True)
        self.around = Text("", tone="muted")
        self.leftovers = QPushButton(tr("Rows that don't count…"))
        self.leftovers.setToolTip(tr("See them with their reason, take them in, or save them as a file."))
        self.leftovers.clicked.connect(self.leftovers_wanted)
        self.leftovers.hide()
        top = QHBoxLayout()
        top.addWidget(self.rows, 1)
        top.addWidget(self.leftovers)
        self.body.addLayout(top)
        self.add(self.around)
        self.fine = Text(tr("Nothing to mend: every row could be read."), tone="good")
        self.fine.hide()
        self.add(self.fine)
        self._controls = QVBoxLayout()
        self._controls.setSpacing(4)
        self.body.addLayout(self._controls)
        self.controls: list[Text] = []

    def show_fine(self, fine: bool) -> None:
        """Says that there is nothing to mend."""
        self.fine.setVisible(fine)

    def show_draft(self, draft: Draft) -> None:
        """Shows the sums of a checked draft."""
        total = counts(draft.dataset)
        read, around = counts_told(total)
        self.leftovers.setVisible(bool(total.left_out or total.all_set_aside))
        self.rows.setText(say(read))
        self.around.show_text(say(around) if around else "")
        for old in self.controls:
            old.hide()
            old.deleteLater()
        self.controls = []
        totals = control_totals(draft)
        agreeing = [total for total in totals if total.agrees]
        told = [total for total in totals if not total.agrees]
        if len(agreeing) <= _TOLD:
            told = [*agreeing, *told]
        else:
            count = plural("{count} total of the file agrees.", "{count} totals of the file agree.", len(agreeing))
            self._add_control(count, agrees=True)
        for total in told[:_LISTED]:
            self._add_control(control_told(total), agrees=total.agrees)
        if len(told) > _LISTED:
            rest = len(told) - _LISTED
            more = plural("And {count} more that doesn't.", "And {count} more that don't.", rest)
            self._add_control(more, agrees=False)

    def _add_control(self, told: Message, *, agrees: bool) -> None:
        text = Text(say(told), tone="good" if agrees else "bad")
        self._controls.addWidget(text)
        self.controls.append(text)
