"""Step 4: what would be imported, what is wrong with it, and mending it in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from churndesk.gui import icons
from churndesk.gui.importing.preview_model import CellsModel
from churndesk.gui.importing.preview_table import PreviewTable
from churndesk.gui.importing.role_header import RoleHeader
from churndesk.gui.importing.splitter import Split
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Card, Text
from churndesk.importing import control_totals, counts, problem_groups
from churndesk.importing.answers import column_index
from churndesk.importing.reports import control_told, counts_told, group_told
from churndesk.shapes import ROLES

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPoint

    from churndesk.importing import Draft, ProblemGroup
    from churndesk.words import Problem


class Sums(Card):
    """The counts of rows and the control totals."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = Text("", size=1.1, bold=True)
        self.around = Text("", tone="muted")
        self.add(self.rows)
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
        read, around = counts_told(counts(draft.dataset))
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


class CheckStep(QWidget):
    """Sums, problems by kind, and the whole table, in which cells can be mended and rows left out.

    Signals:
        fixed: (row number, column index, text). skip_wanted: (row number, whether to leave it out).
    """

    fixed = Signal(int, int, str)
    skip_wanted = Signal(int, bool)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._groups: tuple[ProblemGroup, ...] = ()
        self._at = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.sums = Sums()
        layout.addWidget(self.sums)
        layout.addWidget(Split(Qt.Orientation.Horizontal, self._problems(), self._rows(), (2, 3)), 1)

    def _problems(self) -> QWidget:
        self.side = side = QWidget()
        side.setMinimumWidth(280)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Problems by kind"))
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._choose_group)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._walk())
        return side

    def _walk(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.previous = QPushButton(tr("Previous"))
        self.previous.clicked.connect(lambda: self._go(-1))
        self.following = QPushButton(tr("Next one"))
        self.following.clicked.connect(lambda: self._go(1))
        self.place = Text("", tone="muted", wrap=False)
        for button in (self.previous, self.following):
            row.addWidget(button)
        row.addWidget(self.place)
        row.addStretch()
        return row

    def _rows(self) -> QWidget:
        self.cells = CellsModel(editable=True)
        self.cells.fixed.connect(self.fixed)
        header = RoleHeader()
        header.menus = False
        self.table = PreviewTable(self.cells, tr("All rows of the table"), header)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.table.row_menu.connect(self._show_menu)
        self.table.selectionModel().currentChanged.connect(self._note_row)
        self.skip = QPushButton(tr("Leave the row out"))
        self.skip.clicked.connect(self._skip_here)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.skip, alignment=Qt.AlignmentFlag.AlignRight)
        return side

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's rows and, once it is checked, its sums and problems."""
        self._draft = draft
        self.cells.show_draft(draft, {role.key: role.title for role in ROLES})
        if draft.dataset is None:
            self.sums.rows.setText(tr("The rows are being checked…"))
            return
        self.sums.show_draft(draft)
        self._show_groups(problem_groups(draft.dataset))

    def _show_groups(self, groups: tuple[ProblemGroup, ...]) -> None:
        chosen = self.list.currentRow()
        self._groups = groups
        self.list.blockSignals(True)
        self.list.clear()
        for group in groups:
            self.list.addItem(self._item(group))
        self.list.blockSignals(False)
        self.side.setVisible(bool(groups))
        self.sums.show_fine(not groups)
        self.cells.mark(frozenset(place for group in groups for place in self._places(group)))
        if groups:
            self.list.setCurrentRow(min(max(chosen, 0), len(groups) - 1))
        self._note_row()

    @staticmethod
    def _item(group: ProblemGroup) -> QListWidgetItem:
        item = QListWidgetItem(say(group_told(group)))
        item.setIcon(icons.icon("triangle-alert", "warn") if group.serious else icons.icon("info"))
        return item

    def _places(self, group: ProblemGroup) -> list[tuple[int, int]]:
        """The cells (row number, column index) that a group's problems stand in."""
        headings = self._draft.table.headings
        return [
            (problem.row, column_index(headings, problem.column) or 0)
            for problem in group.problems
            if problem.row is not None
        ]

    def _choose_group(self, row: int) -> None:
        if 0 <= row < len(self._groups):
            self._at = 0
            self._go(0)

    def _go(self, steps: int) -> None:
        group = self._groups[self.list.currentRow()] if self.list.currentRow() >= 0 else None
        problems = [problem for problem in group.problems if problem.row is not None] if group else []
        for button in (self.previous, self.following):
            button.setEnabled(len(problems) > 1)
        if not problems:
            self.place.setText("")
            return
        self._at = (self._at + steps) % len(problems)
        self.place.setText(tr("{number} of {count}", number=self._at + 1, count=len(problems)))
        self.show_problem(problems[self._at])

    def show_problem(self, problem: Problem) -> None:
        """Shows the cell that a problem stands in."""
        row = self.cells.row_of(problem.row) if problem.row is not None else None
        if row is None:
            return
        column = column_index(self._draft.table.headings, problem.column) or 0
        index = self.cells.index(row, column)
        self.table.setCurrentIndex(index)
        across = self.table.horizontalScrollBar()
        before = across.value()
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        across.setValue(before)
        self.table.scrollTo(index)

    def _note_row(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        index = self.table.currentIndex()
        self.skip.setEnabled(index.isValid())
        skipped = index.isValid() and self.cells.state(index.row()) == "skipped"
        self.skip.setText(tr("Take the row in again") if skipped else tr("Leave the row out"))

    def _skip_here(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            number = self.cells.row_number(index.row())
            self.skip_wanted.emit(number, self.cells.state(index.row()) != "skipped")

    def row_menu(self, number: int) -> QMenu:
        """What can be done with the row of that number."""
        menu = QMenu(self)
        row = self.cells.row_of(number)
        if row is not None and self.cells.state(row) == "skipped":
            menu.addAction(tr("Take this row in again"), lambda: self.skip_wanted.emit(number, False))
        else:
            menu.addAction(tr("Leave this row out"), lambda: self.skip_wanted.emit(number, True))
        return menu

    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = self.row_menu(number)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
