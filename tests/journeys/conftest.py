"""What the journeys set out from: the real window with an empty document and settings of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from churndesk.gui.document import Document
from churndesk.gui.main_window import MainWindow
from churndesk.gui.settings import Store
from churndesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def tasks(qapp: object) -> Tasks:
    """Long work is done at once; a journey that wants it beside the window, as it really is, has its own."""
    return Tasks(inline=True)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> Iterator[MainWindow]:
    store = Store(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = MainWindow(Document(tasks), tasks, store)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.show()
    qtbot.waitExposed(made)
    yield made
    tasks.close()
