"""A later start of the program reaches the one that runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from churndesk.gui.doorbell import LONGEST, Doorbell, address, ring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def at(tmp_path: Path) -> str:
    return f"churndesk-{tmp_path.name}" if sys.platform == "win32" else str(tmp_path / "bell")


class Window:
    """What a running program does with the files of a later start."""

    def __init__(self) -> None:
        self.taken: list[tuple[Path, ...]] = []
        self.asked = False

    def takes(self, paths: tuple[Path, ...]) -> bool:
        if not self.asked:
            self.taken.append(paths)
        return not self.asked


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def bell(window: Window, at: str, qapp: object) -> Iterator[Doorbell]:
    made = Doorbell(window.takes)
    assert made.listen(at)
    yield made
    made.close()


RING = """
import sys
from pathlib import Path
from churndesk.gui.doorbell import ring
print(ring([Path(name) for name in sys.argv[2:]], sys.argv[1]))
"""


def later_start(paths: list[Path], at: str, qtbot: QtBot) -> bool:
    """Rings from another process, while this one goes on listening."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    start = subprocess.Popen([sys.executable, "-c", RING, at, *paths], stdout=subprocess.PIPE, env=environment)
    qtbot.waitUntil(lambda: start.poll() is not None, timeout=30_000)
    answer, _nothing = start.communicate()
    return answer.decode().strip() == "True"


def test_where_nobody_is_at_home_the_start_goes_on(at: str, qapp: object) -> None:
    assert not ring([Path("a.churndesk")], at)


def test_a_later_start_hands_over_its_files_by_their_whole_names(
    bell: Doorbell, window: Window, at: str, qtbot: QtBot
) -> None:
    assert later_start([Path("a.churndesk"), Path("b.csv")], at, qtbot)
    assert window.taken == [(Path.cwd() / "a.churndesk", Path.cwd() / "b.csv")]


def test_a_start_without_files_is_taken_too(bell: Doorbell, window: Window, at: str, qtbot: QtBot) -> None:
    assert later_start([], at, qtbot)
    assert window.taken == [()]


def test_while_a_question_is_open_the_later_start_opens_a_window_of_its_own(
    bell: Doorbell, window: Window, at: str, qtbot: QtBot
) -> None:
    window.asked = True
    assert not later_start([Path("a.csv")], at, qtbot)


def test_what_a_desktop_hands_over_to_come_forward_reaches_the_window(
    bell: Doorbell, at: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "")
    socket = QLocalSocket()
    socket.connectToServer(at)
    socket.write(
        json.dumps({"files": [], "tokens": {"DESKTOP_STARTUP_ID": "start-1", "PATH": "/evil"}}).encode() + b"\n"
    )
    socket.flush()
    qtbot.waitUntil(lambda: os.environ["DESKTOP_STARTUP_ID"] == "start-1")
    assert os.environ["PATH"] != "/evil"


@pytest.mark.parametrize(
    "line",
    [b"nonsense\n", b"[]\n", b"{}\n", json.dumps({"files": 5, "tokens": {}}).encode() + b"\n", b"x" * LONGEST * 2],
)
def test_whatever_else_is_said_is_not_taken(bell: Doorbell, window: Window, at: str, qtbot: QtBot, line: bytes) -> None:
    socket = QLocalSocket()
    socket.connectToServer(at)
    assert socket.waitForConnected(1000)
    socket.write(line)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert window.taken == []


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe goes with its program")
def test_what_a_crash_left_behind_keeps_nobody_out(window: Window, at: str, qapp: object) -> None:
    Path(at).touch()
    bell = Doorbell(window.takes)
    assert bell.listen(at)
    bell.close()


def test_two_never_listen_at_one_place(bell: Doorbell, window: Window, at: str, qtbot: QtBot) -> None:
    second = Doorbell(window.takes)
    assert not second.listen(at)
    assert later_start([], at, qtbot)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_can_reach_it(bell: Doorbell, at: str) -> None:
    assert Path(at).stat().st_mode & 0o077 == 0
    assert isinstance(bell._server, QLocalServer)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a folder for it")
def test_without_a_folder_for_the_session_it_is_among_the_persons_own_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Path(address()).is_relative_to(tmp_path / "data")


def test_each_screen_has_a_bell_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qapp: object) -> None:
    (tmp_path / "own").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "own"))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    here = address()
    assert here == address()
    monkeypatch.setenv("DISPLAY", ":1")
    assert address() != here
