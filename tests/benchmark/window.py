"""The window's own measurements: when it is painted, and how long it ever stands still during a large import."""

from __future__ import annotations

import gc
import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

STARTED = time.perf_counter()

# The clock runs from before the first import of Qt; from here on all is as in the program's own `main`.
gc.disable()
from PySide6.QtCore import QSettings, QTimer  # noqa: E402

from churndesk import __version__  # noqa: E402
from churndesk.gui.app import Program, application  # noqa: E402
from churndesk.gui.settings import Store  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QMainWindow

    from churndesk.gui.importing import ImportWizard

#: Between two beats of the heart; a beat that comes later says how long the window stood still.
BEAT_MS = 5
#: An import that hasn't ended by then has failed.
LONGEST_S = 300


def _when_painted(window: QMainWindow, called: Callable[[], None]) -> None:
    """Calls once the window has painted itself, in the same way as the bare window is asked."""

    def paint(event: QPaintEvent) -> None:
        type(window).paintEvent(window, event)
        QTimer.singleShot(0, called)

    window.paintEvent = paint


def _program(folder: Path) -> Program:
    app = application()
    store = Store(QSettings(str(folder / "set.ini"), QSettings.Format.IniFormat))
    # Every start but the first; that one greets besides.
    store.greeted = __version__
    return Program(app, store, recovery=folder / "kept")


def painted() -> None:
    """Prints the seconds from the first import to the first paint of the window."""
    with tempfile.TemporaryDirectory() as folder:
        program = _program(Path(folder))
        _when_painted(program.window, application().exit)
        program.window.show()
        application().exec()
        print(json.dumps({"painted": time.perf_counter() - STARTED}))
        program.close()


class _Import:
    """Goes through an import as a person does who finds everything right, with the heart beating."""

    def __init__(self, program: Program, file: Path) -> None:
        self.longest = 0.0
        self.program = program
        self._last = time.perf_counter()
        self._until = self._last + LONGEST_S
        self._finished = False
        self._beat = QTimer(program, interval=BEAT_MS)
        self._beat.timeout.connect(self._tick)
        QTimer.singleShot(3000, program, lambda: self._begin(file))

    def _begin(self, file: Path) -> None:
        # The program's own modules are loaded by now; from here on nothing may hold the window up.
        from churndesk.gui.importing import ImportWizard

        self.wizard: ImportWizard = ImportWizard(self.program.document, self.program.tasks, file, self.program.window)
        self.wizard.open()
        self._last = time.perf_counter()
        self._beat.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - BEAT_MS / 1000)
        if not self._finished and self.wizard.foot.finish.isEnabled():
            self._finished = True
            self.wizard.foot.finish.click()
        if (self._finished and self.program.document.study is not None) or now > self._until:
            self._beat.stop()
            QTimer.singleShot(500, self.program, application().exit)
        self._last = time.perf_counter()


def heartbeat(file: str) -> None:
    """Prints the longest time for which the window stood still while the file was imported, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        program = _program(Path(folder))
        program.show()
        run = _Import(program, Path(file))
        application().exec()
        done = program.document.study is not None
        program.close()
        if not done:
            raise SystemExit("the import did not end")
        print(json.dumps({"longest_gap_ms": run.longest * 1000}))


if __name__ == "__main__":
    import sys

    heartbeat(sys.argv[1]) if len(sys.argv) > 1 else painted()
