from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow
    from churndesk.project.project import Project


def close_february(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    window.go("overview")
    qtbot.mouseClick(window.context.period.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(window.context.period.lock, Qt.MouseButton.LeftButton)


def one_more_left(project: Project) -> Project:
    rows = project.dataset.rows
    end = rows.end.copy()
    end[4] = np.datetime64("2024-02-22")
    return replace(project, dataset=replace(project.dataset, rows=replace(rows, end=end)))


def test_the_lock_closes_the_period_and_opens_it_again(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    close_february(window, document, qtbot)
    assert [(one.start.month, one.by) for one in document.project.closed] == [(2, "month")]
    assert window.pages["overview"].sentence.text().startswith("February 2024, closed on ")
    assert window.context.period.lock.isChecked()
    assert document.history.undoText() == "Close February 2024"
    qtbot.mouseClick(window.context.period.lock, Qt.MouseButton.LeftButton)
    assert document.project.closed == ()
    assert document.history.undoText() == "Open February 2024 again"
    document.history.undo()
    assert len(document.project.closed) == 1
    document.history.undo()
    assert document.project.closed == ()
    assert not window.context.period.lock.isChecked()


def test_a_period_that_is_not_over_has_no_lock(window: MainWindow, document: Document) -> None:
    project = projects.spells()
    document.begin(replace(project, as_of=np.datetime64("2024-03-20").item()))
    window.context.period.chosen.emit(2)
    assert not window.context.period.lock.isEnabled()
    assert "isn't over yet" in window.context.period.lock.toolTip()


def test_later_data_is_told_with_the_customers_behind_it(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    close_february(window, document, qtbot)
    page = window.pages["overview"]
    assert not page.restated.isVisible()
    document.begin(one_more_left(document.project))
    assert page.restated.isVisible()
    assert "Churn rate was 20.0% and is now 30.0%." in page.restated.text.text()
    assert "Because of 1 customer: Customer 4." in page.restated.text.text()
    dialog = page.restated.show_dialog()
    qtbot.addWidget(dialog)
    row = [dialog.customers.index(0, column).data() for column in range(4)]
    assert row == ["C004", "Customer 4", "Stayed", "Lost"]
    qtbot.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert not page.restated.isVisible()
    assert document.history.undoText() == "Close February 2024 with its new figures"
    document.history.undo()
    assert page.restated.isVisible()


def test_under_other_rules_who_makes_the_difference_is_searched_apart(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    close_february(window, document, qtbot)
    page = window.pages["overview"]
    document.begin(replace(document.project, policy=replace(document.project.policy, grace_days=40)))
    (restated,) = page.restated._restated
    assert not restated.searched  # the notice names nobody: the rules are the reason
    asked: list[str] = []
    run = document.tasks.run
    document.tasks.run = lambda *given, **named: (asked.append(named["key"]), run(*given, **named))[1]
    dialog = page.restated.show_dialog()
    qtbot.addWidget(dialog)
    assert asked == ["who makes the difference"]
    assert restated.searched
    assert dialog.customers.rowCount() == len(restated.customers) > 0
    assert dialog.sentence.text().endswith("Other rules are in force than then.")
