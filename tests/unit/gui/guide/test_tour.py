"""The tour: over the pages, by keyboard, to be left at any time and begun again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from churndesk import __version__
from churndesk.gui.guide.stops import STOPS
from churndesk.gui.pages import PAGES
from churndesk.gui.say import set_language
from churndesk.words import LANGUAGES
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.guide.tour import TourCard
    from churndesk.gui.main_window import MainWindow


@pytest.fixture
def tour(window: MainWindow, document: Document) -> TourCard:
    document.begin(projects.spells())
    window.show_tour()
    return window.asides.guide.tour


def test_every_stop_leads_to_a_page_that_is_there() -> None:
    assert {stop.page for stop in STOPS} <= {entry.key for entry in PAGES}
    assert {stop.points_at for stop in STOPS} == {"page", "context"}


def test_return_leads_from_page_to_page(window: MainWindow, tour: TourCard, qtbot: QtBot) -> None:
    seen = []
    for stop in STOPS[:-1]:
        seen.append(window.current)
        assert stop.title.text == tour.title.text()
        assert window.focusWidget() is tour.on
        qtbot.keyClick(tour.on, Qt.Key.Key_Space)
    assert [*seen, window.current] == [stop.page for stop in STOPS]


def test_the_way_back_is_open_except_at_the_first_stop(window: MainWindow, tour: TourCard) -> None:
    assert not tour.back.isVisible()
    tour.show_stop(3)
    tour.back.click()
    assert tour.place == 2
    assert window.current == STOPS[2].page


def test_escape_leaves_the_tour_wherever_the_keyboard_is(window: MainWindow, tour: TourCard, qtbot: QtBot) -> None:
    # A shortcut is one of the window that has the keyboard.
    with qtbot.waitActive(window):
        window.activateWindow()
    window.rail.buttons["data"].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.asides.guide.tour is None
    window.show_tour()
    assert window.asides.guide.tour.place == 0


def test_the_help_takes_the_place_of_the_tour(window: MainWindow, tour: TourCard) -> None:
    window.show_help()
    assert window.asides.guide.tour is None
    assert window.asides.guide.help is not None


def test_the_ring_stands_around_what_is_spoken_of(window: MainWindow, tour: TourCard, qtbot: QtBot) -> None:
    tour.show_stop(1)
    button, pointed_at = window.asides.guide._rings
    assert STOPS[1].points_at == "context"
    qtbot.waitUntil(lambda: pointed_at.isVisible() and pointed_at.height() >= window.context.height())
    assert button.geometry().contains(window.rail.buttons["overview"].geometry())
    tour.show_stop(2)
    qtbot.waitUntil(lambda: not pointed_at.isVisible())


def test_with_nothing_open_the_tour_brings_a_sample_that_needs_no_saving(
    window: MainWindow, document: Document
) -> None:
    window.show_tour()
    assert window.asides.guide.tour is not None
    assert document.project.name == "A language school"
    assert document.study.ledger is not None
    assert not document.dirty


def test_what_is_open_stays_open(window: MainWindow, document: Document, tour: TourCard) -> None:
    assert document.project.name != "A language school"


def test_at_the_end_a_spreadsheet_can_be_opened(
    window: MainWindow, tour: TourCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[str] = []
    monkeypatch.setattr(window, "run", run.append)
    tour.show_stop(len(STOPS) - 1)
    tour.on.click()
    assert run == ["import"]
    assert window.asides.guide.tour is None


def test_who_was_shown_around_is_no_newcomer(window: MainWindow, tour: TourCard) -> None:
    assert window.store.greeted == __version__
    window.go("start")
    assert not window.pages["start"].welcome.isVisible()


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_nothing_on_the_card_is_cut_off_and_it_stays_in_the_window(
    window: MainWindow, document: Document, language: str
) -> None:
    set_language(language)
    window.resize(1024, 700)
    document.begin(projects.spells())
    window.show_tour()
    card = window.asides.guide.tour
    for place in range(len(STOPS)):
        card.show_stop(place)
        QApplication.sendPostedEvents()
        assert card.parentWidget().rect().contains(card.geometry())
        for button in card.findChildren(QPushButton):
            assert button.width() >= button.minimumSizeHint().width(), button.text()
        assert card.text.height() >= card.text.heightForWidth(card.text.width())
