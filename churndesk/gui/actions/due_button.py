"""A due day: some usual ones at hand, any other from a calendar, or none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QPushButton, QToolButton, QWidgetAction

from churndesk.gui import icons
from churndesk.gui.say import language, say, say_value, tr
from churndesk.words import message

if TYPE_CHECKING:
    from datetime import date

#: Days from today that are often meant.
USUAL = (
    (0, message("Today")),
    (7, message("In a week")),
    (14, message("In two weeks")),
    (30, message("In a month")),
)

_CALENDAR = QSize(300, 230)


class DueButton(QPushButton):
    """Shows the due day and, pressed, offers others; `chosen` bears a date, or None for "no day"."""

    chosen = Signal(object)

    def __init__(self, about: str, day: date) -> None:
        super().__init__(icons.icon("calendar"), "")
        self._about = about
        self._today = day
        self._day: date | None = None
        self.menu_of_days: QMenu | None = None
        self.clicked.connect(self.open_menu)
        self.show_day(None)

    def show_day(self, day: date | None) -> None:
        """Shows that day, or that there is none."""
        self._day = day
        self.setText(say_value(day) if day is not None else tr("No due day"))
        self.setAccessibleName(tr("Due day of {what}: {day}", what=self._about, day=self.text()))

    def open_menu(self) -> None:
        """Offers the days below the button."""
        menu = self.menu_of_days = QMenu(self)
        for days, name in USUAL:
            day = self._today + timedelta(days=days)
            said = say(message("{name}, {day}", name=name, day=day))
            menu.addAction(said, lambda day=day: self.chosen.emit(day))
        menu.addSeparator()
        menu.addAction(self._calendar(menu))
        menu.addSeparator()
        menu.addAction(tr("No due day"), lambda: self.chosen.emit(None)).setEnabled(self._day is not None)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _calendar(self, menu: QMenu) -> QWidgetAction:
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(language().code))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # The padding that other tables have would cut the numbers off.
        calendar.setStyleSheet("QTableView::item { padding: 0; } QTableView { border: none; }")
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, calendar.weekdayTextFormat(Qt.DayOfWeek.Monday))
        for button, name in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            calendar.findChild(QToolButton, button).setIcon(icons.icon(name))
        calendar.setMinimumSize(_CALENDAR)
        calendar.setAccessibleName(tr("Another day"))
        shown = self._day or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(lambda day: self._take(menu, day))
        calendar.clicked.connect(lambda day: self._take(menu, day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        return action

    def _take(self, menu: QMenu, day: QDate) -> None:
        menu.close()
        if day.toPython() != self._day:
            self.chosen.emit(day.toPython())
