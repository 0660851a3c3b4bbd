"""The same data under other rules: why another program shows another churn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QPushButton, QStyledItemDelegate, QStyleOptionViewItem

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.card import Card
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.metrics.other_rules import sentences
from churndesk.words import Series, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QSize

    from churndesk.metrics import OtherRule
    from churndesk.metrics.other_rules import Difference
    from churndesk.words import Message

_HEIGHT = 380
#: So many customers who make a difference are named on the spot.
_NAMED = 4
#: The columns whose sentences share what room the figures leave.
_SENTENCES = (0, 2, 3)
#: What a cell's padding takes of the width that its sentence has to wrap in.
_PADDING = 20


class _Wrapping(QStyledItemDelegate):
    """Measures sentences in the width that is left between the paddings, so that their last words have a line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """The room that the cell needs."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(max(1, option.rect.width() - _PADDING))
        return super().sizeHint(narrower, index)


class RulesCard(Card):
    """A table with a line a rule; hidden where the table doesn't know its customers.

    `wanted` bears the OtherRule whose customers are asked for: by its button, by a double click or by Enter.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("The same data under other rules"))
        sentence = tr("Other programs count otherwise. So their churn differs from the one above, from the same data.")
        self.add(Text(sentence, tone="muted"))
        self.model = TableModel()
        self.table = TableView(self.model, tr("The same data under other rules"))
        self.table.setFixedHeight(_HEIGHT)
        self.table.setWordWrap(True)
        self.table.setItemDelegate(_Wrapping(self.table))
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.add(self.table)
        # The lines are measured anew once all columns have their widths, so that no sentence is cut.
        self._measure = QTimer(self, singleShot=True, interval=0)
        self._measure.timeout.connect(self.table.resizeRowsToContents)
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self._measure.start())
        self._rules: tuple[OtherRule, ...] = ()
        self.who = QPushButton(tr("Show who makes the difference"))
        self.who.setProperty("look", "quiet")
        self.who.clicked.connect(self._ask)
        self.table.activated.connect(self._ask)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.body.addWidget(self.who, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_rules(self, rules: Sequence[OtherRule], ids: Sequence[str] = ()) -> None:
        """Shows the rules, ours first; `ids` are those of the table's customers, to name the few who differ."""
        self._rules = tuple(rules)
        self.setVisible(bool(rules))
        self.model.show(
            (
                TableColumn(message("Rule"), "text", [say(rule.name) for rule in rules]),
                TableColumn(message("Churn"), "rate", [rule.value for rule in rules]),
                TableColumn(message("Formula"), "text", [say(rule.formula) for rule in rules]),
                TableColumn(message("What differs"), "text", [_difference(rule, ids) for rule in rules]),
            )
        )
        self._offer()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in _SENTENCES:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    @property
    def _chosen(self) -> OtherRule | None:
        rows = self.table.selectionModel().selectedRows()
        return self._rules[self.model.row_of(rows[0])] if rows else None

    def _offer(self) -> None:
        chosen = self._chosen
        self.who.setEnabled(chosen is not None and len(chosen.customers) > 0)

    def _ask(self) -> None:
        chosen = self._chosen
        if chosen is not None and len(chosen.customers):
            self.wanted.emit(chosen)


def _difference(rule: OtherRule, ids: Sequence[str]) -> str:
    return say(sentences(tuple(_named(difference, ids) for difference in rule.differences)))


def _named(difference: Difference, ids: Sequence[str]) -> Message:
    if len(difference.customers) > _NAMED or not len(ids):
        return difference.sentence
    named = Series(tuple(str(ids[customer]) for customer in difference.customers.tolist()))
    return message("{difference} ({names})", difference=difference.sentence, names=named)
