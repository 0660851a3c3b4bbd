"""What every test gets: no display, settings of its own, and a look at what was left running."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says nothing on a machine that others use too: no test may fail for it.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The tests' program has the style of the real one, on every system."""
    from churndesk.gui.theme.theme import STYLE

    return ["churndesk-tests", *STYLE]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is read or written."""
    home = tmp_path / "home"
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)


@pytest.fixture
def nothing_flashes(qapp: QApplication) -> Iterator[None]:
    """Fails where a part of a window is made visible before it has its place: it would flash as a window of its own."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

    flashed: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            part = isinstance(watched, QWidget) and not isinstance(watched, QDialog | QMainWindow | QMenu)
            if event.type() == QEvent.Type.Show and part and watched.isWindow():
                flashed.append(f"{type(watched).__name__} {watched.accessibleName()}")
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    yield
    qapp.removeEventFilter(watch)
    assert not flashed


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a thread, a running timer or a window behind."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and not thread.daemon]
    assert not left, f"threads left running: {left}"
    if "qapp" in request.fixturenames:
        _no_windows_left()


def _no_windows_left() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not left, f"windows left open: {left}"
