"""What periods are made of: dates of one's own, the month that years begin with, the day that weeks begin with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QPushButton, QVBoxLayout

from churndesk.gui.say import language, tr
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WIDTH = 380


class PeriodDialog(QDialog):
    """A sentence, a form, and buttons to take or leave it."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        body = QVBoxLayout(self)
        body.setContentsMargins(24, 20, 24, 18)
        body.setSpacing(14)
        body.addWidget(Text(sentence))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(10)
        body.addLayout(self.form)
        self.fault = Text(tone="bad")
        self.fault.hide()
        body.addWidget(self.fault)
        buttons = QDialogButtonBox()
        self.take = QPushButton(tr("Show"))
        self.take.setDefault(True)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(tr("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        body.addWidget(buttons)


class DatesDialog(PeriodDialog):
    """Asks for a first and a last day. `chosen` bears both."""

    chosen = Signal(object, object)

    def __init__(self, start: date, end: date, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Chosen dates"),
            tr("Both days count. The periods before and after get the same length, so that you can compare."),
            parent,
        )
        self.start, self.end = _field(start, tr("First day")), _field(end, tr("Last day"))
        self.form.addRow(tr("From"), self.start)
        self.form.addRow(tr("To"), self.end)
        for field in (self.start, self.end):
            field.dateChanged.connect(lambda _day: self._check())
        self.accepted.connect(lambda: self.chosen.emit(_day(self.start), _day(self.end)))

    def _check(self) -> None:
        backwards = _day(self.start) > _day(self.end)
        self.fault.show_text(tr("The first day comes after the last one.") if backwards else "")
        self.take.setEnabled(not backwards)


class CalendarDialog(PeriodDialog):
    """Asks with which month the financial year begins and with which day the week. `chosen` bears both numbers."""

    chosen = Signal(int, int)

    def __init__(self, first_month: int, first_weekday: int, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Years and weeks"), tr("Quarters follow the year: three months each, from its first one on."), parent
        )
        names = language().locale
        self.month, self.weekday = QComboBox(), QComboBox()
        for number in range(1, 13):
            self.month.addItem(names.months["stand-alone"]["wide"][number], number)
        for number in range(7):
            self.weekday.addItem(names.days["stand-alone"]["wide"][number], number)
        self.month.setCurrentIndex(self.month.findData(first_month))
        self.weekday.setCurrentIndex(self.weekday.findData(first_weekday))
        for field in (self.month, self.weekday):
            field.setMaxVisibleItems(12)
        self.month.setAccessibleName(tr("The financial year begins in"))
        self.weekday.setAccessibleName(tr("Weeks begin on"))
        self.form.addRow(tr("The financial year begins in"), self.month)
        self.form.addRow(tr("Weeks begin on"), self.weekday)
        self.accepted.connect(lambda: self.chosen.emit(self.month.currentData(), self.weekday.currentData()))


def _field(day: date, name: str) -> QDateEdit:
    field = QDateEdit(QDate(day.year, day.month, day.day), calendarPopup=True)
    field.setAccessibleName(name)
    return field


def _day(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
