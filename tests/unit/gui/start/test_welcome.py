"""What is said once: to a newcomer, and to somebody with a newer version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import __version__
from churndesk.gui.main_window import MainWindow
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks


def again(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window as it is at the next start."""
    made = MainWindow(window.document, window.tasks, window.store)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.show()
    return made


def test_a_newcomer_is_offered_the_tour_beside_the_three_ways_to_begin(window: MainWindow) -> None:
    page = window.pages["start"]
    assert page.welcome.isVisible()
    assert page.welcome.look.text() == "Show me around"
    page.welcome.look.click()
    assert window.asides.guide.tour is not None


def test_who_declines_is_not_asked_again(window: MainWindow, qtbot: QtBot) -> None:
    welcome = window.pages["start"].welcome
    welcome.away.click()
    assert not welcome.isVisible()
    assert window.asides.guide.tour is None
    assert again(window, qtbot).pages["start"].welcome is None


def test_who_begins_without_it_needs_no_welcome_either(window: MainWindow, document: Document) -> None:
    document.begin(projects.spells())
    window.go("overview")
    window.go("start")
    assert not window.pages["start"].welcome.isVisible()
    assert window.store.greeted == __version__


def test_a_newer_version_says_what_is_new(document: Document, tasks: Tasks, store: Store, qtbot: QtBot) -> None:
    store.greeted = "0.0.1"
    window = MainWindow(document, tasks, store)
    qtbot.addWidget(window)
    window.show()
    run: list[str] = []
    window.menus.actions["news"].triggered.disconnect()
    window.menus.actions["news"].triggered.connect(lambda: run.append("news"))
    window.pages["start"].welcome.look.click()
    assert run == ["news"]
    assert store.greeted == __version__
