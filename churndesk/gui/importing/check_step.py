"""Step 4: what would be imported, what is wrong with it, and mending it in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from churndesk.gui.importing.labelled import Labelled, fill
from churndesk.gui.importing.preview_model import CellsModel
from churndesk.gui.importing.preview_table import PreviewTable
from churndesk.gui.importing.problem_list import ProblemList
from churndesk.gui.importing.role_header import RoleHeader
from churndesk.gui.importing.splitter import Split
from churndesk.gui.importing.sums import Sums
from churndesk.gui.say import tr
from churndesk.importing import problem_groups
from churndesk.importing.answers import column_index
from churndesk.shapes import ROLES

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPoint

    from churndesk.importing import Draft, ProblemGroup
    from churndesk.reading.table import RawTable
    from churndesk.words import Problem


class CheckStep(QWidget):
    """Sums, problems by kind, and the whole of each table, in which cells can be mended and rows left out.

    Signals bear the place of the table last:
        fixed: (row number, column index, text, table). skip_wanted: (row number, whether to leave it out, table).
        as_written_wanted: (row number, whether its mending is refused, table).
        leftovers_wanted: the rows that don't count are to be shown.
    """

    fixed = Signal(int, int, str, int)
    skip_wanted = Signal(int, bool, int)
    as_written_wanted = Signal(int, bool, int)
    leftovers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.sums = Sums()
        self.sums.leftovers_wanted.connect(self.leftovers_wanted)
        layout.addWidget(self.sums)
        self.side = ProblemList()
        self.side.reached.connect(self.show_problem)
        self.side.refused.connect(self._refuse)
        layout.addWidget(Split(Qt.Orientation.Horizontal, self.side, self._rows(), (2, 3)), 1)

    def _rows(self) -> QWidget:
        self.cells = CellsModel(editable=True)
        self.cells.fixed.connect(lambda row, column, text: self.fixed.emit(row, column, text, self.cells.place))
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
        self.which = QComboBox()
        self.which.activated.connect(self._show_table)
        self.file = Labelled(tr("Rows of"), self.which)
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.addWidget(self.file)
        below.addStretch()
        below.addWidget(self.skip, alignment=Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(below)
        return side

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's rows and, once it is checked, its sums and problems."""
        self._draft = draft
        self._show_files(draft.tables)
        self.cells.show_draft(draft, {role.key: role.title for role in ROLES}, self._chosen())
        if draft.dataset is None:
            self.sums.rows.setText(tr("The rows are being checked…"))
            return
        self.sums.show_draft(draft)
        groups = problem_groups(draft.dataset)
        self.sums.show_fine(not groups)
        self.cells.mark(frozenset(place for group in groups for place in self._places(group)))
        self.side.show_groups(groups, draft.suggestion.remarks if draft.suggestion is not None else ())
        self._note_row()

    def _show_files(self, tables: tuple[RawTable, ...]) -> None:
        """The files and sheets to look at, where there are several."""
        chosen = min(max(self.which.currentIndex(), 0), max(len(tables) - 1, 0))
        names = [_name(table) for table in tables]
        if [self.which.itemText(place) for place in range(self.which.count())] != names:
            fill(self.which, ((str(place), name) for place, name in enumerate(names)), str(chosen))
        self.file.setVisible(len(tables) > 1)

    def _chosen(self) -> int:
        return max(self.which.currentIndex(), 0)

    def _show_table(self, _place: int = 0) -> None:
        if self._draft is not None:
            self.cells.show_draft(self._draft, {role.key: role.title for role in ROLES}, self._chosen())
            self._note_row()

    def _places(self, group: ProblemGroup) -> list[tuple[int, int, int]]:
        """The cells (table, row number, column index) that a group's problems stand in."""
        headings = self._draft.table.headings
        return [
            (self._table_of(problem), problem.row, column_index(headings, problem.column) or 0)
            for problem in group.problems
            if problem.row is not None
        ]

    def _table_of(self, problem: Problem) -> int:
        """The place of the table that a problem speaks of; files of one name are told apart by who reports it."""
        sources = self._draft.dataset.sources if self._draft.dataset is not None else ()
        same = (place for place, source in enumerate(sources) if any(problem is one for one in source.problems))
        return next(same, 0)

    def show_problem(self, problem: Problem) -> None:
        """Shows the cell that a problem stands in."""
        if problem.row is not None:
            headings = self._draft.table.headings
            self.show_cell(self._table_of(problem), problem.row, column_index(headings, problem.column) or 0)

    def show_cell(self, table: int, number: int, column: int = 0) -> None:
        """Shows a cell of one of the tables, if it has a row of that number."""
        if table != self._chosen():
            self.which.setCurrentIndex(table)
            self._show_table()
        row = self.cells.row_of(number)
        if row is None:
            return
        index = self.cells.index(row, column)
        self.table.setCurrentIndex(index)
        across = self.table.horizontalScrollBar()
        before = across.value()
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        across.setValue(before)
        self.table.scrollTo(index)

    def _refuse(self, problem: Problem) -> None:
        self.as_written_wanted.emit(problem.row, True, self._table_of(problem))

    def _note_row(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        index = self.table.currentIndex()
        self.skip.setEnabled(index.isValid())
        skipped = index.isValid() and self.cells.state(index.row()) == "skipped"
        self.skip.setText(tr("Take the row in again") if skipped else tr("Leave the row out"))

    def _skip_here(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            number = self.cells.row_number(index.row())
            self.skip_wanted.emit(number, self.cells.state(index.row()) != "skipped", self.cells.place)

    def row_menu(self, number: int) -> QMenu:
        """What can be done with the row of that number."""
        menu = QMenu(self)
        place = self.cells.place
        row = self.cells.row_of(number)
        if row is not None and self.cells.state(row) == "skipped":
            menu.addAction(tr("Take this row in again"), lambda: self.skip_wanted.emit(number, False, place))
        else:
            menu.addAction(tr("Leave this row out"), lambda: self.skip_wanted.emit(number, True, place))
        if number in self._draft.chosen.edits(place).as_written:
            menu.addAction(tr("Mend this row again"), lambda: self.as_written_wanted.emit(number, False, place))
        return menu

    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = self.row_menu(number)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def _name(table: RawTable) -> str:
    sheet = table.dialect.sheet
    return tr("{file}, sheet “{sheet}”", file=table.file, sheet=sheet) if sheet else table.file
