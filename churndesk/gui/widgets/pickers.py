"""What is looked at: months or quarters, which period, which customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from churndesk.gui import icons
from churndesk.gui.say import say, say_value, tr
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from churndesk.metrics.periods import Granularity, Period

_SEGMENT = 130
#: The kinds of periods, as they stand in the picker.
GRANULARITIES = (
    ("month", message("Months")),
    ("quarter", message("Quarters")),
    ("year", message("Years")),
    ("week", message("Weeks")),
    ("dates", message("Chosen dates…")),
)
#: The entry that asks with which month years begin, and with which day weeks.
CALENDAR = "calendar"


class GranularityPicker(QComboBox):
    """Months, quarters, years, weeks or chosen dates; `chosen` bears the one that the person took, or `CALENDAR`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        for key, title in GRANULARITIES:
            self.addItem(say(title), key)
        self.insertSeparator(self.count())
        self.addItem(tr("Years and weeks begin with…"), CALENDAR)
        self.setMaxVisibleItems(self.count())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setAccessibleName(tr("Kind of period"))
        self.setToolTip(tr("Look at months, quarters, years, weeks or any dates"))
        self.activated.connect(lambda _index: self.chosen.emit(self.currentData()))

    def show_choice(self, by: Granularity) -> None:
        """Shows which one is in force."""
        self.setCurrentIndex(self.findData(by))


class PeriodPicker(QWidget):
    """One period of many, with buttons for the one before and after, and a lock that closes it.

    `chosen` bears its index; `lock_pressed` whether the chosen period is to be closed.
    """

    chosen = Signal(int)
    lock_pressed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.before = self._button("chevron-left", tr("The period before"))
        self.list = QComboBox()
        self.list.setAccessibleName(tr("Period"))
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.setMaxVisibleItems(18)
        self.after = self._button("chevron-right", tr("The next period"))
        self.lock = self._button("lock-open", tr("Close this period"))
        self.lock.setCheckable(True)
        for widget in (self.before, self.list, self.after, self.lock):
            layout.addWidget(widget)
        self.lock.clicked.connect(self._press_lock)
        self.list.activated.connect(self.chosen)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))

    def show_choice(
        self, periods: Sequence[Period], index: int | None, closed: Mapping[tuple[date, date], date] | None = None
    ) -> None:
        """Offers these periods and shows which one is in force; `closed` has when the closed ones were."""
        closed = closed or {}
        self.list.clear()
        for period in periods:
            name = say_value(period.name)
            text = name if period.complete else tr("{period} (so far)", period=name)
            if (period.start, period.end) in closed:
                self.list.addItem(icons.icon("lock"), text)
            else:
                self.list.addItem(text)
        self.list.setCurrentIndex(-1 if index is None else index)
        self._limit()
        if index is not None:
            self._show_lock(periods[index], closed.get((periods[index].start, periods[index].end)))

    def _show_lock(self, period: Period, closed_on: date | None) -> None:
        self.lock.setChecked(closed_on is not None)
        self.lock.setIcon(icons.icon("lock" if closed_on is not None else "lock-open"))
        self.lock.setEnabled(period.complete)
        name = say_value(period.name)
        if closed_on is not None:
            said = tr("{period} was closed on {day}. Press to open it again.", period=name, day=closed_on)
        elif period.complete:
            said = tr(
                "Close {period}: keep its figures as they stand now, and be told when later data changes them.",
                period=name,
            )
        else:
            said = tr("{period} isn't over yet, so it can't be closed.", period=name)
        self.lock.setToolTip(said)
        self.lock.setAccessibleName(tr("Close {period}", period=name))
        self.lock.setAccessibleDescription(said)

    def _press_lock(self) -> None:
        self.lock_pressed.emit(self.lock.isChecked())

    def _step(self, by: int) -> None:
        self.list.setCurrentIndex(self.list.currentIndex() + by)
        self._limit()
        self.chosen.emit(self.list.currentIndex())

    def _limit(self) -> None:
        index = self.list.currentIndex()
        self.before.setEnabled(index > 0)
        self.after.setEnabled(0 <= index < self.list.count() - 1)

    @staticmethod
    def _button(icon: str, name: str) -> QToolButton:
        button = QToolButton(icon=icons.icon(icon))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button


class SegmentPicker(QComboBox):
    """All customers, or those of one segment; `chosen` bears (heading, value) or None."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Which customers"))
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(9)
        self.setMinimumWidth(_SEGMENT)
        self.activated.connect(lambda _index: self.chosen.emit(self.currentData()))

    def show_choice(self, segments: Sequence[tuple[str, Sequence[str]]], segment: tuple[str, str] | None) -> None:
        """Offers every value of every segment column and shows which one is in force."""
        self.clear()
        self.addItem(tr("All customers"), None)
        for heading, values in segments:
            self.insertSeparator(self.count())
            for value in values:
                self.addItem(say(message("{heading}: {value}", heading=heading, value=value)), (heading, value))
        found = next((at for at in range(self.count()) if self.itemData(at) == segment), 0)
        self.setCurrentIndex(found)
