"""One customer's whole story: the line of time, its stays, the rows that speak of it, and each row's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from churndesk.analysis.record import record_of
from churndesk.gui.figures import currency_of
from churndesk.gui.proof.originals import originals_of
from churndesk.gui.proof.timeline import Timeline
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.table_model import TableColumn, TableModel
from churndesk.gui.widgets.table_view import TableView
from churndesk.gui.widgets.text import Text
from churndesk.words import message

if TYPE_CHECKING:
    from datetime import date

    from churndesk.analysis import Study
    from churndesk.analysis.originals import Original
    from churndesk.analysis.record import CustomerRecord
    from churndesk.gui.document import Document
    from churndesk.words import NotPossible

_ROW = 32
_HEAD = 40
#: Room for a scroll bar below the rows.
_BAR = 16


class CustomerView(QFrame):
    """Shows one customer of a study. `closed` when it is put away."""

    closed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._document = document
        self._study: Study | None = None
        self.record: CustomerRecord | None = None
        self.name = Text(size=1.15, bold=True, selectable=True)
        self.sentence = Text()
        self.timeline = Timeline()
        self.stays = self._table(tr("Stays"))
        self.entries = self._table(tr("Rows of your file"))
        self.cells = self._table(tr("What the row says"))
        self.stays_title = Text(tr("Stays"), bold=True)
        self.where = Text(tone="muted", size=0.95)
        self._place()
        self.entries.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_entry(now.row()))

    @staticmethod
    def _table(name: str) -> TableView:
        return TableView(TableModel(), name)

    def _place(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2, 2, 2, 2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("look", "page")
        area.setWidget(content)
        outer.addWidget(area)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(9)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        self.close_button = QToolButton(text="×")
        self.close_button.setToolTip(tr("Put this customer away"))
        self.close_button.setAccessibleName(tr("Put this customer away"))
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        rows_title, text_title = Text(tr("Rows of your file"), bold=True), Text(tr("What the row says"), bold=True)
        for widget in (
            self.sentence,
            self.timeline,
            self.stays_title,
            self.stays,
            rows_title,
            self.entries,
            text_title,
        ):
            layout.addWidget(widget)
        for widget in (self.where, self.cells):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_customer(self, study: Study, customer: int) -> None:
        """Shows the customer with that index."""
        self._study = study
        record = self.record = record_of(study.ledger, customer, currency_of(study.project))
        self.name.setText(say(message("{name} ({id})", name=record.name, id=record.id)) if record.name else record.id)
        self.sentence.show_text(say(record.sentence) if study.snapshot is None else "")
        self.timeline.show_record(record)
        self._show_stays(record)
        self._show_entries(record)

    def _show_stays(self, record: CustomerRecord) -> None:
        self.stays.setVisible(bool(record.stays))
        self.stays_title.setVisible(bool(record.stays))
        columns = [
            TableColumn(message("Since"), "day", [stay.start for stay in record.stays]),
            TableColumn(message("Until"), "day", [stay.end for stay in record.stays]),
            TableColumn(message("Days"), "count", [stay.days for stay in record.stays]),
        ]
        if any(stay.planned for stay in record.stays):
            columns.append(TableColumn(message("Planned end"), "day", [stay.planned for stay in record.stays]))
        self.stays.model().show(columns)
        _fit(self.stays, most=4)

    def _show_entries(self, record: CustomerRecord) -> None:
        counted = [tr("yes") if entry.counted else tr("no") for entry in record.entries]
        columns = [
            TableColumn(message("Row"), "count", record.origins.number),
            TableColumn(message("What it is"), "text", [say(entry.text) for entry in record.entries]),
            TableColumn(message("Day"), "day", _days(self._study, record)),
            TableColumn(message("Amount"), "money", [entry.amount for entry in record.entries], record.currency),
            TableColumn(message("Counted"), "text", counted),
        ]
        kept = [column for column in columns if any(value is not None for value in column.values)]
        self.entries.model().show(kept)
        _fit(self.entries, most=5)
        if record.entries:
            self.entries.selectRow(0)

    def _show_entry(self, row: int) -> None:
        if self.record is None or row < 0:
            return
        place = self.entries.model().row_of(self.entries.model().index(row, 0))
        origins = self.record.origins
        source = int(origins.source[place])
        self.where.setText(_where(origins.file[place], origins.sheet[place], int(origins.number[place])))
        self._say_cells([], [])
        sources = self._study.dataset.sources
        if 0 <= source < len(sources):
            wanted = self.record
            originals_of(self._document).ask(
                sources[source],
                lambda original: self._show_cells(wanted, original, int(origins.number[place])),
                self._refuse,
            )

    def _show_cells(self, record: CustomerRecord, original: Original, number: int) -> None:
        cells = original.cells(number)
        if record is not self.record or cells is None:
            return
        names = [heading or tr("Column {number}", number=at) for at, heading in enumerate(original.headings, start=1)]
        self._say_cells(names, list(cells))

    def _say_cells(self, names: list[str], cells: list[str]) -> None:
        self.cells.setVisible(bool(cells))
        self.cells.model().show(
            (TableColumn(message("Column"), "text", names), TableColumn(message("Text in the file"), "text", cells))
        )
        _fit(self.cells, most=12)

    def _refuse(self, refusal: NotPossible) -> None:
        self.where.setText(say(refusal.sentence))


def _days(study: Study, record: CustomerRecord) -> list[date | None]:
    """The days of payments; a stay says its days itself."""
    return [entry.day if study.ruled_by == "payments" else None for entry in record.entries]


def _where(file: str, sheet: str, number: int) -> str:
    if sheet:
        return tr("{file}, sheet {sheet}, row {row}", file=file, sheet=sheet, row=number)
    return tr("{file}, row {row}", file=file, row=number)


def _fit(table: TableView, most: int) -> None:
    """As high as its rows need, up to so many."""
    rows = min(max(table.model().rowCount(), 1), most)
    table.setFixedHeight(_HEAD + rows * _ROW + _BAR)
