"""What is hidden in the workbook, to be used or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from churndesk import importing
from churndesk.gui.importing.preview_model import column_letter
from churndesk.gui.say import say, tr
from churndesk.words import Series, plural

if TYPE_CHECKING:
    from churndesk.importing import Draft
    from churndesk.reading.table import Dialect

#: So many hidden columns are named.
_NAMED = 8


class HiddenBar(QWidget):
    """A line for hidden rows and one for hidden columns, while there are any.

    `rows_left` and `columns_left` say whether they are left out.
    """

    rows_left = Signal(bool)
    columns_left = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.rows, self.columns = QCheckBox(), QCheckBox()
        self.rows.clicked.connect(self.rows_left)
        self.columns.clicked.connect(self.columns_left)
        layout.addWidget(self.rows)
        layout.addWidget(self.columns)

    def show_draft(self, draft: Draft) -> None:
        """Shows what is hidden in the draft's tables, and what was said of it."""
        rows, columns = importing.hidden_rows(draft), importing.hidden_columns(draft)
        self._show_rows(draft, rows)
        self._show_columns(draft, columns)
        self.setVisible(any(rows) or bool(columns))

    def _show_rows(self, draft: Draft, rows: tuple[tuple[int, ...], ...]) -> None:
        count = sum(map(len, rows))
        left = all({*own} <= {*draft.chosen.edits(place).skip} for place, own in enumerate(rows))
        self.rows.setVisible(count > 0)
        self.rows.setChecked(count > 0 and left)
        told = plural("Leave out the {count} row that is hidden in Excel", "Leave out the {count} rows that are hidden "
                      "in Excel", count)  # fmt: skip
        self.rows.setText(say(told))

    def _show_columns(self, draft: Draft, columns: tuple[int, ...]) -> None:
        self.columns.setVisible(bool(columns))
        self.columns.setChecked(bool(columns) and {(column, "") for column in columns} <= {*draft.chosen.roles})
        names = Series(tuple(_column_name(draft, column) for column in columns[:_NAMED]))
        told = plural("Leave out the {count} column that is hidden in Excel: {names}", "Leave out the {count} columns "
                      "that are hidden in Excel: {names}", len(columns), names=names)  # fmt: skip
        self.columns.setText(say(told))


def _column_name(draft: Draft, column: int) -> str:
    return " ".join(draft.tables[0].columns[column].heading.split()) or column_letter(column)


def sheet_told(name: str, dialect: Dialect) -> str:
    """What a sheet is called, and that Excel doesn't show it."""
    return tr("{sheet} (hidden in Excel)", sheet=name) if name in dialect.hidden_sheets else name
