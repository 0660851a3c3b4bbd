"""Every page, with data and without: nothing is cut off, everything has a name and can be reached by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)

from churndesk.gui.pages import PAGES
from churndesk.gui.say import set_language
from churndesk.words import LANGUAGES
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow
    from churndesk.project.project import Project

KEYS = [entry.key for entry in PAGES]
SMALL = (1024, 700)


@pytest.fixture(params=[code for code, _name in LANGUAGES])
def language(request: pytest.FixtureRequest) -> str:
    set_language(request.param)
    return request.param


def opened(window: MainWindow, document: Document, key: str, project: Project | None, qtbot: QtBot) -> QWidget:
    window.resize(*SMALL)
    if project is not None:
        document.begin(project)
    window.go(key)
    qtbot.waitUntil(window.pages[key].isVisible)
    QApplication.sendPostedEvents()
    return window.pages[key]


def visible(page: QWidget, kind: type) -> list:
    return [widget for widget in page.findChildren(kind) if widget.isVisible()]


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_cut_off_in_a_small_window(
    language: str, window: MainWindow, document: Document, key: str, qtbot: QtBot
) -> None:
    page = opened(window, document, key, projects.spells(), qtbot)
    for area in [*visible(page, QScrollArea), *([page] if isinstance(page, QScrollArea) else [])]:
        assert area.widget().width() <= area.viewport().width(), f"{area} is wider than its window"
    for button in visible(page, QAbstractButton):
        if button.text():
            assert button.width() >= button.minimumSizeHint().width(), f"“{button.text()}” is cut off"
    for label in visible(page, QLabel):
        if label.text() and not label.wordWrap():
            assert label.width() >= label.minimumSizeHint().width(), f"“{label.text()}” is cut off"


def reached_by_tab(widget: QWidget) -> bool:
    """Whether it stands for itself: the line inside a spin box or a combo box is spoken for by its parent."""
    inner = isinstance(widget.parent(), (QAbstractScrollArea, QAbstractSpinBox, QComboBox))
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and not inner


@pytest.mark.parametrize("data", [True, False], ids=["data", "empty"])
@pytest.mark.parametrize("key", KEYS)
def test_every_control_has_a_name(window: MainWindow, document: Document, key: str, data: bool, qtbot: QtBot) -> None:
    opened(window, document, key, projects.spells() if data else None, qtbot)
    nameless = []
    for widget in visible(window, QWidget):
        spoken = QAccessible.queryAccessibleInterface(widget) if reached_by_tab(widget) else None
        if spoken is not None and not spoken.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert not nameless


@pytest.mark.parametrize("key", KEYS)
def test_tab_goes_through_the_page_and_comes_back(
    window: MainWindow, document: Document, key: str, qtbot: QtBot
) -> None:
    page = opened(window, document, key, projects.spells(), qtbot)
    window.rail.buttons[key].setFocus()
    seen: list[QWidget] = []
    for _step in range(400):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now in seen:
            break
        seen.append(now)
    wanted = {button for button in visible(page, QAbstractButton) if button.focusPolicy() & Qt.FocusPolicy.TabFocus}
    # Of buttons that exclude each other, Tab reaches the one that is pressed; arrow keys reach the others.
    unreached = {button for button in wanted if button not in seen and button.isEnabled() and not button.group()}
    assert not {button.text() or button.accessibleName() for button in unreached}
