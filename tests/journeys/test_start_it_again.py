"""Somebody double-clicks a project, or starts the program again, while its window is open."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from churndesk.gui.app import Program, application
from churndesk.gui.settings import Store
from churndesk.gui.tasks import Tasks
from churndesk.project import store
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE = 60_000


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Program]:
    """The program as it runs already; the other start finds it where this computer keeps such things."""
    own = tmp_path / "own"
    own.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(own))
    settings = QSettings(str(settings_file(tmp_path)), QSettings.Format.IniFormat)
    made = Program(application(), Store(settings), Tasks(inline=True), tmp_path / "recovery")
    made.window.show()
    assert made.doorbell.listen()
    yield made
    made.document.give_up()
    made.window.close()
    made.close()
    made.deleteLater()


def settings_file(tmp_path: Path) -> Path:
    """Where the other start looks for its settings, on Linux."""
    return tmp_path / "home" / "ChurnDesk" / "ChurnDesk.conf"


@pytest.fixture
def start_again(program: Program) -> Iterator[Callable[[Path], subprocess.Popen[bytes]]]:
    """Starts the program once more with a file; it ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(path: Path) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
        started.append(subprocess.Popen([sys.executable, "-m", "churndesk", str(path)], env=environment))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.wait()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_project_double_clicked_opens_in_the_window_that_is_there(
    program: Program, start_again: Callable[[Path], subprocess.Popen[bytes]], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Corner shop.churndesk"
    store.save(Project(name="Corner shop"), Blobs(), path)
    program.window.showMinimized()
    again = start_again(path)
    qtbot.waitUntil(lambda: again.poll() is not None, timeout=PATIENCE)
    assert again.returncode == 0
    qtbot.waitUntil(lambda: program.document.path == path, timeout=PATIENCE)
    assert not program.window.isMinimized()


@pytest.mark.skipif(sys.platform != "linux", reason="settings lie elsewhere")
def test_as_set_another_window_opens(
    program: Program, start_again: Callable[[Path], subprocess.Popen[bytes]], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "Corner shop.churndesk"
    store.save(Project(name="Corner shop"), Blobs(), path)
    program.store.choose("second_start", "window")
    QSettings(str(settings_file(tmp_path)), QSettings.Format.IniFormat).sync()
    again = start_again(path)
    # It runs on by itself, and has opened the project in its own window.
    qtbot.waitUntil(
        lambda: again.poll() is not None or path.name in settings_file(tmp_path).read_text("utf-8"), timeout=PATIENCE
    )
    assert again.poll() is None
    assert program.document.path is None
