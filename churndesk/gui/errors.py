"""A fault of the program: one dialog with a text to copy, and the work stays open.

The text names kinds of errors and lines of our code. It never bears the error's own words: they may quote a cell.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from churndesk import __version__

if TYPE_CHECKING:
    from types import TracebackType

    from churndesk.gui.error_dialog import ErrorDialog

_PACKAGE = Path(__file__).resolve().parent.parent


def report(error: BaseException) -> str:
    """What is safe to send to somebody else: versions, kinds of errors, places in the code."""
    # Imported here: most days nobody needs them.
    import platform
    import traceback

    lines = [f"ChurnDesk {__version__}, PySide6 {qt_version}, Python {platform.python_version()}, {platform.system()}"]
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__name__)
        frames = traceback.extract_tb(link.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def _place(file: str) -> str:
    """The file within the program, or its bare name: a full path would tell who the person is."""
    path = Path(file)
    return path.relative_to(_PACKAGE.parent).as_posix() if path.is_relative_to(_PACKAGE) else path.name


class Errors(QObject):
    """Takes every exception that nobody caught, from any thread, and shows one dialog at a time.

    A fault that comes again is not shown again: what fails while a page is painted fails with every painting.
    """

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: ErrorDialog | None = None
        self._told: set[str] = set()
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Takes over from Python's own hooks; a windowed program would show nothing at all."""
        sys.excepthook = self.take
        threading.excepthook = lambda args: self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def take(self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
        """Shows the error; an interrupt from the keyboard ends the program as ever."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = report(error if error is not None else kind())
        if text in self._told:
            return
        self._told.add(text)
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")
        self._caught.emit(text)

    def _show(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.text.appendPlainText("\n" + text)
            return
        # Imported here: most days nobody needs it.
        from churndesk.gui.error_dialog import ErrorDialog

        self.dialog = ErrorDialog(text)
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self) -> None:
        self.dialog = None
