from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt

from churndesk.ledger.dataset import UndatedRows
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow


def test_without_data_it_says_what_to_do(window: MainWindow) -> None:
    window.go("overview")
    page = window.pages["overview"]
    assert page.empty.isVisible()
    assert not page.contents.isVisible()
    assert not window.context.isVisible()


def test_it_shows_four_figures_of_the_latest_period(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    window.go("overview")
    page = window.pages["overview"]
    assert page.sentence.text() == "March 2024"
    assert page.figures.results["churn_rate"].figure.text() == "0.0%"
    assert page.figures.customers.figure.text() == "9"
    qtbot.mouseClick(window.context.period.before, Qt.MouseButton.LeftButton)
    assert page.sentence.text() == "February 2024"
    assert page.figures.results["churn_rate"].figure.text() == "20.0%"
    assert page.figures.results["retention_rate"].sentence.text() == "8 of 10 stayed"
    assert page.figures.results["gross_churn"].sentence.text() == "€200 of €1,000 a month"
    assert page.figures.customers.sentence.text() == "1 new, 2 lost"


def test_a_card_opens_its_page_by_key(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    window.go("overview")
    card = window.pages["overview"].figures.results["retention_rate"]
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert window.current == "retention"


def test_a_segment_narrows_every_figure(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    window.go("overview")
    window.context.segment.chosen.emit(("Plan", "Pro"))
    page = window.pages["overview"]
    assert page.figures.customers.figure.text() == "5"
    assert window.context.segment.currentText() == "Plan: Pro"
    document.history.undo()
    assert page.figures.customers.figure.text() == "9"


def test_a_snapshot_has_figures_and_no_trend(window: MainWindow, document: Document) -> None:
    document.begin(projects.snapshot())
    window.go("overview")
    page = window.pages["overview"]
    assert page.figures.results["churn_rate"].figure.text() == "25.0%"
    assert page.figures.customers.figure.text() == "4"
    assert page.growth.title.text() == "Churn by Contract"
    assert not page.bridge.isVisible()


def test_a_figure_with_typed_numbers_says_so(window: MainWindow, document: Document) -> None:
    project = replace(projects.spells(), typed=((("churn_rate", "opening"), 50.0),))
    document.begin(project)
    window.go("overview")
    card = window.pages["overview"].figures.results["churn_rate"]
    assert card.sentence.text() == "With numbers that you typed, not your data's alone."


def test_missing_dates_make_a_range_beside_the_figure(window: MainWindow, document: Document) -> None:
    project = projects.spells()
    rows = project.dataset.rows
    undated = UndatedRows(
        ids=np.array(["X"], object), customer=np.array([-1], np.int32), start=rows.start[:1], end=rows.asked[:1],
        asked=rows.asked[:1], left=np.array([True]), end_unread=rows.trial[:1], amount=rows.amount[:1],
        trial=rows.trial[:1], paused=rows.trial[:1], failed=rows.trial[:1], source=rows.source[:1], row=rows.row[:1],
    )  # fmt: skip
    document.begin(replace(project, dataset=replace(project.dataset, undated=undated)))
    window.go("overview")
    card = window.pages["overview"].figures.results["churn_rate"]
    assert card.sentence.text().startswith("Between 0.0% and 10.0%: 1 customer lacks a date.")
    window.go("churn")
    assert "Between 0.0% and 10.0%" in window.pages["churn"].panel.answer.notes.text()
