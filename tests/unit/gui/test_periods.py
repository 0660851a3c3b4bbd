from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt

from churndesk.gui.period_dialogs import CalendarDialog, DatesDialog
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow


def test_dates_of_ones_own_are_one_undoable_choice(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    window.go("overview")
    window.context.by.chosen.emit("dates")
    dialog = window.findChild(DatesDialog)
    dialog.start.setDate(QDate(2024, 2, 20))
    assert dialog.end.date() == QDate(2024, 3, 31)
    dialog.end.setDate(QDate(2024, 2, 10))
    assert not dialog.take.isEnabled()
    assert dialog.fault.text() == "The first day comes after the last one."
    dialog.end.setDate(QDate(2024, 3, 5))
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert document.project.view.dates == (date(2024, 2, 20), date(2024, 3, 5))
    assert window.pages["overview"].sentence.text() == "Feb 20, 2024 – Mar 5, 2024"
    assert window.pages["overview"].figures.results["churn_rate"].figure.text() == "10.0%"
    assert window.context.by.currentData() == "dates"
    document.history.undo()
    assert window.context.by.currentData() == "month"


def test_leaving_the_question_puts_the_picker_back(window: MainWindow, document: Document) -> None:
    document.begin(projects.spells())
    window.go("overview")
    window.context.by.setCurrentIndex(window.context.by.findData("dates"))
    window.context.by.chosen.emit("dates")
    window.findChild(DatesDialog).reject()
    assert window.context.by.currentData() == "month"


def test_years_and_weeks_begin_as_the_owner_says(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    window.go("overview")
    window.context.by.chosen.emit("calendar")
    dialog = window.findChild(CalendarDialog)
    assert (dialog.month.currentText(), dialog.weekday.currentText()) == ("January", "Monday")
    dialog.month.setCurrentIndex(1)
    dialog.weekday.setCurrentIndex(6)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    window.context.by.chosen.emit("quarter")
    assert [window.context.period.list.itemText(n) for n in range(2)] == [
        "Nov 2023 – Jan 2024", "Feb – Apr 2024 (so far)",
    ]  # fmt: skip
    window.context.by.chosen.emit("week")
    assert {period.start.weekday() for period in document.study.periods} == {6}
