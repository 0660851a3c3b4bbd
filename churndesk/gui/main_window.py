"""The main window: rail, context bar, page, progress strip, and the slots of its commands."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from churndesk.gui.asides import Asides
from churndesk.gui.desk import Desk
from churndesk.gui.files import Files, dropped
from churndesk.gui.menus import Menus
from churndesk.gui.next_turn import next_turn
from churndesk.gui.pages import page
from churndesk.gui.rail import Rail
from churndesk.gui.restoring import Restoring
from churndesk.gui.say import say, tr
from churndesk.gui.standing import StandingNotice
from churndesk.gui.step_actions import StepActions
from churndesk.gui.widgets.help_button import HelpButton
from churndesk.gui.widgets.notice import Notice
from churndesk.gui.widgets.progress_strip import ProgressStrip
from churndesk.gui.widgets.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from churndesk.gui.context_bar import ContextBar
    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks
    from churndesk.words import NotPossible

_SMALLEST = (960, 600)
_USUAL = (1240, 800)


class MainWindow(QMainWindow):
    """Shows one document, page by page.

    Signals:
        setting_chosen: the key and the value of a setting that was just changed.
        went: the key of the page that is shown now.
    """

    setting_chosen = Signal(str, str)
    went = Signal(str)

    def __init__(self, document: Document, tasks: Tasks, store: Store) -> None:
        super().__init__()
        self.document = document
        self.tasks = tasks
        self.store = store
        self.files = Files(document, tasks, store, self)
        self.restoring = Restoring(document, tasks, self.files, self)
        self.asides = Asides(self)
        self.desk = Desk(document, tasks, store, self.go, self.run, self.files.open_path)
        self.menus = Menus(self, store)
        self.rail = Rail()
        self.notice = Notice()
        self.standing = StandingNotice(document)
        self.stack = QStackedWidget()
        self.written = Written(closable=True)
        self.strip = ProgressStrip()
        self.pages: dict[str, QWidget] = {}
        self.current = ""
        self._leaving = False
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self._place()
        self._connect()
        if not store.restore_geometry(self):
            self.resize(*_USUAL)
        self._name()
        self.go("start")

    def _place(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        column = self._column = QVBoxLayout()
        for layout in (row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        for widget in (self.standing, self.notice):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        column.addWidget(self.written)
        column.addWidget(self.strip)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.rail.wanted.connect(self.go)
        self.menus.page_wanted.connect(self.go)
        self.menus.chosen.connect(self.choose_setting)
        self.menus.recent_wanted.connect(self.files.open_path)
        self.files.import_wanted.connect(self.import_paths)
        self.files.opened.connect(self._show_opened)
        self.tasks.progressed.connect(self.strip.show_progress)
        self.strip.cancelled.connect(self.tasks.cancel_all)
        document = self.document
        document.saved_changed.connect(self._name)
        document.changed.connect(self._name)
        document.refused.connect(self._show_refusal)
        document.study_changed.connect(self.notice.forget)
        actions = self.menus.actions
        self.steps = StepActions(document.history, actions["undo"], actions["redo"], self)

    # -- pages

    @cached_property
    def context(self) -> ContextBar:
        """The bar above the pages, made with the first page that wants it: the window is painted sooner without."""
        from churndesk.gui.context_bar import ContextBar

        bar = ContextBar(self.document)
        bar.policy_wanted.connect(self.show_policy)
        self._column.insertWidget(0, bar)
        return bar

    def go(self, key: str, part: str = "") -> None:
        """Shows the page of that key, making it if it is the first time; `part` is what it is to show of itself."""
        entry = page(key)
        if key not in self.pages:
            self.pages[key] = entry.make(self.desk)
            self.stack.addWidget(self.pages[key])
            for button in self.pages[key].findChildren(HelpButton):
                button.clicked.connect(self.show_help)
        self.current = key
        self.written.hide()
        self.stack.setCurrentWidget(self.pages[key])
        self.rail.show_page(key)
        if entry.context or "context" in vars(self):
            self.context.show_for(entry.context)
        if part:
            self.pages[key].show_part(part)
        self.went.emit(key)

    def run(self, key: str) -> None:
        """Carries out the command of that key, as if it had been chosen in the menu."""
        self.menus.actions[key].trigger()

    # -- commands, by the names in COMMANDS

    def new(self) -> None:
        """Starts an empty document."""
        self.files.new()

    def open(self) -> None:
        """Opens a project or a table."""
        self.files.open()

    def save(self) -> None:
        """Saves the document."""
        self.files.save()

    def save_as(self) -> None:
        """Saves the document under another name."""
        self.files.save_as()

    def import_file(self) -> None:
        """Asks for a table and imports it."""
        self.files.choose_table()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Leads through the import of those tables."""
        from churndesk.gui.importing import ImportWizard

        wizard = ImportWizard(self.document, self.tasks, tuple(paths), self, self.store.known_tables)
        wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wizard.accepted.connect(lambda: self.go("overview"))
        wizard.open()

    def export(self) -> None:
        """Shows the report, and asks where its workbook is to go."""
        self.go("report", "workbook")

    def export_pdf(self) -> None:
        """Shows the report, and asks where its pages are to go."""
        self.go("report", "pdf")

    def tell_written(self, path: Path) -> None:
        """Says that a file was written, and offers ways to it."""
        self.store.remember_folder(path)
        self.written.show_path(path)

    def show_policy(self) -> None:
        """Opens the rules in force."""
        self.go("data")
        self.pages["data"].show_policy()

    def undo(self) -> None:
        """Takes the last edit back."""
        self.document.history.undo()

    def redo(self) -> None:
        """Does again what was taken back."""
        self.document.history.redo()

    def show_history(self) -> None:
        """Shows every step that can be undone."""
        self.restoring.show_history()

    def show_earlier(self) -> None:
        """Shows earlier versions and unsaved work that was kept."""
        self.restoring.show_earlier()

    def show_properties(self) -> None:
        """Shows what the project is made of."""
        self.restoring.show_properties()

    def copy(self) -> None:
        """Copies what is chosen in whatever has the keyboard."""
        focused = QApplication.focusWidget()
        if hasattr(focused, "copy"):
            focused.copy()

    def show_settings(self) -> None:
        """Shows the settings."""
        self.asides.show_settings()

    def show_help(self) -> None:
        """Shows what the open page says, or sends that away again."""
        self.asides.guide.toggle_help()

    def show_tour(self) -> None:
        """Leads over the pages."""
        self.asides.guide.begin_tour()

    def show_news(self) -> None:
        """Shows what each version brought."""
        self.asides.show_news()

    def show_about(self) -> None:
        """Shows version and licences."""
        self.asides.show_about()

    def choose_setting(self, key: str, value: str) -> None:
        """Keeps a choice from the menu and lets it hold."""
        self.store.choose(key, value)
        self.setting_chosen.emit(key, value)

    # -- what the document says

    def _name(self) -> None:
        self.setWindowTitle(tr("{name}[*] – ChurnDesk", name=self.files.name.replace("[*]", "")))
        self.setWindowModified(self.document.dirty)

    def _show_refusal(self, refusal: NotPossible) -> None:
        self.notice.show_sentence(say(refusal.sentence))

    def _show_opened(self) -> None:
        self.go("start" if self.document.project.dataset is None else "overview")

    # -- files dropped on the window, and its end

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files that lie on this computer."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what was dropped."""
        event.acceptProposedAction()
        self.files.open_paths(dropped(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks to save; nothing is lost without consent."""
        self.store.keep_geometry(self)
        if self._leaving or not self.document.dirty:
            event.accept()
            return
        event.ignore()
        self.files.settled(self.leave)

    def leave(self) -> None:
        """Closes without a question, once the event that asked is over: Qt ignores a close within a close."""
        self._leaving = True
        next_turn(self, self.close)
