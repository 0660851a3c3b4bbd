"""The customers behind a count of the chosen period: search, sort, copy, save as CSV."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from churndesk.gui import ask, icons
from churndesk.gui.customers.parts import PARTS, SNAPSHOT_PARTS, columns_of, count_of
from churndesk.gui.figures import currency_of
from churndesk.gui.say import language, say, tr
from churndesk.gui.widgets.empty_state import EmptyState
from churndesk.gui.widgets.flow_layout import FlowLayout
from churndesk.gui.widgets.table_model import TableModel, plain_value
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import message, plural

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.analysis import Study
    from churndesk.gui.desk import Desk
    from churndesk.gui.widgets.table_model import TableColumn
    from churndesk.progress import Report
    from churndesk.words import Language, NotPossible

CSV_KIND = (message("Text table (CSV)"), (".csv",))
_SEARCH_WIDTH = 260


class CustomersPage(QWidget):
    """Lists the customers of one part of the period; fills the window, as only the table scrolls."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._document = desk.document
        self._tasks = desk.tasks
        self.part = "lost"
        self.setAccessibleName(tr("Customers"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(26, 20, 26, 24)
        layout.setSpacing(14)
        self.heading = Text(tr("Customers"), size=1.7, bold=True)
        layout.addWidget(self.heading)
        self.contents = QWidget()
        inner = QVBoxLayout(self.contents)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        row = QWidget()
        flow = FlowLayout(row, gap=8, line_gap=8)
        self._group = QButtonGroup(self)
        self.chips = {key: self._chip(key, flow) for key, _title in PARTS}
        self.model = TableModel()
        self.table = TableView(self.model, tr("Customers"))
        self.count = Text(tone="muted")
        inner.addWidget(row)
        inner.addLayout(self._tools())
        inner.addWidget(self.table, 1)
        self.nobody = EmptyState("users", tr("Nobody"), tr("There is no such customer in this period."))
        inner.addWidget(self.nobody, 1)
        inner.addWidget(self.count)
        layout.addWidget(self.contents, 1)
        self.empty = EmptyState("users", tr("No customers to show"), "", tr("Open a spreadsheet…"))
        self.empty.pressed.connect(lambda: desk.run("import"))
        layout.addWidget(self.empty, 1)
        desk.document.study_changed.connect(self.refresh)
        desk.document.changed.connect(self.refresh)
        self.refresh()

    def _chip(self, key: str, flow: FlowLayout) -> QPushButton:
        chip = QPushButton(checkable=True)
        chip.setProperty("look", "chip")
        chip.clicked.connect(partial(self.choose, key))
        self._group.addButton(chip)
        flow.addWidget(chip)
        return chip

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.search = QLineEdit(placeholderText=tr("Search"), clearButtonEnabled=True)
        self.search.setAccessibleName(tr("Search customers"))
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.textChanged.connect(self._search)
        self.save = QPushButton(tr("Save as CSV…"))
        self.save.clicked.connect(self.save_csv)
        row.addWidget(self.search)
        row.addStretch(1)
        row.addWidget(self.save)
        return row

    def refresh(self) -> None:
        """Shows what the document says now."""
        study = self._document.study
        there = study is not None and study.ledger is not None and self._document.project.dataset is not None
        known = there and study.has_customers
        self.contents.setVisible(bool(known))
        self.empty.setVisible(not known)
        self.empty.button.setVisible(not there)
        self.empty.sentence.setText(
            tr("Your table has only totals. With a list of customers, everybody would stand here.")
            if there
            else tr("Open a spreadsheet, and everybody who came, stayed or left stands here.")
        )
        if known:
            self._show_parts(study)
            self._show_members(study)

    def choose(self, part: str, _checked: bool = True) -> None:
        """Lists the customers of another part."""
        self.part = part
        self.refresh()

    def show_part(self, part: str) -> None:
        """Lists the customers of that part, as another page asked for."""
        self.choose(part)

    def _show_parts(self, study: Study) -> None:
        offered = SNAPSHOT_PARTS if study.snapshot is not None else PARTS
        if self.part not in {key for key, _title in offered}:
            self.part = "lost"
        titles = dict(offered)
        for key, chip in self.chips.items():
            count = None if study.chosen is None else count_of(study.customers[study.chosen], key)
            title = titles.get(key)
            chip.setVisible(title is not None)
            if title is not None:
                chip.setText(say(title) if count is None else tr("{part}: {count}", part=title, count=count))
        self.chips[self.part].setChecked(True)

    def _show_members(self, study: Study) -> None:
        self.model.show(columns_of(study.members(self.part), currency_of(study.project)))
        self._count()

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._count()

    def _count(self) -> None:
        count = self.model.rowCount()
        self.count.setText(say(plural("{count} customer", "{count} customers", count)))
        self.table.setVisible(bool(self.model.length))
        self.nobody.setVisible(not self.model.length)
        self.save.setEnabled(count > 0)

    def save_csv(self) -> None:
        """Asks where to, and writes the customers as they are shown."""
        path = ask.save_file(self, message("Save the list"), (CSV_KIND,), tr("customers") + ".csv")
        if path is None:
            return
        self._tasks.run(
            _written,
            self.model.columns,
            self.model.rows,
            path,
            language(),
            done=lambda _nothing: None,
            failed=self._refuse,
            title=message("Saving {file}", file=path.name),
            key="customers file",
        )

    def _refuse(self, refusal: NotPossible) -> None:
        ask.tell(self, message("The list could not be saved"), refusal.sentence)


def _written(
    columns: tuple[TableColumn, ...], rows: tuple[int, ...], path: Path, language: Language, report: Report
) -> None:
    """Runs off the GUI thread: the rows as values, which the export writes in the habits of the language."""
    from churndesk.export import Listing, write_csv

    lines = [[plain_value(column.values[row]) for column in columns] for row in rows]
    write_csv(Listing(tuple(column.title for column in columns), lines), path, language, report)
