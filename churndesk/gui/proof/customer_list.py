"""A list of customers with the story of the chosen one beside it: search, sort, copy, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from churndesk.gui import icons
from churndesk.gui.proof.columns import columns_of
from churndesk.gui.proof.customer_view import CustomerView
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.table_model import TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import plural

if TYPE_CHECKING:
    from churndesk.analysis import Members, Study
    from churndesk.gui.desk import Desk

_SEARCH_WIDTH = 220
_SPACE = 12


class CustomerList(QWidget):
    """Lists customers; choosing one shows its story. The list fills what room there is."""

    def __init__(self, desk: Desk, nobody: str) -> None:
        super().__init__()
        self._study: Study | None = None
        self._members: Members | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.model = TableModel()
        self.table = TableView(self.model, tr("Customers"))
        self.story = CustomerView(desk.document)
        self.nobody = EmptyState("users", tr("Nobody"), nobody)
        self.count = Text(tone="muted")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(_SPACE)
        self.split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.split.addWidget(self.table)
        self.split.addWidget(self.story)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        layout.addLayout(self._tools())
        layout.addWidget(self.split, 1)
        layout.addWidget(self.nobody, 1)
        layout.addWidget(self.count)
        self.story.hide()
        self.story.closed.connect(self._put_away)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._tell(now.row()))

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.search = QLineEdit(placeholderText=tr("Search"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search customers"))
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.textChanged.connect(self._search)
        self.save = QPushButton(tr("Save this table…"))
        self.save.clicked.connect(self.table.save)
        row.addWidget(self.search)
        row.addStretch(1)
        row.addWidget(self.save)
        return row

    def show_members(self, study: Study, members: Members, currency: str | None) -> None:
        """Lists those customers of the study; the story of another list is put away."""
        self._study, self._members = study, members
        self.story.hide()
        self.model.show(columns_of(members, currency, study.dataset))
        self._count()

    def _tell(self, row: int) -> None:
        if row < 0 or self._study is None or self._members is None:
            return
        place = self.model.row_of(self.model.index(row, 0))
        if place < len(self._members):
            self.story.show_customer(self._study, int(self._members.customer[place]))
            self.story.show()

    def _put_away(self) -> None:
        self.story.hide()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.model.index(-1, -1))
        self.table.setFocus()

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._count()

    def _count(self) -> None:
        count = self.model.rowCount()
        self.count.setText(say(plural("{count} customer", "{count} customers", count)))
        self.split.setVisible(bool(self.model.length))
        self.nobody.setVisible(not self.model.length)
        self.save.setEnabled(count > 0)
