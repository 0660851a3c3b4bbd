"""The rows that don't count: each with its number and the reason, to be taken in or saved as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from churndesk.gui import ask
from churndesk.gui.say import language, say, tr
from churndesk.gui.widgets import Text
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.words import message, plural, sense

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.tasks import Tasks
    from churndesk.importing import Leftover
    from churndesk.progress import Report
    from churndesk.words import Language, NotPossible

KINDS = ((message("Excel workbook"), (".xlsx",)), (message("Text table (CSV)"), (".csv",)))
_FILE, _SHEET, _ROW, _WHY = (
    sense("import step", "File"),
    message("Sheet"),
    sense("of a table", "Row"),
    message("Why"),
)


class LeftoverDialog(QDialog):
    """Lists rows that don't count.

    Signals, where the rows can be changed (`mendable`):
        taken: ((table, row number), …) that are to be taken in.
        shown: a Leftover that is a row of the table, to be looked at there.
    """

    taken = Signal(object)
    shown = Signal(object)

    def __init__(
        self,
        rows: Sequence[Leftover],
        headings: Sequence[str],
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        mendable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)
        self._headings = tuple(headings)
        self._tasks = tasks
        self._mendable = mendable
        self.setWindowTitle(tr("Rows that don't count"))
        self.setMinimumSize(560, 360)
        self.resize(QSize(900, 560))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        told = plural("{count} row of the file doesn't count.", "{count} rows of the file don't count.", len(rows))
        layout.addWidget(Text(say(told), size=1.2, bold=True))
        if mendable:
            layout.addWidget(Text(tr("Is one of them a customer? Take it in. Your file itself is never changed."),
                                  tone="muted"))  # fmt: skip
        self.model = TableModel(_columns(self.rows))
        self.table = TableView(self.model, tr("Rows that don't count"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.fit()
        self.table.selectionModel().selectionChanged.connect(self._note)
        self.table.activated.connect(lambda _index: self._use())
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons())
        self.use.setVisible(mendable)
        if self.rows:
            self.table.selectRow(0)
        self.table.setFocus()
        self._note()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.save = QPushButton(tr("Save as a file…"))
        self.save.clicked.connect(self.save_rows)
        self.use = QPushButton()
        self.use.setProperty("look", "primary")
        self.use.clicked.connect(self._use)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.clicked.connect(self.accept)
        for button in (self.save, self.use, self.close_button):
            button.setAutoDefault(False)
        row.addWidget(self.save)
        row.addStretch()
        row.addWidget(self.use)
        row.addWidget(self.close_button)
        return row

    def chosen(self) -> tuple[Leftover, ...]:
        """The rows that are marked in the list."""
        return tuple(self.rows[self.model.row_of(index)] for index in self.table.selectionModel().selectedRows())

    def _note(self) -> None:
        chosen = self.chosen()
        self.use.setEnabled(bool(chosen))
        unusable = bool(chosen) and all(row.fate == "unusable" for row in chosen)
        self.use.setText(tr("Show it in the table") if unusable else tr("Take into the table"))

    def _use(self) -> None:
        chosen = self.chosen()
        if not self._mendable or not chosen:
            return
        rows = tuple((row.table, row.row) for row in chosen if row.fate != "unusable")
        self.accept()
        if rows:
            self.taken.emit(rows)
        else:
            self.shown.emit(chosen[0])

    def save_rows(self) -> None:
        """Asks where to, and writes all of the rows with every cell."""
        path = ask.save_file(self, message("Save the rows"), KINDS, tr("rows that do not count") + ".xlsx")
        if path is not None:
            self._tasks.run(
                written,
                self.rows,
                self._headings,
                path,
                language(),
                done=lambda _nothing: None,
                failed=self._refuse,
                title=message("Saving {file}", file=path.name),
                key="leftover rows",
            )

    def _refuse(self, refusal: NotPossible) -> None:
        ask.tell(self, message("The list could not be saved"), refusal.sentence)


def _columns(rows: tuple[Leftover, ...]) -> list[TableColumn]:
    columns = [
        TableColumn(_ROW, "text", [str(row.row) for row in rows]),
        TableColumn(_WHY, "text", [say(row.reason) for row in rows]),
        TableColumn(message("What it says"), "text", [" · ".join(filter(str.strip, row.cells)) for row in rows]),
    ]
    if len({(row.file, row.sheet) for row in rows}) > 1:
        places = [f"{row.file} · {row.sheet}" if row.sheet else row.file for row in rows]
        columns.insert(0, TableColumn(_FILE, "text", places))
    return columns


def written(
    rows: tuple[Leftover, ...], headings: tuple[str, ...], path: Path, language: Language, report: Report
) -> None:
    """Writes the rows with their file, number, reason and all of their cells. Runs off the window's thread."""
    from churndesk.export import Listing, write_table

    sheets = any(row.sheet for row in rows)
    width = max([len(headings), *(len(row.cells) for row in rows)])
    titles = (_FILE, *((_SHEET,) if sheets else ()), _ROW, _WHY, *headings, *[""] * (width - len(headings)))
    lines = [
        (row.file, *((row.sheet,) if sheets else ()), row.row, row.reason, *row.cells) for row in rows
    ]  # fmt: skip
    write_table(Listing(titles, lines), message("rows that do not count"), path, language, report)


def show_leftovers(
    rows: Sequence[Leftover], headings: Sequence[str], tasks: Tasks, parent: QWidget, *, mendable: bool = False
) -> LeftoverDialog:
    """Opens the dialog above a window."""
    dialog = LeftoverDialog(rows, headings, tasks, parent, mendable=mendable)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
