"""The columns of the table as a list: what each is used for, how it is written, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QColor, QFont

from churndesk.gui.importing.preview_model import cell_shown, column_letter
from churndesk.gui.say import say, tr
from churndesk.gui.theme import theme
from churndesk.importing.certainty import UNSURE, others, sureness
from churndesk.importing.formats import REAL_DATES, formats_for, has_real_dates
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from churndesk.importing import Draft
    from churndesk.shapes.mapping import ColumnUse, Guess
    from churndesk.words import Choice

#: What the list shows, column by column.
COLUMN, ROLE, FORMAT, EXAMPLE, REASON = range(5)

_TITLES = (
    message("Column"),
    message("Used as"),
    message("Written as"),
    sense("of a cell", "Example"),
    message("Why"),
)


class ColumnsModel(QAbstractTableModel):
    """A line for each column of the file, or for those that were looked for.

    What is asked of a column takes its index in the file; `column_at` and `row_of` lead from a line to it and back.

    Signals:
        role_chosen: the column of that index is to play that role ("" for none).
        format_chosen: the column of that index is written in that way.
    """

    role_chosen = Signal(int, str)
    format_chosen = Signal(int, str)

    def __init__(self, roles: dict[str, str]) -> None:
        super().__init__()
        self.roles = roles
        self._draft: Draft | None = None
        self._sought, self._used_only = "", False
        #: The columns that are listed.
        self._places: Sequence[int] = ()

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's columns."""
        before, self._draft = self._draft, draft
        places = self._found()
        other = before is None or before.table is not draft.table or places != self._places
        if other:
            self.beginResetModel()
        self._places = places
        if other:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, REASON))

    def seek(self, text: str, *, used_only: bool) -> None:
        """Lists only the columns with the text in their heading, or only those that are used."""
        self._sought, self._used_only = text.strip().casefold(), used_only
        self.beginResetModel()
        self._places = self._found()
        self.endResetModel()

    def _found(self) -> Sequence[int]:
        if self._draft is None or self._draft.mapping is None:
            return ()
        uses = self._draft.mapping.columns
        if not self._sought and not self._used_only:
            return range(len(uses))
        return tuple(
            column
            for column, use in enumerate(uses)
            if self._sought in self.heading(column).casefold() and (use.role or not self._used_only)
        )

    def column_at(self, row: int) -> int:
        """The column that a line is about."""
        return self._places[row]

    def row_of(self, column: int) -> int | None:
        """The line of a column; None where it isn't listed."""
        place = bisect_left(self._places, column)
        return place if place < len(self._places) and self._places[place] == column else None

    def use(self, row: int) -> ColumnUse:
        """How a column is used."""
        return self._draft.mapping.columns[row]

    def heading(self, row: int) -> str:
        """The column's heading on one line; its letter where it has none."""
        heading = self._draft.table.columns[row].heading
        return " ".join(heading.split()) or tr("Column {letter}", letter=column_letter(row))

    def examples(self, row: int, most: int = 3) -> tuple[str, ...]:
        """Some of the column's distinct cells."""
        return tuple(cell_shown(value) for value in self._draft.table.columns[row].values[:most])

    def formats(self, row: int) -> tuple[Choice, ...]:
        """What can be chosen for the way in which the column is written."""
        return () if self._real_dates(row) else formats_for(self.use(row).role)

    def _real_dates(self, row: int) -> bool:
        return has_real_dates(self._draft.table.columns[row], self.use(row).role)

    def reason(self, row: int) -> str:
        """Why the column was taken for what it is; a choice made by hand needs no reason."""
        if row in dict(self._draft.chosen.roles):
            return tr("as last time") if self._draft.recalled else tr("your choice")
        guess = self._guess(row)
        return say(guess.reason) if guess is not None else ""

    def unsure(self, row: int) -> bool:
        """Whether the guess may well be wrong."""
        if row in dict(self._draft.chosen.roles) or row >= len(self._draft.suggestion.roles):
            return False
        guesses = self._draft.suggestion.roles[row]
        return bool(guesses) and bool(self.use(row).role) and guesses[0].certainty < UNSURE

    def sure(self, row: int) -> str:
        """How sure the guess is; empty for a choice made by hand and for a column that isn't used."""
        guess = self._guess(row)
        return say(sureness(guess)) if guess is not None and guess.value else ""

    def others(self, row: int) -> tuple[Guess, ...]:
        """What else the column could be; nothing where the person has said it."""
        return others(self._draft.suggestion.roles[row]) if self._guess(row) is not None else ()

    def _guess(self, row: int) -> Guess | None:
        """The guess that is in force for a column."""
        if row in dict(self._draft.chosen.roles) or row >= len(self._draft.suggestion.roles):
            return None
        role = self.use(row).role or ""
        return next((guess for guess in self._draft.suggestion.roles[row] if guess.value == role), None)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(_TITLES)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """What can be changed in place can be edited."""
        usual = super().flags(index)
        editable = index.column() == ROLE or (
            index.column() == FORMAT and bool(self.formats(self.column_at(index.row())))
        )
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns, and the rows' numbers in the file."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_TITLES[section])
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a place, and how it is drawn."""
        if not index.isValid():
            return None
        row, column = self.column_at(index.row()), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return (self.use(row).role or "") if column == ROLE else self.use(row).format
        if role == Qt.ItemDataRole.FontRole and column == COLUMN:
            font = QFont()
            font.setBold(True)
            return font
        return self._colour(row, column) if role == Qt.ItemDataRole.ForegroundRole else None

    def _colour(self, row: int, column: int) -> QColor | None:
        colours = theme().colours
        if column == REASON and self.unsure(row):
            return QColor(colours.warn)
        muted = column in (EXAMPLE, REASON) or (column == ROLE and not self.use(row).role)
        return QColor(colours.muted) if muted else None

    def _text(self, row: int, column: int) -> str:
        if column == COLUMN:
            return self.heading(row)
        if column == ROLE:
            return self.roles[self.use(row).role or ""]
        if column == FORMAT:
            return self._format(row)
        if column == EXAMPLE:
            return ", ".join(self.examples(row))
        reason, sure = self.reason(row), self.sure(row)
        return tr("{sure}: {reason}", sure=sure, reason=reason) if sure else reason

    def _format(self, row: int) -> str:
        if self._real_dates(row):
            return say(REAL_DATES)
        way = self.use(row).format
        named = {choice.value: say(choice.label) for choice in self.formats(row)}
        return named.get(way or "", way or "") if named else ""

    def setData(self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tells of the choice; the draft takes it, and the model shows the draft again."""
        if role != Qt.ItemDataRole.EditRole or value is None or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        chosen = self.role_chosen if index.column() == ROLE else self.format_chosen
        chosen.emit(self.column_at(index.row()), str(value))
        return True
