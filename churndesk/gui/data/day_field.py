"""The day on which the list was made, typed or as the data says."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from churndesk.gui.say import tr
from churndesk.gui.widgets import Text

#: Shapes whose rows say by themselves which days they are about.
DATED_BY_ITSELF = frozenset({"snapshot", "periods"})


class DayField(QWidget):
    """Asks when the list was made. `chosen` bears a date, or None for the latest day in the data."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(5)
        body.addWidget(Text(tr("When was this list made?"), bold=True))
        self.edit = QDateEdit(calendarPopup=True)
        self.edit.setDisplayFormat(_with_the_whole_year(self.edit.displayFormat()))
        self.edit.setKeyboardTracking(False)
        self.edit.setAccessibleName(tr("Day on which this list was made"))
        self.edit.dateChanged.connect(lambda day: self.chosen.emit(date(day.year(), day.month(), day.day())))
        self.back = QPushButton(tr("As the data says"))
        self.back.setProperty("look", "quiet")
        self.back.clicked.connect(lambda: self.chosen.emit(None))
        row = QHBoxLayout()
        row.addWidget(self.edit)
        row.addWidget(self.back)
        row.addStretch()
        body.addLayout(row)
        self.help = Text("", tone="muted", size=0.95)
        body.addWidget(self.help)

    def show_day(self, day: date | None, latest: date | None) -> None:
        """Shows the chosen day, or the latest one of the data."""
        shown = day or latest
        self.back.setVisible(day is not None and day != latest)
        if shown is None or latest is None:
            return
        self.edit.blockSignals(True)
        self.edit.setDate(QDate(shown.year, shown.month, shown.day))
        self.edit.blockSignals(False)
        self.help.setText(
            tr("The latest day in the data is {day}. Nothing after the day above is counted.", day=latest)
        )


def _with_the_whole_year(form: str) -> str:
    """The language's own order of day, month and year, with four digits for the year."""
    return form if "yyyy" in form else form.replace("yy", "yyyy")
