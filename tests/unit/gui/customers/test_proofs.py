"""From any figure of the page to the customers behind it: by button, double click, Enter and the menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import Qt

from churndesk.gui.proof import ProofDialog
from churndesk.gui.widgets.figure_card import FigureCard
from churndesk.gui.widgets.text import Text
from churndesk.project.project import Project
from tests.unit.gui import projects
from tests.unit.tables import category, snapshot, stays

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow

ROWS: list[dict[str, Any]] = [{"customer": f"a{n}", "start": "2024-01-05", "plan": "Basic"} for n in range(6)]
ROWS += [
    {"customer": "x", "start": "2024-01-08", "end": "2024-02-03", "plan": "Basic", "reason": "price"},
    {"customer": "y", "start": "2024-01-09", "end": "2024-03-20", "plan": "Pro", "reason": "moved", "goal": True},
    {"customer": "z", "start": "2024-02-09", "end": "2024-06-20", "plan": "Pro", "failed": True},
]


def members() -> Project:
    return Project(dataset=stays(ROWS, latest="2024-07-31"))


def tab_of(window: MainWindow, document: Document, key: str, project: Project | None = None) -> Any:
    document.begin(project or members())
    window.go("customers", key)
    return window.pages["customers"].tabs[key]


def shown(window: MainWindow) -> tuple[list[str], list[str]]:
    """The sides, and the customers of the first."""
    dialog = window.findChildren(ProofDialog)[-1]
    assert dialog.isVisible()
    model = dialog.list.model
    sides = [dialog.tabs.tabText(at) for at in range(dialog.tabs.count())]
    return sides, [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_cell_of_the_cohorts_opens_its_customers_by_enter(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    tab = tab_of(window, document, "cohorts")
    heat = tab.view.heat
    heat.setFocus()
    heat.setCurrentIndex(heat.model().index(0, 2))
    qtbot.keyClick(heat, Qt.Key.Key_Return)
    sides, _ = shown(window)
    assert sides == [
        "Here at the end of that month: 7",
        "Left in that month: 1",
        "Gone by then: 1",
        "All who started together: 8",
    ]
    dialog = window.findChildren(ProofDialog)[-1]
    dialog.tabs.setCurrentIndex(1)
    assert dialog.list.model.index(0, 0).data() == "x"
    lines = [label.text() for label in dialog.findChildren(Text)]
    assert "1 month later: 7 of 8, which is 87.5%." in lines
    assert "shows who was counted" in heat.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)


def test_a_blank_cell_of_the_cohorts_opens_nothing(window: MainWindow, document: Document) -> None:
    tab = tab_of(window, document, "cohorts")
    tab.view.heat.activated.emit(tab.view.heat.model().index(1, 7))
    assert not window.findChildren(ProofDialog)


def test_a_reason_opens_who_gave_it_from_the_menu(window: MainWindow, document: Document) -> None:
    tab = tab_of(window, document, "reasons")
    row = next(row for row in range(tab.model.rowCount()) if tab.model.index(row, 0).data() == "moved")
    tab.table.selectRow(row)
    tab.table.actions()[0].trigger()
    assert shown(window)[1] == ["y"]


@pytest.mark.parametrize(("card", "who"), [(0, ["x", "y", "z"]), (1, ["z"]), (2, ["z"]), (3, ["y"])])
def test_each_card_of_the_reasons_opens_its_customers(
    window: MainWindow, document: Document, card: int, who: list[str]
) -> None:
    tab = tab_of(window, document, "reasons")
    tab.cards.findChildren(FigureCard)[card].proof.click()
    assert shown(window)[1] == who


def test_a_group_opens_who_was_lost_in_it(window: MainWindow, document: Document) -> None:
    tab = tab_of(window, document, "groups")
    row = next(row for row in range(tab.model.rowCount()) if tab.model.index(row, 0).data() == "Pro")
    opening, lost = (int(tab.model.index(row, column).data()) for column in (1, 2))
    tab.table.activated.emit(tab.model.index(row, 0))
    sides, who = shown(window)
    assert sides == [f"Lost: {lost}", f"Here at the start: {opening}"]
    assert who == ["y", "z"]


def test_a_group_of_a_snapshot_opens_its_rows(window: MainWindow, document: Document) -> None:
    lost = [(True, 10.0, "m"), (False, 10.0, "m"), (True, 10.0, "y"), (False, 10.0, "y")]
    tab = tab_of(window, document, "groups", Project(dataset=snapshot(lost)))
    tab.table.activated.emit(tab.model.index(0, 0))
    assert shown(window)[0] == ["Lost: 1", "All: 2"]


def test_the_first_weeks_open_who_left_in_them(window: MainWindow, document: Document) -> None:
    tab = tab_of(window, document, "survival")
    tab.early.findChildren(FigureCard)[0].proof.click()
    sides, who = shown(window)
    assert sides == [
        "Left within that time: 1",
        "Left later: 2",
        "Still here after that time: 6",
        "Too young to tell: 0",
    ]
    assert who == ["x"]


def test_the_score_opens_who_answered_what(window: MainWindow, document: Document) -> None:
    project = members()
    scores = category("NPS", ["10", "9", "8", "7", "3", "2", "0", "", "10"])
    rows = replace(project.dataset.rows, score=scores)
    tab = tab_of(window, document, "satisfaction", replace(project, dataset=replace(project.dataset, rows=rows)))
    tab.cards.findChildren(FigureCard)[0].proof.click()
    sides, who = shown(window)
    assert sides == ["Would recommend (9 and 10): 3", "In between (7 and 8): 2", "Would not (0 to 6): 3"]
    assert who == ["a0", "a1", "z"]
    model = window.findChildren(ProofDialog)[-1].list.model
    titles = [column.title.text for column in model.columns]
    assert [model.index(row, titles.index("Answer")).data() for row in range(3)] == ["10", "9", "10"]


@pytest.mark.parametrize("make", [projects.spells, projects.snapshot, members], ids=["stays", "snapshot", "members"])
def test_the_members_of_a_figure_are_as_many_as_it_says(window: MainWindow, document: Document, make: Any) -> None:
    """Every cell of the cohorts has as many customers behind it as it counts."""
    document.begin(make())
    found = document.study.history.cohorts
    from churndesk.analysis.sides import sides_of_cohort, sides_of_early_loss

    for cohort in getattr(found, "cohorts", ()):
        for months, active in enumerate(cohort.active):
            sides = {side.key: side.members for side in sides_of_cohort(document.study, cohort.start, months)}
            assert len(sides["here"]) == active
            assert len(sides["here"]) + len(sides["gone"]) == len(sides["all"]) == cohort.size
    for side in sides_of_early_loss(document.study, 3):
        assert len(np.unique(side.members.customer)) == len(side.members)
