"""The proof of one figure: formula, rules, and the customers on either side of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTabBar, QVBoxLayout

from churndesk.analysis.origins import origins_of
from churndesk.analysis.proof import proof_of, side_of
from churndesk.gui.figures import currency_of
from churndesk.gui.proof.customer_list import CustomerList
from churndesk.gui.say import say, say_value, tr
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.ledger.rules import in_words
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.analysis import Study
    from churndesk.analysis.proof import Proof, Side
    from churndesk.gui.desk import Desk
    from churndesk.ledger.dataset import Indices
    from churndesk.words import Message

_USUAL = (1080, 720)
#: A dialog is never larger than this share of its window.
_SHARE = 0.94


class ProofDialog(QDialog):
    """Customers behind a figure, a tab a side; for a table of totals the rows that hold the numbers."""

    def __init__(self, desk: Desk, study: Study, title: str, sides: Sequence[Side], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._study = study
        self._sides = tuple(sides)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(22, 18, 22, 16)
        self.body.setSpacing(8)
        self.heading = Text(title, size=1.3, bold=True)
        self.body.addWidget(self.heading)
        self.said = QVBoxLayout()
        self.said.setSpacing(3)
        self.body.addLayout(self.said)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Who was counted"))
        for side in self._sides:
            self.tabs.addTab(tr("{part}: {count}", part=side.title, count=len(side.members)))
        self.list = CustomerList(desk, tr("There is no such customer in this period."))
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.list, 1)
        self.tabs.setVisible(len(self._sides) > 1)
        self.list.setVisible(bool(self._sides))
        buttons = QDialogButtonBox()
        buttons.addButton(QPushButton(tr("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)
        self.tabs.currentChanged.connect(self._show_side)
        self._show_side(0)
        room = (parent.size() if parent is not None else self.screen().availableSize()) * _SHARE
        self.resize(min(_USUAL[0], room.width()), min(_USUAL[1], room.height()))

    def say(self, text: str, *, bold: bool = False) -> None:
        """Adds a line above the list."""
        self.said.addWidget(Text(text, tone="" if bold else "muted", bold=bold, selectable=True))

    def _show_side(self, index: int) -> None:
        if 0 <= index < len(self._sides):
            self.list.show_members(self._study, self._sides[index].members, currency_of(self._study.project))

    def show_rows(self, study: Study, rows: Indices) -> None:
        """Lists the rows of a table of totals."""
        origins = origins_of(study.dataset, rows)
        model = TableModel((
            TableColumn(message("File"), "text", origins.file),
            TableColumn(message("Sheet"), "text", origins.sheet),
            TableColumn(message("Row in the file"), "count", origins.number),
        ))  # fmt: skip
        table = TableView(model, tr("Rows of your file"))
        table.fit()
        self.body.insertWidget(self.body.count() - 1, table, 1)


def show_proof(desk: Desk, metric: str, parent: QWidget) -> ProofDialog | None:
    """Opens the proof of a metric of the chosen period; None where there is no data."""
    study = desk.document.study
    if study is None or study.ledger is None:
        return None
    proof = proof_of(study, metric)
    dialog = ProofDialog(desk, study, _title(proof), proof.sides, parent)
    dialog.say(say(proof.formula))
    if proof.result.value is not None:
        dialog.say(say(proof.result.formula), bold=True)
    else:
        dialog.say(say(proof.result.sentence), bold=True)
    for note in proof.result.notes:
        dialog.say(say(note))
    if proof.typed:
        dialog.say(tr("Numbers that you typed are in this figure. The customers below are those of your data."))
    if proof.rules:
        dialog.say("  ·  ".join(say(rule) for rule in proof.rules))
    if not proof.sides:
        dialog.say(tr("Your table has only totals, so no customers can be named. These rows hold the numbers:"))
        dialog.show_rows(study, proof.rows)
    dialog.open()
    return dialog


def show_customers(desk: Desk, customers: Indices, title: Message, sentence: Message, parent: QWidget) -> ProofDialog:
    """Opens a list of customers of the chosen period, or of a snapshot: those who gave a reason, for instance."""
    return show_groups(desk, [(title, customers)], title, sentence, parent)


def show_groups(
    desk: Desk, groups: Sequence[tuple[Message, Indices]], title: Message, sentence: Message, parent: QWidget
) -> ProofDialog:
    """Opens lists of customers, each under its own name: above and below the line of a formula, for instance."""
    study = desk.document.study
    return show_sides(desk, [side_of(study, customers, name) for name, customers in groups], title, sentence, parent)


def show_sides(desk: Desk, sides: Sequence[Side], title: Message, sentence: Message, parent: QWidget) -> ProofDialog:
    """Opens who stands behind a figure: `sentence` is the figure with its numbers; the rules in force stand below."""
    study = desk.document.study
    dialog = ProofDialog(desk, study, say(title), sides, parent)
    dialog.say(say(sentence), bold=True)
    rules = in_words(study.policy, study.ruled_by)
    if rules:
        dialog.say("  ·  ".join(say(rule) for rule in rules))
    dialog.open()
    return dialog


def _title(proof: Proof) -> str:
    if proof.period is None:
        return tr("{figure}: how it was counted", figure=proof.title)
    return tr("{figure} in {period}: how it was counted", figure=proof.title, period=say_value(proof.period))
