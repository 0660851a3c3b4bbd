"""A window like the real one, with settings of its own and tasks that are done at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from churndesk.gui.document import Document
from churndesk.gui.main_window import MainWindow
from churndesk.gui.say import set_language
from churndesk.gui.settings import Store
from churndesk.gui.tasks import Tasks
from churndesk.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _english_and_light(qapp: QApplication) -> Iterator[None]:
    set_language("en")
    if not qapp.styleSheet():
        theme().set_up(qapp, "light")
    theme().choose("light")
    yield
    set_language("en")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks(inline=True)
    yield made
    made.close()


@pytest.fixture
def document(tasks: Tasks) -> Document:
    return Document(tasks)


@pytest.fixture
def window(document: Document, tasks: Tasks, store: Store, qtbot: QtBot) -> MainWindow:
    made = MainWindow(document, tasks, store)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.show()
    qtbot.waitExposed(made)
    return made
