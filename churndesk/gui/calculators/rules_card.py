"""The same data under other rules: why another program shows another churn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.metrics import OtherRule

_HEIGHT = 320
#: The columns whose sentences share what room the figures leave.
_SENTENCES = (0, 2, 3)


class RulesCard(Card):
    """A table with a line a rule; hidden where the table doesn't know its customers."""

    def __init__(self) -> None:
        super().__init__(tr("The same data under other rules"))
        sentence = tr("Other programs count otherwise. So their churn differs from the one above, from the same data.")
        self.add(Text(sentence, tone="muted"))
        self.model = TableModel()
        self.table = TableView(self.model, tr("The same data under other rules"))
        self.table.setFixedHeight(_HEIGHT)
        self.table.setWordWrap(True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.add(self.table)
        self.hide()

    def show_rules(self, rules: Sequence[OtherRule]) -> None:
        """Shows the rules, ours first."""
        self.setVisible(bool(rules))
        self.model.show(
            (
                TableColumn(message("Rule"), "text", [say(rule.name) for rule in rules]),
                TableColumn(message("Churn"), "rate", [rule.value for rule in rules]),
                TableColumn(message("Formula"), "text", [say(rule.formula) for rule in rules]),
                TableColumn(message("What differs"), "text", [say(rule.difference) for rule in rules]),
            )
        )
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in _SENTENCES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
