"""Help on each page: there for all of them, from the figures' own declarations, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from churndesk.gui.calculators.groups import GROUPS
from churndesk.gui.guide.guide import ROOMY
from churndesk.gui.guide.topics import TOPICS, topic
from churndesk.gui.pages import PAGES
from churndesk.gui.say import say, set_language
from churndesk.gui.widgets.help_button import HelpButton
from churndesk.metrics import METRICS, metric
from churndesk.words import LANGUAGES
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.guide.help_panel import HelpPanel
    from churndesk.gui.main_window import MainWindow


def said(panel: HelpPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def test_every_page_has_its_help_in_the_order_of_the_rail() -> None:
    assert [one.key for one in TOPICS] == [entry.key for entry in PAGES]


def test_every_figure_is_explained_on_the_page_where_it_stands() -> None:
    for group in GROUPS:
        assert topic(group.key).metrics == group.metrics
    assert {key for one in TOPICS for key in one.metrics} == {one.key for one in METRICS}


def test_f1_shows_the_help_of_the_page_and_sends_it_away_again(window: MainWindow, qtbot: QtBot) -> None:
    window.go("churn")
    with qtbot.waitActive(window):
        window.activateWindow()
    window.rail.buttons["churn"].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    panel = window.asides.guide.help
    told = said(panel)
    assert say(metric("churn_rate").definition) in told
    assert say(metric("growth_rate").formula) in told
    assert "No spreadsheet is open" in told
    assert QApplication.focusWidget() is panel.area
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.asides.guide.help is None
    assert QApplication.focusWidget() is window.rail.buttons["churn"]


def test_escape_closes_the_help(window: MainWindow, qtbot: QtBot) -> None:
    window.show_help()
    qtbot.keyClick(window.asides.guide.help.area, Qt.Key.Key_Escape)
    assert window.asides.guide.help is None


def test_the_help_follows_to_the_next_page_and_names_the_file(window: MainWindow, document: Document) -> None:
    document.begin(projects.spells())
    window.go("overview")
    window.show_help()
    window.go("data")
    told = said(window.asides.guide.help)
    assert say(topic("data").origin) in told
    assert f"Open now: {document.project.dataset.sources[0].file}" in told


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_each_page_has_a_question_mark(window: MainWindow, document: Document, key: str, qtbot: QtBot) -> None:
    document.begin(projects.spells())
    window.go(key)
    marks = [button for button in window.pages[key].findChildren(HelpButton) if button.isVisible()]
    assert len(marks) == 1
    qtbot.mouseClick(marks[0], Qt.MouseButton.LeftButton)
    assert window.asides.guide.help.page == key


def test_the_help_stands_beside_the_page_where_there_is_room_and_over_it_where_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(ROOMY + 200, 800)
    window.show_help()
    panel = window.asides.guide.help

    def end_of_page() -> int:
        return window.stack.mapTo(panel.parentWidget(), window.stack.rect().topRight()).x()

    qtbot.waitUntil(lambda: end_of_page() < panel.x())
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: end_of_page() > panel.x())
    assert panel.geometry().right() <= panel.parentWidget().rect().right()
    window.show_help()
    assert window.centralWidget().layout().contentsMargins().right() == 0


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_no_help_is_wider_than_its_place(window: MainWindow, language: str) -> None:
    set_language(language)
    window.show_help()
    panel = window.asides.guide.help
    for entry in PAGES:
        panel.show_page(entry.key)
        QApplication.sendPostedEvents()
        assert panel.area.widget().width() <= panel.area.viewport().width()
    assert all(button.accessibleName() for button in panel.findChildren(QToolButton))
