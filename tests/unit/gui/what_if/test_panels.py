from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from churndesk.analysis import study
from churndesk.analysis.scenarios import churn_within, offer_inputs, what_if_inputs
from churndesk.metrics.offer import offer_worth
from churndesk.metrics.what_if import what_if
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow
    from churndesk.gui.what_if.scenario import ScenarioPanel

OFFER = {"customers": "100", "leaving": "30", "saved": "40", "cost": "25"}


def opened(window: MainWindow, key: str) -> ScenarioPanel:
    window.go("cost")
    window.pages["cost"].choose(key)
    return window.pages["cost"].panel


def type_all(qtbot: QtBot, panel: ScenarioPanel, numbers: dict[str, str]) -> None:
    for put, text in numbers.items():
        line = panel.inputs.fields[put].line
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_the_worked_offer_comes_out_without_any_file(window: MainWindow, qtbot: QtBot) -> None:
    panel = opened(window, "offer")
    assert panel.figure.text() == "No figure yet"
    type_all(qtbot, panel, {**OFFER, "arpa": "20", "churn": "5"})
    assert panel.figure.text() == "2,750"
    assert "15.6%" in panel.sentence.text()
    assert "By chance" not in panel.lines.text()


def test_an_offer_carries_the_interval_of_the_data_through(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    document.begin(projects.spells())
    panel = opened(window, "offer")
    type_all(qtbot, panel, OFFER)
    given = {"customers": 100.0, "leaving": 0.3, "saved": 0.4, "cost": 25.0, **offer_inputs(document.study)}
    exact = offer_worth(given, "EUR", churn_within(document.study))
    assert exact.within[0] < exact.gain < exact.within[1]
    assert "By chance alone it could be" in panel.lines.text()
    type_all(qtbot, panel, {"churn": "5"})
    assert "By chance" not in panel.lines.text()


def test_less_churn_is_computed_from_the_exact_numbers(window: MainWindow, document: Document) -> None:
    document.begin(projects.spells())
    panel = opened(window, "what_if")
    known = what_if_inputs(document.study)
    assert (known["customers"], known["opening"], known["lost"]) == (9, 19, 2)
    exact = what_if(known, "EUR")
    assert exact.money.low < exact.money.value < exact.money.high
    assert panel.figure.text() == f"€{exact.money.value:,.0f}"


def test_typed_numbers_are_kept_and_undone(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    panel = opened(window, "what_if")
    before = panel.figure.text()
    type_all(qtbot, panel, {"points": "5"})
    assert document.project.typed == ((("what_if", "points"), 0.05),)
    assert panel.figure.text() != before
    document.history.undo()
    assert panel.figure.text() == before


def test_more_lost_than_there_were_is_said(window: MainWindow, qtbot: QtBot) -> None:
    panel = opened(window, "what_if")
    type_all(qtbot, panel, {"customers": "10", "opening": "10", "lost": "12"})
    assert "more than the 10 at the start" in panel.sentence.text()


def test_a_snapshot_has_no_churn_of_a_month() -> None:
    found = study(projects.snapshot())
    assert what_if_inputs(found) == {"customers": 3.0, "arpa": pytest.approx(30.0)}
    assert churn_within(found) is None


def test_prices_are_typed_in_percent_and_may_fall(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    panel = opened(window, "what_if")
    type_all(qtbot, panel, {"price": "-10"})
    assert document.project.typed == ((("what_if", "price"), -0.1),)
    exact = what_if({**what_if_inputs(document.study), "price": -0.1}, "EUR")
    assert exact.in_all is not None
    assert panel.figure.text().replace("-", "").replace("−", "") == f"€{abs(exact.in_all.value):,.0f}"
    assert "With the other prices and plans too" in panel.lines.text()
