"""What became of the rows, in numbers that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing import control_totals, counts
from churndesk.importing.reports import control_told, counts_told

if TYPE_CHECKING:
    from churndesk.importing import Draft


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
        for total in control_totals(draft):
            text = Text(say(control_told(total)), tone="good" if total.agrees else "bad")
            self._controls.addWidget(text)
            self.controls.append(text)
