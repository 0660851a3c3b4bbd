"""A second start, or a double click on a project, reaches the window that is open already.

The two talk through a socket of the person's own that lives inside the computer (a named pipe on Windows): nobody can
reach it from outside. What is told are the names of files, no more than a double click tells.
"""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtNetwork import QLocalSocket

#: A running program answers at once; one that is busy for so long is left alone.
PATIENCE_MS = 1500
#: More than any list of file names; what is longer is none.
LONGEST = 65_536
#: What a desktop hands to the program that was started, so that its window may come to the front.
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
#: What says which screen a program shows its windows on.
SCREENS = ("WAYLAND_DISPLAY", "DISPLAY")
_TAKEN = b"taken\n"


def address() -> str:
    """Where this person's running program listens: a path only they can reach, or the name of a pipe on Windows.

    It is another one for each screen: a window on a screen that nobody looks at is of no use to who starts it here.
    """
    places = QStandardPaths.StandardLocation
    data = QStandardPaths.writableLocation(places.AppLocalDataLocation)
    whose = "\n".join([data, *(os.environ.get(name, "") for name in SCREENS)])
    name = f"churndesk-{zlib.crc32(whose.encode()):08x}"
    if sys.platform == "win32":
        return name
    # Where a system has no such folder, Qt would complain and make one among everybody's temporary files.
    none = sys.platform == "linux" and not os.environ.get("XDG_RUNTIME_DIR")
    folder = "" if none else QStandardPaths.writableLocation(places.RuntimeLocation)
    return str(Path(folder or data) / name)


def ring(paths: Sequence[Path], at: str = "") -> bool:
    """Hands the files to the program that runs; False where none does, or where it can't take them now."""
    at = at or address()
    # Most starts are the first: those needn't load what knows about sockets.
    if sys.platform != "win32" and not Path(at).exists():
        return False
    import json

    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(at)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    _let_it_come_forward()
    told = {
        "files": [str(path.absolute()) for path in paths],
        "tokens": {name: os.environ[name] for name in TOKENS if name in os.environ},
    }
    socket.write(json.dumps(told).encode() + b"\n")
    socket.flush()
    answered = socket.waitForReadyRead(PATIENCE_MS) and bytes(socket.readLine().data()) == _TAKEN
    socket.disconnectFromServer()
    return answered


def _let_it_come_forward() -> None:
    """On Windows, only who was just started by a person may put a window in front, or let another program do so."""
    if sys.platform == "win32":
        import ctypes

        anybody = -1
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)


class Doorbell(QObject):
    """Listens for later starts. `takes` is asked for each with its files, and answers whether they are taken."""

    def __init__(self, takes: Callable[[tuple[Path, ...]], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._takes = takes
        self._server: QObject | None = None

    def listen(self, at: str = "") -> bool:
        """Listens from now on; False where another program of this person does so already."""
        from PySide6.QtNetwork import QLocalServer

        at = at or address()
        # Qt would quietly take the place of one that listens; what a crash left behind it may replace.
        if _answers(at):
            return False
        QLocalServer.removeServer(at)
        Path(at).parent.mkdir(parents=True, exist_ok=True)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.listen(at)
        server.newConnection.connect(self._greet)
        self._server = server
        return server.isListening()

    def close(self) -> None:
        """Stops listening."""
        if self._server is not None:
            self._server.close()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            visitor = self._server.nextPendingConnection()
            visitor.readyRead.connect(lambda visitor=visitor: self._hear(visitor))
            visitor.disconnected.connect(visitor.deleteLater)
            if visitor.canReadLine():
                self._hear(visitor)

    def _hear(self, visitor: QLocalSocket) -> None:
        if visitor.bytesAvailable() > LONGEST:
            visitor.abort()
        elif visitor.canReadLine():
            told = _understood(bytes(visitor.readLine().data()))
            if told is not None and self._takes(told):
                visitor.write(_TAKEN)
                visitor.flush()
            visitor.disconnectFromServer()


def _answers(at: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(at)
    return bool(socket.waitForConnected(PATIENCE_MS))


def _understood(line: bytes) -> tuple[Path, ...] | None:
    """The files that a later start names; None where that isn't what it says. Its tokens are kept for the window."""
    import json

    try:
        told = json.loads(line)
        files = tuple(Path(name) for name in told["files"])
        tokens = {name: str(told["tokens"][name]) for name in TOKENS if name in told["tokens"]}
    except (ValueError, KeyError, TypeError):
        return None
    os.environ.update(tokens)
    return files
