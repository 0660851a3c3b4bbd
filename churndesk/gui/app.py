"""Starts the window: looks, language, one document; slow imports follow once it is there."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from churndesk import __version__
from churndesk.gui import icons
from churndesk.gui.document import Document
from churndesk.gui.doorbell import Doorbell, ring
from churndesk.gui.errors import Errors
from churndesk.gui.main_window import MainWindow
from churndesk.gui.next_turn import next_turn
from churndesk.gui.safekeeping import Safekeeping
from churndesk.gui.say import language, set_language
from churndesk.gui.settings import Store
from churndesk.gui.standing import follow
from churndesk.gui.tasks import Tasks
from churndesk.gui.theme import theme
from churndesk.gui.theme.fonts import font
from churndesk.gui.theme.theme import STYLE

if TYPE_CHECKING:
    from collections.abc import Sequence

#: After the first paint, this long until pandas and the process for large tables are got ready.
WARM_UP_MS = 100
#: Seconds after which a thread that computes lets the window have its turn. With Python's own 0.005 every call into Qt
#: waits that long for the lock to come back, and a page of a hundred calls stands still for half a second.
TURN = 0.0005


class Program(QObject):
    """The running program: its document, its tasks, and the window, which is built anew in another language."""

    def __init__(
        self, app: QApplication, store: Store, tasks: Tasks | None = None, recovery: Path | None = None
    ) -> None:
        """`recovery` is the folder for recovery copies; the person's own where none is named."""
        super().__init__()
        self._app = app
        self._system_font = app.font()
        self._translator: QTranslator | None = None
        self.store = store
        self.tasks = tasks if tasks is not None else Tasks(self)
        self.document = Document(self.tasks, self)
        theme().set_up(app, store.value("theme"))
        self._speak()
        self.window = self._build()
        self.copies = Safekeeping(self.document, self.window, recovery)
        # The window may be built anew; the copies go on.
        self.copies.setParent(self)
        self._watch_over(self.window)
        self.doorbell = Doorbell(self.take, self)

    def _build(self) -> MainWindow:
        window = MainWindow(self.document, self.tasks, self.store)
        window.setting_chosen.connect(self._take_setting)
        return window

    def _watch_over(self, window: MainWindow) -> None:
        """Lets the window say whether the work is safe, and offer what was kept."""
        self.copies.follow(window)
        window.restoring.copies = self.copies
        follow(self.copies, window.standing, window.rail.safety)

    def show(self) -> None:
        """Shows the window, and gets the slow parts ready behind it."""
        self.window.show()
        QTimer.singleShot(WARM_UP_MS, self, self.tasks.get_ready)

    def begin(self, paths: Sequence[Path]) -> None:
        """Offers work that a crash left behind; where there is none, or it isn't wanted, opens the files."""
        if not self.copies.offer() and paths:
            self.window.files.open_paths(paths)

    def take(self, paths: Sequence[Path]) -> bool:
        """Comes to the front and opens the files that a later start named; takes none while a question is open."""
        asking = QApplication.activeModalWidget()
        if paths and asking is not None:
            return False
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        (asking or window).activateWindow()
        wanted = tuple(path for path in paths if not self._shows(path))
        if wanted:
            # Whoever asked is answered first: opening may ask this person what to do with unsaved work.
            next_turn(window, lambda: window.files.open_paths(wanted))
        return True

    def _shows(self, path: Path) -> bool:
        """Whether that project is open already; it needn't be opened anew, and what was changed in it stays."""
        here = self.document.path
        return here is not None and path.resolve() == here.resolve()

    def close(self) -> None:
        """Stops whatever still runs, and lets the window go before the document that it follows."""
        self.doorbell.close()
        self.copies.close()
        self.tasks.close()
        self.document.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _take_setting(self, key: str, value: str) -> None:
        if key == "theme":
            theme().choose(value)
        elif key == "language":
            # The menu that was just used belongs to the window that goes.
            next_turn(self, self._rebuild)

    def _rebuild(self) -> None:
        before, page = self.window, self.window.current
        self.store.keep_geometry(before)
        self._speak()
        self.window = self._build()
        self._watch_over(self.window)
        self.window.go(page)
        self.window.show()
        before.hide()
        before.deleteLater()

    def _speak(self) -> None:
        """Speaks the chosen language, in sentences, in Qt's own dialogs and in its typefaces."""
        set_language(self.store.language)
        code = language().code
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(QLocale(code), "qtbase", "_", folder):
            self._app.installTranslator(self._translator)
        QLocale.setDefault(QLocale(code))
        self._app.setFont(font(code, self._system_font))


class Application(QApplication):
    """The QApplication, which macOS tells what was double-clicked: `opened` bears the file."""

    opened = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Takes a file that the system wants opened."""
        if event.type() == QEvent.Type.FileOpen and event.file():
            self.opened.emit(Path(event.file()))
            return True
        return super().event(event)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The QApplication under our own name, which settings and screen readers go by."""
    # Elsewhere no such event comes, and every other one would go through Python for nothing.
    kind = Application if sys.platform == "darwin" else QApplication
    app = QApplication.instance() or kind(["churndesk", *STYLE, *arguments])
    app.setOrganizationName("ChurnDesk")
    app.setApplicationName("ChurnDesk")
    app.setApplicationDisplayName("ChurnDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("churndesk")
    app.setWindowIcon(icons.program_icon())
    return app


def _collect_again() -> None:
    """Looks for garbage from now on, but not among what the start has loaded, which stays."""
    gc.freeze()
    gc.enable()


def run(arguments: Sequence[str] = ()) -> int:
    """Opens the window with the files named, and answers the exit code once it was closed.

    Where a window is open already, that one takes the files, unless another one is set.
    """
    app = application(arguments)
    store, paths = Store(), tuple(Path(argument) for argument in arguments)
    if store.value("second_start") == "front" and ring(paths):
        return 0
    errors = Errors()
    errors.watch()
    program = Program(app, store)
    if isinstance(app, Application):
        app.opened.connect(lambda path: program.take((path,)))
    program.show()
    QTimer.singleShot(WARM_UP_MS, program, lambda: program.begin(paths))
    QTimer.singleShot(WARM_UP_MS, program, program.doorbell.listen)
    QTimer.singleShot(WARM_UP_MS, program, _collect_again)
    code = app.exec()
    program.close()
    sys.excepthook = sys.__excepthook__
    return code
