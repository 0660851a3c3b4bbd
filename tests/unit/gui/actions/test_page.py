"""The page of the strategies, as a person uses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QAbstractButton, QCalendarWidget, QComboBox, QLineEdit, QPlainTextEdit

from churndesk.analysis import Study
from churndesk.gui.actions import ActionsPage
from churndesk.gui.actions.choice import Choice
from churndesk.gui.actions.page import PAGE_OF
from churndesk.gui.desk import Desk
from churndesk.project.project import Action, StepNote
from churndesk.strategies import Evidence, Reasons, catalogue, suggest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks

DAY = date(2026, 3, 2)
EVIDENCE = Evidence(asked=3, reasons=Reasons(40, (("moved away", 10),)))


@pytest.fixture
def gone() -> list[str]:
    """The pages that were gone to."""
    return []


@pytest.fixture
def desk(document: Document, tasks: Tasks, store: Store, gone: list[str]) -> Desk:
    return Desk(document, tasks, store, gone.append, lambda _key: None, lambda _path: None)


@pytest.fixture
def page(desk: Desk, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ActionsPage:
    monkeypatch.setattr(Study, "suggestions", property(lambda self: suggest(EVIDENCE, catalogue())))
    made = ActionsPage(desk, lambda: DAY)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    document.begin(document.project)
    return made


def edit(document: Document, action: Action) -> None:
    """Another page, or undo, changed the document."""
    from churndesk.gui.actions.plan import with_action
    from churndesk.words import message

    document.change(message("Change"), with_action(document.project, action))


def test_every_strategy_has_a_card_and_suggested_ones_say_why(page: ActionsPage) -> None:
    assert len(page.board.cards) == 12
    first, second = list(page.board.cards)[:2]
    assert (first, second) == ("best-people", "reasons")
    assert page.board.cards["reasons"].sentence.text() == (
        "40 customers left, and a reason is recorded for 10 of them (25%)."
    )


def test_a_card_opens_its_strategy_and_the_way_back_returns_to_it(page: ActionsPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.board.cards["service"], Qt.MouseButton.LeftButton)
    assert page.strategy is not None
    assert page.strategy.heading.text() == "Give better service"
    assert not page.overview.isVisible()
    assert not page.strategy.now.isVisible(), "the figures don't speak for it"
    qtbot.mouseClick(page.strategy.back, Qt.MouseButton.LeftButton)
    assert page.strategy is None
    assert page.overview.isVisible()


def test_a_ticked_step_is_an_edit_that_can_be_undone(page: ActionsPage, document: Document) -> None:
    page.show_strategy("reasons")
    page.strategy.rows["call-ten"].tick.click()
    assert document.project.action("reasons").step("call-ten") == StepNote(ticked=True)
    assert document.project.action("reasons").state == "doing"
    assert document.project.action("reasons").started == DAY
    assert document.history.undoText() == "Tick step 1 of “Find out why customers leave”"
    assert page.strategy.reached.text() == "1 of 7 steps done"
    document.history.undo()
    assert not page.strategy.rows["call-ten"].tick.isChecked()
    assert page.strategy.plan.state.currentData() == "open"


def test_the_words_of_a_step_tick_it_too(page: ActionsPage, document: Document, qtbot: QtBot) -> None:
    page.show_strategy("reasons")
    words = page.strategy.rows["call-ten"].words
    qtbot.waitUntil(lambda: page.childAt(words.mapTo(page, words.rect().center())) is words)  # laid out
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert document.project.action("reasons").step("call-ten").ticked


def test_owner_and_note_of_a_step_are_kept(page: ActionsPage, document: Document, qtbot: QtBot) -> None:
    page.show_strategy("reasons")
    row = page.strategy.rows["fixable"]
    assert not row.editor.isVisible()
    row.more.click()
    qtbot.keyClicks(row.owner, " Mia ")
    qtbot.keyClick(row.owner, Qt.Key.Key_Return)
    qtbot.keyClicks(row.note, "by phone")
    qtbot.keyClick(row.note, Qt.Key.Key_Return)
    assert document.project.action("reasons").step("fixable") == StepNote(owner="Mia", note="by phone")
    row.more.click()
    assert row.aside.text() == "Mia · by phone"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_due_day_is_chosen_from_the_menu_the_calendar_or_not_at_all(page: ActionsPage, document: Document) -> None:
    page.show_strategy("reasons")
    due = page.strategy.plan.due
    due.click()
    next(one for one in due.menu_of_days.actions() if one.text() == "In a week, Mar 9, 2026").trigger()
    due.menu_of_days.close()
    assert document.project.action("reasons").due == date(2026, 3, 9)
    assert due.text() == "Mar 9, 2026"
    due.click()
    due.menu_of_days.findChild(QCalendarWidget).clicked.emit(QDate(2026, 4, 1))
    assert document.project.action("reasons").due == date(2026, 4, 1)
    due.click()
    due.menu_of_days.actions()[-1].trigger()
    due.menu_of_days.close()
    assert document.project.action("reasons").due is None
    assert due.text() == "No due day"


def test_state_owner_cost_and_note_of_a_strategy_are_kept(page: ActionsPage, document: Document, qtbot: QtBot) -> None:
    page.show_strategy("incentives")
    plan = page.strategy.plan
    plan.state.setCurrentIndex(plan.state.findData("doing"))
    plan.state.activated.emit(plan.state.currentIndex())
    qtbot.keyClicks(plan.owner, "Jon")
    qtbot.keyClick(plan.owner, Qt.Key.Key_Return)
    qtbot.keyClicks(plan.cost.line, "1250.50")
    qtbot.keyClick(plan.cost.line, Qt.Key.Key_Return)
    plan.note.setPlainText("  Only for yearly plans.\n")
    plan.note.left.emit()
    kept = document.project.action("incentives")
    assert kept == Action("incentives", "doing", "Jon", None, "Only for yearly plans.", 1250.5, DAY)
    assert plan.started.text() == "Begun on Mar 2, 2026"
    plan.cost.line.clear()
    plan.cost.line.editingFinished.emit()
    assert document.project.action("incentives").cost is None


def test_leaving_a_field_as_it_was_is_no_edit(page: ActionsPage, document: Document) -> None:
    page.show_strategy("incentives")
    for line in page.findChildren(QLineEdit):
        line.editingFinished.emit()
    page.strategy.plan.note.left.emit()
    assert document.history.count() == 0


def test_the_checklist_has_every_step_and_ticks_the_same_document(page: ActionsPage, document: Document) -> None:
    page.as_list.click()
    assert page.checklist is not None
    assert not page.board.isVisible()
    steps = sum(len(card.rows) for card in page.checklist.cards.values())
    assert steps == sum(len(one.steps) for one in catalogue().strategies)
    page.checklist.cards["long-term"].rows["remind"].tick.click()
    assert document.project.action("long-term").step("remind").ticked
    assert page.checklist.cards["long-term"].state.text() == "Doing"
    page.checklist.cards["long-term"].whole.click()
    assert page.strategy.strategy.key == "long-term"


def test_filters_narrow_cards_and_checklist_alike(page: ActionsPage, document: Document) -> None:
    edit(document, Action("service", "doing", due=DAY - timedelta(days=1)))
    page.filter.choose(Choice(due="overdue"))
    assert list(page.board.cards) == ["service"]
    assert page.filter.count.text() == "1 of 12 strategies"
    page.as_list.click()
    assert [key for key, card in page.checklist.cards.items() if card.isVisible()] == ["service"]
    page.filter.choose(Choice(metric="ltv", due="overdue"))
    assert page.nothing.isVisible()
    page.nothing.button.click()
    assert not page.nothing.isVisible()
    assert page.filter.choice == Choice()


def test_another_page_can_ask_for_the_strategies_of_a_figure(page: ActionsPage) -> None:
    page.show_strategy("reasons")
    page.show_metric("arpa")
    assert page.strategy is None
    assert list(page.board.cards) == [one.key for one in catalogue().linked("arpa")]


def test_another_page_can_lead_to_one_strategy(window: MainWindow) -> None:
    window.go("actions", "reasons")
    page = window.pages["actions"]
    assert window.stack.currentWidget() is page
    assert page.strategy.heading.text() == "Find out why customers leave"
    assert page.strategy.isVisible()


def test_the_overview_leads_to_the_strategy_that_it_proposes(desk: Desk, qtbot: QtBot) -> None:
    from churndesk.gui.overview.next_steps import NextSteps

    asked: list[tuple[str, ...]] = []
    steps = NextSteps(desk._replace(go=lambda *where: asked.append(where)))
    qtbot.addWidget(steps)
    steps.show_suggestions(suggest(EVIDENCE, catalogue()), desk.document.project)
    for tile in steps.tiles:
        tile.click()
    assert asked == [("actions", "best-people"), ("actions", "reasons")]


def test_every_linked_figure_leads_to_its_page(page: ActionsPage, gone: list[str]) -> None:
    page.show_strategy("valuable")
    for chip in page.strategy.chips.values():
        chip.click()
    assert gone == ["revenue", "revenue", "revenue", "revenue", "cost"]
    assert {key for one in catalogue().strategies for key in one.metrics} <= set(PAGE_OF)


def test_claims_say_who_said_them(page: ActionsPage) -> None:
    from churndesk.gui.widgets.claim_view import ClaimView

    page.show_strategy("valuable")
    claims = {view.figure.text(): view.source.text() for view in page.strategy.findChildren(ClaimView)}
    assert claims["80% from 20%"] == (
        "Claimed by Gartner, read in a Japanese article on twelve ways to lose fewer customers and a Japanese article "
        "on the retention rate; year not stated. Covers companies in general."
    )
    assert claims["−40%"].startswith("Claimed in a Polish article")


def test_without_figures_nothing_is_suggested(page: ActionsPage, document: Document) -> None:
    document.study = None
    page.refresh()
    assert page.suggested == {}
    assert list(page.board.cards) == [one.key for one in catalogue().strategies]


def test_a_hidden_page_catches_up_when_it_is_shown(page: ActionsPage, document: Document) -> None:
    page.show_strategy("reasons")
    page.hide()
    edit(document, replace(document.project.action("reasons"), owner="Kim"))
    assert page.strategy.plan.owner.text() == ""
    page.show()
    assert page.strategy.plan.owner.text() == "Kim"


def test_everything_that_takes_the_keyboard_has_a_name(page: ActionsPage) -> None:
    page.show_strategy("reasons")
    page.strategy.rows["fixable"].more.click()
    fields = [
        one for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit) for one in page.findChildren(kind)
    ]
    nameless = [
        type(one).__name__
        for one in fields
        if one.isVisible() and not one.accessibleName() and not getattr(one, "text", str)()
    ]
    assert not nameless
