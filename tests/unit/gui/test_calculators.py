from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt

from churndesk.gui.calculators.benchmark_card import contains, range_of
from churndesk.gui.calculators.groups import CHARTS, GROUPS
from churndesk.gui.pages import PAGES
from churndesk.gui.proof import ProofDialog
from churndesk.gui.say import say, set_language
from churndesk.metrics import METRICS, benchmarks_for
from churndesk.words import message
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.calculators.page import CalculatorPage
    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow


def opened(window: MainWindow, key: str) -> CalculatorPage:
    window.go(key)
    return window.pages[key]


def type_into(qtbot: QtBot, page: CalculatorPage, put: str, text: str, *, leave: bool = True) -> None:
    line = page.panel.inputs.fields[put].line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    if leave:
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_every_metric_has_its_page_and_its_chart() -> None:
    assert sorted(key for group in GROUPS for key in group.metrics) == sorted(metric.key for metric in METRICS)
    assert set(CHARTS) == {metric.key for metric in METRICS}
    assert {group.key for group in GROUPS} <= {entry.key for entry in PAGES}


def test_churn_is_computed_from_typed_numbers_without_any_file(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "churn")
    assert page.panel.answer.figure.text() == "No figure yet"
    assert not page.panel.inputs.refusal.isVisible()
    type_into(qtbot, page, "opening", "110")
    type_into(qtbot, page, "lost", "2")
    assert page.panel.answer.figure.text() == "1.8%"
    assert page.panel.answer.interval.text() == "likely 0.5% to 6.4%"
    assert page.panel.answer.formula.text() == "2 / 110 = 1.8%"


def test_the_answer_follows_while_typing_before_anything_is_kept(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    page = opened(window, "churn")
    type_into(qtbot, page, "opening", "120")
    steps = document.history.count()
    type_into(qtbot, page, "lost", "30", leave=False)
    assert page.panel.answer.figure.text() == "25.0%"
    assert document.history.count() == steps


@pytest.mark.parametrize(
    ("key", "typed", "bars"),
    [
        ("churn", {"opening": "110", "lost": "2"}, (110, -2, 108)),
        ("retention", {"opening": "70", "closing": "90", "new": "30"}, (70, -10, 30, 90)),
        ("revenue", {"opening": "10000", "churned": "500", "contraction": "300"}, (10_000, -300, -500, 9200)),
        ("cost", {"yearly_value": "10000", "expansion_rate": "20", "cac": "500"}, (10_000, 2000, 500, 12_500)),
    ],
)
def test_numbers_that_were_typed_without_any_file_are_drawn(
    window: MainWindow, qtbot: QtBot, key: str, typed: dict[str, str], bars: tuple[int, ...]
) -> None:
    page = opened(window, key)
    assert not page.chart.isVisible()
    for put, text in typed.items():
        type_into(qtbot, page, put, text, leave=False)
    assert page.chart.isVisible()
    assert page.panel.parts is not None
    assert page.panel.parts.lines[0].values == bars


def test_a_table_without_dates_is_drawn_too(window: MainWindow, document: Document) -> None:
    document.begin(projects.snapshot())
    for key in ("churn", "retention", "revenue", "cost"):
        assert opened(window, key).chart.isVisible(), key


def test_what_is_being_typed_stays_when_figures_are_ready(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    page = opened(window, "churn")
    type_into(qtbot, page, "opening", "120")
    type_into(qtbot, page, "lost", "3", leave=False)
    document.study_changed.emit()
    qtbot.keyClicks(page.panel.inputs.fields["lost"].line, "0")
    assert page.panel.answer.figure.text() == "25.0%"


def test_a_refusal_stands_beside_the_numbers(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "retention")
    for put, text in (("opening", "70"), ("closing", "90"), ("new", "95")):
        type_into(qtbot, page, put, text)
    assert page.panel.inputs.refusal.isVisible()
    assert page.panel.answer.figure.text() == "No figure yet"
    type_into(qtbot, page, "new", "30")
    assert not page.panel.inputs.refusal.isVisible()
    assert page.panel.answer.figure.text() == "85.7%"


@pytest.mark.parametrize(
    ("text", "sentence"), [("two", "Please type a number."), ("1.5", "Please type a whole number.")]
)
def test_what_is_no_number_is_said_at_the_field(window: MainWindow, qtbot: QtBot, text: str, sentence: str) -> None:
    page = opened(window, "churn")
    type_into(qtbot, page, "opening", text)
    assert page.panel.inputs.fields["opening"].note.text() == sentence


def test_a_number_of_two_metrics_is_typed_once(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, "revenue")
    for put, text in (("opening", "10000"), ("churned", "500"), ("contraction", "300")):
        type_into(qtbot, page, put, text)
    page.choose("net_churn")
    type_into(qtbot, page, "expansion", "400")
    assert page.panel.answer.figure.text() == "4.0%"
    page.choose("grr")
    assert page.panel.answer.figure.text() == "92.0%"


def test_a_typed_number_is_marked_put_back_and_undone(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    page = opened(window, "churn")
    view = replace(document.project.view, period=date(2024, 2, 1))
    document.change(message("Look at February"), replace(document.project, view=view))
    field = page.panel.inputs.fields["lost"]
    assert (field.line.text(), page.panel.answer.figure.text()) == ("2", "20.0%")
    type_into(qtbot, page, "lost", "5")
    assert page.panel.answer.figure.text() == "50.0%"
    assert field.back.isVisible()
    assert field.line.property("typed") == "true"
    qtbot.mouseClick(field.back, Qt.MouseButton.LeftButton)
    assert (field.line.text(), field.back.isVisible()) == ("2", False)
    document.history.undo()
    assert field.line.text() == "5"


def test_numbers_are_typed_by_the_habits_of_the_language(window: MainWindow, qtbot: QtBot) -> None:
    set_language("pl")
    page = opened(window, "cost")
    type_into(qtbot, page, "yearly_value", "10 000,50")
    assert window.document.project.typed[0][1] == 10000.5


def test_the_data_shows_other_rules_and_the_way_to_its_customers(
    window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    document.begin(projects.spells())
    page = opened(window, "churn")
    assert page.rules.isVisible()
    assert page.rules.model.rowCount() == 6
    qtbot.mouseClick(page.panel.answer.proof, Qt.MouseButton.LeftButton)
    proof = window.findChild(ProofDialog)
    assert proof.list.model.rowCount() == 0
    assert [proof.tabs.tabText(index) for index in range(proof.tabs.count())] == ["Lost: 0", "Here at the start: 9"]
    proof.reject()


def test_a_snapshot_shows_its_groups_and_no_benchmark_of_a_month(window: MainWindow, document: Document) -> None:
    document.begin(projects.snapshot())
    page = opened(window, "churn")
    assert page.panel.answer.figure.text() == "25.0%"
    assert page.breakdown.model.rowCount() == 2
    assert page.chart.title.text() == "Churn rate"
    assert page.panel.parts is not None
    assert page.panel.benchmarks._list.layout().count() == 0


def test_a_benchmark_knows_who_lies_in_it() -> None:
    fine, urgent = benchmarks_for("churn_rate", "month")[:2]
    assert contains(fine, 0.03)
    assert not contains(fine, 0.08)
    assert contains(urgent, 0.3)
    assert say(range_of(fine)) == "below 5.0%"


def test_few_departures_propose_to_count_three_months_together(window: MainWindow, document: Document) -> None:
    document.begin(projects.spells())
    page = opened(window, "churn")
    assert "Three months counted together" in page.trend.thin.text.text()
    page.trend.thin.button.click()
    assert document.project.view.by == "quarter"
    document.history.undo()
    assert document.project.view.by == "month"


@pytest.mark.parametrize("look", ["control", "days", "months"])
def test_the_trend_is_looked_at_in_three_ways(window: MainWindow, document: Document, look: str) -> None:
    document.begin(projects.spells())
    page = opened(window, "churn")
    page.trend.chips[look].click()
    assert page.trend.look == look
    assert (
        page.trend.chart.title.text()
        == {
            "control": "Which periods stand out",
            "days": "Churn of the last 30 days",
            "months": "Churn of the last 12 months",
        }[look]
    )


def test_the_customers_who_make_a_difference_are_named_and_listed(window: MainWindow, document: Document) -> None:
    project = projects.spells()
    rows = replace(project.dataset.rows, start=project.dataset.rows.start.copy(), end=project.dataset.rows.end.copy())
    rows.end[10] = "2024-02-20"
    document.begin(replace(project, dataset=replace(project.dataset, rows=rows)))
    document.change(
        message("Look at February"),
        replace(document.project, view=replace(document.project.view, period=date(2024, 2, 1))),
    )
    page = opened(window, "churn")
    said = page.rules.model.index(2, 3).data()
    assert said == (
        "1 customer who came and went in between is lost too. (C010) Divided by 1 customer more, who joined. (C010)"
    )
    assert not page.rules.who.isEnabled()
    page.rules.table.selectRow(2)
    page.rules.who.click()
    dialog = window.findChild(ProofDialog)
    assert dialog.list.model.index(0, 0).data() == "C010"
    assert [dialog.tabs.tabText(at) for at in range(2)] == ["Counted as lost otherwise: 1", "Divided by otherwise: 1"]
    dialog.reject()


def test_no_rule_and_no_difference_is_cut(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    table = opened(window, "churn").rules.table

    def whole() -> None:
        for row in range(table.model().rowCount()):
            for column in (0, 2, 3):
                room = QRect(0, 0, table.columnWidth(column) - 12, 1000)
                text = table.model().index(row, column).data()
                needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
                assert table.rowHeight(row) >= needed

    qtbot.waitUntil(whole)


def test_what_the_data_does_not_hold_is_said_once_and_without_blame(window: MainWindow, document: Document) -> None:
    document.begin(projects.snapshot())
    page = opened(window, "revenue")
    page.choose("quick_ratio")
    panel = page.panel
    assert panel.answer.figure.text() == "No figure yet"
    assert panel.answer.sentence.text()
    assert not panel.inputs.refusal.isVisible()
    assert "doesn't hold these numbers" in panel.inputs.origin.text()
    assert not panel.answer.proof.isVisible()
