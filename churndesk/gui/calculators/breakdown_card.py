"""A snapshot's churn by each of its categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.metrics import SnapshotFigures

_HEIGHT = 340


class BreakdownCard(Card):
    """A table with a line a group of customers; hidden where there are no categories."""

    def __init__(self) -> None:
        super().__init__(tr("Who leaves more often?"))
        self.add(Text(tr("The share lost in each group. Press a heading to sort."), tone="muted"))
        self.chance = Text(tone="muted")
        self.add(self.chance)
        self.model = TableModel()
        self.table = TableView(self.model, tr("Churn by group"))
        self.table.setFixedHeight(_HEIGHT)
        self.add(self.table)
        self.hide()

    def show_figures(self, snapshot: SnapshotFigures | None) -> None:
        """Shows the groups of the snapshot; None hides the card."""
        lines = [] if snapshot is None else [(by.heading, share) for by in snapshot.by for share in by.shares]
        self.setVisible(bool(lines))
        by_chance = None if snapshot is None else snapshot.by_chance
        self.chance.show_text("" if by_chance is None else say(by_chance))
        self.model.show(
            (
                TableColumn(message("Column"), "text", [heading for heading, _share in lines]),
                TableColumn(message("Group"), "text", [share.value for _heading, share in lines]),
                TableColumn(message("Customers"), "count", [share.customers for _heading, share in lines]),
                TableColumn(message("Lost"), "count", [share.lost for _heading, share in lines]),
                TableColumn(message("Churn"), "rate", [share.churn.value for _heading, share in lines]),
                TableColumn(message("likely from"), "rate", [share.churn.low for _heading, share in lines]),
                TableColumn(message("to"), "rate", [share.churn.high for _heading, share in lines]),
            )
        )
