from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from churndesk.gui.customers.page import TABS, offered
from churndesk.gui.widgets.figure_card import FigureCard
from churndesk.gui.widgets.text import Text
from churndesk.ledger.policy import Policy
from churndesk.project.project import Project
from tests.unit.gui import projects
from tests.unit.tables import category, payments, stays

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.customers import CustomersPage
    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow

LOG = [
    (who, f"2024-{month:02}-{day:02}", 20.0, "web" if who < "c" else "counter")
    for who, day in zip("abcdef", (3, 5, 9, 14, 20, 26), strict=True)
    for month in range(1, 13)
    if (ord(who) + month) % 5
]


def log() -> Project:
    return Project(dataset=payments(LOG, latest="2024-12-31"), policy=Policy(inactivity_days=40), currency="EUR")


def few() -> Project:
    """6 customers, of whom two leave after most of a year."""
    rows = [{"customer": f"c{n}", "start": f"2023-0{n}-01"} for n in range(1, 5)]
    rows += [
        {"customer": "x", "start": "2023-02-01", "end": "2024-01-01"},
        {"customer": "y", "start": "2023-04-01", "end": "2024-03-05"},
    ]
    return Project(dataset=stays(rows, latest="2024-03-05"))


def opened(window: MainWindow, document: Document, project: Project, tab: str) -> CustomersPage:
    document.begin(project)
    window.go("customers", tab)
    return window.pages["customers"]


@pytest.mark.parametrize("tab", [key for key, _title, _make in TABS])
@pytest.mark.parametrize("make", [projects.spells, projects.snapshot, log], ids=["stays", "snapshot", "log"])
def test_every_tab_shows_something_for_every_table(
    window: MainWindow, document: Document, make: object, tab: str
) -> None:
    project = make()
    page = opened(window, document, project, tab)
    if tab in offered(document.study):
        assert page.chosen == tab
        assert page.stack.currentWidget() is page.tabs[tab]


def test_cohorts_are_read_cell_by_cell_with_the_arrow_keys(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    tab = opened(window, document, projects.spells(), "cohorts").tabs["cohorts"]
    heat = tab.view.heat
    heat.setFocus()
    heat.setCurrentIndex(heat.model().index(0, 1))
    qtbot.keyClick(heat, Qt.Key.Key_Right)
    assert tab.view.reading.text() == (
        "Start: January 2024  ·  Customers: 10  ·  Months since the start: 1  ·  80.0%  ·  likely 49.0% to 94.3%"
    )
    tab.view.as_table.click()
    assert tab.view.table.isVisible()
    assert [tab.view.model.index(0, column).data() for column in range(4)] == ["January 2024", "10", "100.0%", "80.0%"]


def test_a_log_also_shows_who_bought_and_stays_do_not(window: MainWindow, document: Document) -> None:
    page = opened(window, document, log(), "cohorts")
    assert page.tabs["cohorts"].chips["bought"].isVisible()
    document.begin(projects.spells())
    assert not page.tabs["cohorts"].chips["bought"].isVisible()


def test_the_curve_is_read_by_key(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    tab = opened(window, document, projects.spells(), "survival").tabs["survival"]
    canvas = tab.view._canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert tab.view.reading.text() == "After 0 days: All customers 100.0% (likely 100.0% to 100.0%)"
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert tab.view.reading.text().startswith("After 90 days: All customers 81.8%")


def test_groups_are_compared_by_the_log_rank_test(window: MainWindow, document: Document) -> None:
    tab = opened(window, document, projects.spells(), "survival").tabs["survival"]
    tab.by.setCurrentIndex(tab.by.findData("Plan"))
    tab.by.activated.emit(tab.by.currentIndex())
    assert "within what chance alone does" in tab.view.reading.text()
    assert len(tab.view._chart.lines) == 2


def test_reasons_are_listed_with_what_they_cost(window: MainWindow, document: Document) -> None:
    tab = opened(window, document, projects.spells(), "reasons").tabs["reasons"]
    rows = [[tab.model.index(row, column).data() for column in range(6)] for row in range(tab.model.rowCount())]
    half = ["50.0%", "9.5%", "90.5%"]
    assert rows == [["price", "1", *half, "€100.00"], ["not recorded", "1", *half, "€100.00"]]
    assert tab.model.headerData(2, Qt.Orientation.Horizontal) == "Share of all who left"
    assert tab.cards.findChildren(FigureCard)[1].interval.text() == "likely 9% to 91%"


def test_the_largest_customers_are_named(window: MainWindow, document: Document) -> None:
    tab = opened(window, document, projects.spells(), "largest").tabs["largest"]
    assert tab.card.figure.text() == "22.2%"
    assert tab.list.model.rowCount() == 2


def test_groups_say_what_the_test_says(window: MainWindow, document: Document) -> None:
    tab = opened(window, document, projects.spells(), "groups").tabs["groups"]
    verdict = tab.model.columnCount() - 1
    assert [tab.model.index(row, verdict).data() for row in range(tab.model.rowCount())] == ["within chance"] * 2


def test_another_limit_changes_every_figure_and_can_be_undone(window: MainWindow, document: Document) -> None:
    page = opened(window, document, log(), "rhythm")
    tab = page.tabs["rhythm"]
    before = [moved.lost for moved in document.study.customers]
    tab.days.setValue(70)
    tab.use.click()
    assert document.project.policy.inactivity_days == 70
    assert [moved.lost for moved in document.study.customers] != before
    remarks = [tab.model.index(row, 3).data() for row in range(tab.model.rowCount())]
    assert "in force" in remarks
    document.history.undo()
    assert [moved.lost for moved in document.study.customers] == before


def test_a_limit_is_taken_from_the_table(window: MainWindow, document: Document) -> None:
    tab = opened(window, document, log(), "rhythm").tabs["rhythm"]
    tab.table.selectRow(tab.model.rowCount() - 1)
    assert tab.days.value() == 365


def test_only_logs_have_a_rhythm(window: MainWindow, document: Document) -> None:
    page = opened(window, document, projects.spells(), "who")
    shown = {page.bar.tabData(at) for at in range(page.bar.count()) if page.bar.isTabVisible(at)}
    assert "rhythm" not in shown
    document.begin(log())
    assert "rhythm" in offered(document.study)


def test_a_tab_that_the_next_table_lacks_gives_way(window: MainWindow, document: Document) -> None:
    page = opened(window, document, log(), "rhythm")
    document.begin(replace(projects.spells()))
    assert page.chosen != "rhythm"


def test_satisfaction_stands_where_a_column_has_scores(window: MainWindow, document: Document) -> None:
    project = projects.spells()
    scores = category("NPS", ["9", "2", "10", "8", "", "7", "10", "9", "6", "9", "10"])
    asked = replace(project, dataset=replace(project.dataset, rows=replace(project.dataset.rows, score=scores)))
    opened(window, document, project, "who")
    assert "satisfaction" not in offered(document.study)
    tab = opened(window, document, asked, "satisfaction").tabs["satisfaction"]
    texts = [card.figure.text() for card in tab.cards.cards]
    assert texts == ["40", "50", "0"]
    assert "from 30 on its interval is shown" in tab.notes.text()
    assert "answers" in tab.chart._summary


def test_the_first_weeks_of_few_customers_claim_nothing(window: MainWindow, document: Document) -> None:
    tab = opened(window, document, few(), "survival").tabs["survival"]
    assert "can't be told from chance" in tab.early_sentence.text()
    first = tab.early.findChildren(FigureCard)[0]
    assert "39.0%" in " ".join(label.text() for label in first.findChildren(Text))


def test_the_usual_limit_is_not_said_to_come_from_the_data(window: MainWindow, document: Document) -> None:
    rows = [("a", f"2024-0{month}-03", 20.0) for month in range(1, 8)]
    project = Project(dataset=payments(rows, latest="2024-12-31"), policy=Policy(inactivity_days=90))
    tab = opened(window, document, project, "rhythm").tabs["rhythm"]
    remarks = [tab.model.index(row, 3).data() for row in range(tab.model.rowCount())]
    assert [remark for remark in remarks if remark] == [
        "in force, the usual limit: fewer than 20 returns to learn from"
    ]
