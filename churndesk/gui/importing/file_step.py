"""Step 1: the right file, sheet and headings, on a live preview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QSpinBox, QVBoxLayout, QWidget

from churndesk.gui.importing.hidden_bar import HiddenBar, sheet_told
from churndesk.gui.importing.labelled import Labelled, fill
from churndesk.gui.importing.preview_model import LinesModel
from churndesk.gui.importing.preview_table import PreviewTable
from churndesk.gui.importing.remark import Remark
from churndesk.gui.importing.together_bar import TogetherBar
from churndesk.gui.say import say, tr
from churndesk.gui.widgets import Notice, Text
from churndesk.importing.reasons import reason_told
from churndesk.words import message, plural

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from churndesk.importing import Draft
    from churndesk.reading.table import RawTable
    from churndesk.words import Choice, Doubt, Message

#: The encodings that a person may have to choose by hand: the languages they are met with.
ENCODINGS = (
    ("utf-8", message("Unicode (UTF-8)")),
    ("utf-16", message("Unicode (UTF-16)")),
    ("cp1252", message("Western Europe (Windows)")),
    ("cp1250", message("Central Europe (Windows)")),
    ("iso8859-2", message("Central Europe (ISO)")),
    ("cp932", message("Japanese (Shift-JIS)")),
    ("euc_jp", message("Japanese (EUC)")),
    ("cp949", message("Korean (Windows)")),
    ("cp950", message("Traditional Chinese (Big5)")),
    ("gb18030", message("Simplified Chinese")),
    ("cp1251", message("Cyrillic (Windows)")),
    ("cp1253", message("Greek (Windows)")),
)

DELIMITERS = (
    (",", message("Comma")),
    (";", message("Semicolon")),
    ("\t", message("Tab")),
    ("|", message("Vertical bar")),
    ("spaces", message("Spaces")),
)


#: What is said by a line of its own, with something to do about it.
_SHOWN_BESIDE = frozenset({"more-sheets", "second-table"})


class FileStep(QWidget):
    """Shows the first lines of the file and how it was read.

    Signals:
        options_wanted: the file is to be read with these ReadOptions.
        skip_wanted: the row of that number is to be left out (True) or taken in again.
        row_taken: ((0, row number),) of a row that belongs to the table though it was set aside.
        row_left: the number of such a row that is left to detection again.
        hidden_left, hidden_columns_left: whether the rows, the columns that are hidden in the workbook are left out.
        memory_refused: nothing is to be taken over from the last file.
        other_file_wanted: another file is to be opened.
        together_wanted: the other sheets with the same headings are to be read too, or not.
        sheets_left: the names of those that are not.
        files_chosen: the paths that are to be read together. more_files_wanted: others are to be added.
    """

    options_wanted = Signal(object)
    skip_wanted = Signal(int, bool)
    row_taken = Signal(object)
    row_left = Signal(int)
    memory_refused = Signal()
    hidden_left = Signal(bool)
    hidden_columns_left = Signal(bool)
    other_file_wanted = Signal()
    together_wanted = Signal(bool)
    sheets_left = Signal(object)
    files_chosen = Signal(object)
    more_files_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._other_table: int | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        self.refusal = Notice()
        layout.addWidget(self.refusal)
        self.recalled = Notice(button=tr("Propose anew"), icon=("repeat", "accent"))
        self.recalled.pressed.connect(self.memory_refused)
        layout.addWidget(self.recalled)
        self.remark = Remark()
        layout.addWidget(self.remark)
        self.together = TogetherBar()
        self.together.together_wanted.connect(self.together_wanted)
        self.together.sheets_left.connect(self.sheets_left)
        self.together.files_chosen.connect(self.files_chosen)
        layout.addWidget(self.together)
        self.tables = Notice(button=tr("Read that one"), icon=("table", "accent"))
        self.tables.pressed.connect(self._choose_table)
        layout.addWidget(self.tables)
        self.model = LinesModel()
        self.hidden = HiddenBar()
        self.hidden.rows_left.connect(self.hidden_left)
        self.hidden.columns_left.connect(self.hidden_columns_left)
        layout.addWidget(self.hidden)
        self.table = PreviewTable(self.model, tr("First rows of the file"))
        self.table.row_menu.connect(self._show_menu)
        layout.addWidget(self.table, 1)
        self.told = Text("", tone="muted", size=0.94)
        layout.addWidget(self.told)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.sheet = self._box("sheet")
        self.encoding = self._box("encoding")
        self.delimiter = self._box("delimiter")
        self.header = QSpinBox(minimum=0, maximum=999_999, keyboardTracking=False)
        self.header.setSpecialValueText(tr("none"))
        self.header.setMinimumWidth(90)
        self.header.valueChanged.connect(self._choose_header)
        self._fields = {
            "sheet": Labelled(tr("Sheet"), self.sheet),
            "encoding": Labelled(tr("Characters"), self.encoding),
            "delimiter": Labelled(tr("Columns are separated by"), self.delimiter),
            "header": Labelled(tr("Headings in row"), self.header),
        }
        for field in self._fields.values():
            row.addWidget(field)
        row.addStretch()
        self.add_files = QPushButton(tr("Add files…"))
        self.add_files.setToolTip(tr("Files with the same headings are read together, such as one for each month."))
        self.add_files.clicked.connect(self.more_files_wanted)
        other = QPushButton(tr("Another file…"))
        other.clicked.connect(self.other_file_wanted)
        for button in (self.add_files, other):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignBottom)
        return row

    def _box(self, option: str) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(lambda _index, name=option: self._choose(name, self._boxes()[name].currentData()))
        return box

    def _boxes(self) -> dict[str, QComboBox]:
        return {"sheet": self.sheet, "encoding": self.encoding, "delimiter": self.delimiter}

    def show_draft(self, draft: Draft) -> None:
        """Shows the draft's preview and how it came about."""
        self._draft = draft
        if draft.preview is None:
            return
        table = draft.preview.table
        self._show_options(table)
        self.together.show_draft(draft)
        self._show_tables(draft)
        self.hidden.show_draft(draft)
        self.model.show_draft(draft)
        self.refusal.forget()
        beside = {one.text for one in table.problems if one.code in _SHOWN_BESIDE}
        noticed = (remark for remark in draft.preview.remarks if remark not in beside)
        told = (*noticed, *(draft.suggestion.remarks if draft.suggestion is not None else ()))
        self.remark.show_sentences([say(remark) for remark in told])
        self.recalled.show_sentence(_recalled(draft))
        self.told.setText(self._summary(draft))

    def _show_tables(self, draft: Draft) -> None:
        """Offers the other tables of the file: a second one below, or the one above that was left."""
        table = draft.table or draft.preview.table
        begins = min((aside.first for aside in table.set_aside if aside.reason == "second-table"), default=0)
        chosen = draft.options.header or 0
        self._other_table = begins or None
        if begins:
            self.tables.show_sentence(tr("A second table begins in row {row}. Only the first one is read.",
                                         row=str(begins)))  # fmt: skip
        elif chosen and any(aside.first < chosen and aside.reason == "banner" for aside in table.set_aside):
            self.tables.show_sentence(tr("The table that begins in row {row} is read, not what stands above it.",
                                         row=str(chosen)))  # fmt: skip
        else:
            self.tables.forget()
        self.tables.button.setText(tr("Read that one") if begins else tr("Read from the top"))

    def _choose_table(self) -> None:
        if self._draft is not None:
            self.options_wanted.emit(replace(self._draft.options, header=self._other_table))

    def _show_options(self, table: RawTable) -> None:
        dialect = table.dialect
        is_text = dialect.kind == "csv"
        fill(self.sheet, ((name, sheet_told(name, dialect)) for name in dialect.sheets), dialect.sheet or None)
        if is_text:
            fill(self.encoding, ((key, say(name)) for key, name in ENCODINGS), _known(dialect.encoding))
            fill(self.delimiter, ((key, say(name)) for key, name in DELIMITERS), dialect.delimiter or None)
        self._fields["sheet"].setVisible(len(dialect.sheets) > 1)
        self._fields["encoding"].setVisible(is_text)
        self._fields["delimiter"].setVisible(is_text)
        self.header.blockSignals(True)
        self.header.setValue(table.header_rows[-1] if table.header_rows else 0)
        self.header.blockSignals(False)

    @staticmethod
    def _summary(draft: Draft) -> str:
        shown = len(draft.preview.lines) if draft.preview else 0
        hint = tr("Right-click a row (or press the menu key) to make it the headings or to leave it out.")
        if draft.table is None:
            reading = plural("The first {count} row is shown.", "The first {count} rows are shown.", shown)
            return f"{say(reading)} {hint}"
        rows = sum(map(len, draft.tables))
        if shown >= rows:
            whole = plural("The table has {count} row.", "The table has {count} rows.", rows)
            return f"{say(whole)} {hint}"
        whole = plural(
            "The table has {count} row; the first {shown} lines are shown.",
            "The table has {count} rows; the first {shown} lines are shown.",
            rows,
            shown=shown,
        )
        return f"{say(whole)} {hint}"

    def show_outcomes(self, doubt: Doubt, outcomes: tuple[tuple[Choice, Message], ...]) -> None:
        """The file is chosen by looking at it: no churn is compared here."""

    def _choose(self, option: str, value: str) -> None:
        if self._draft is not None:
            self.options_wanted.emit(replace(self._draft.options, **{option: value}, **_forgotten(option)))

    def _choose_header(self, row: int) -> None:
        if self._draft is not None:
            self.options_wanted.emit(replace(self._draft.options, header=row))

    def row_menu(self, number: int) -> QMenu:
        """What can be done with the row of that number."""
        menu = QMenu(self)
        row = next(index for index in range(self.model.rowCount()) if self.model.row_number(index) == number)
        state = self.model.state(row)
        if state == "aside":
            why = menu.addAction(tr("Set aside: {reason}", reason=reason_told(self.model.reason(row))))
            why.setEnabled(False)
            menu.addSeparator()
            menu.addAction(tr("This is data: take it into the table"), lambda: self.row_taken.emit(((0, number),)))
        if state != "header":
            menu.addAction(tr("The headings are in this row"), lambda: self._choose_header(number))
        else:
            menu.addAction(tr("This is data: there are no headings"), lambda: self._choose_header(0))
        if state == "data":
            menu.addAction(tr("Leave this row out"), lambda: self.skip_wanted.emit(number, True))
        if self._draft is not None and number in self._draft.chosen.keep:
            menu.addAction(tr("Set this row aside again"), lambda: self.row_left.emit(number))
        if state == "skipped":
            menu.addAction(tr("Take this row in again"), lambda: self.skip_wanted.emit(number, False))
        return menu

    def _show_menu(self, number: int, place: QPoint) -> None:
        menu = self.row_menu(number)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)


def _recalled(draft: Draft) -> str:
    """Where the way of reading is from, if from before."""
    if draft.recalled and draft.recalled_from:
        return tr("Read as “{file}” was, a table with the same headings.", file=draft.recalled_from)
    return tr("Read as your last file with these headings was.") if draft.recalled else ""


def _known(encoding: str) -> str | None:
    """The offered name of an encoding, whatever alias the reader uses."""
    import codecs

    offered = {codecs.lookup(key).name: key for key, _ in ENCODINGS}
    try:
        name = codecs.lookup(encoding).name if encoding else ""
    except LookupError:
        return encoding
    aliases = {"utf-8-sig": "utf-8", "ascii": "utf-8", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "cp950",
               "utf-16-le": "utf-16", "utf-16-be": "utf-16"}  # fmt: skip
    return aliases.get(name) or offered.get(name) or encoding or None


def _forgotten(option: str) -> dict[str, int | None]:
    """Another sheet has its headings elsewhere."""
    return {"header": None} if option == "sheet" else {}
