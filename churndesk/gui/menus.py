"""Builds the menu bar and the shortcuts from the tables of commands, pages and settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from churndesk.gui import icons
from churndesk.gui.commands import COMMANDS, LANGUAGE, LINE, MENUS, PAGES_MENU, RECENT, THEME
from churndesk.gui.pages import PAGES
from churndesk.gui.say import say, tr
from churndesk.gui.settings.setting import setting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QMenu

    from churndesk.gui.settings import Store


class Menus(QObject):
    """The menu bar of one window. `actions` are its commands by key.

    Signals:
        page_wanted: the key of a page.
        chosen: the key of a setting and the value taken.
        recent_wanted: the path of a project that was open lately.
    """

    page_wanted = Signal(str)
    chosen = Signal(str, str)
    recent_wanted = Signal(object)

    def __init__(self, window: QMainWindow, store: Store) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self.actions = {one.key: self._action(one.text, one.shortcut, one.icon) for one in COMMANDS}
        for one in COMMANDS:
            self.actions[one.key].triggered.connect(getattr(window, one.slot))
        self.actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self.actions["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self.actions["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self.recent: QMenu | None = None
        for title, entries in MENUS:
            menu = window.menuBar().addMenu(say(title))
            for entry in entries:
                self._add(menu, entry)

    def _action(self, text: object, shortcut: str, icon: str) -> QAction:
        action = QAction(say(text), self._window)
        action.setShortcut(QKeySequence(shortcut))
        if icon:
            action.setIcon(icons.icon(icon))
        return action

    def _add(self, menu: QMenu, entry: str) -> None:
        if entry == LINE:
            menu.addSeparator()
        elif entry == RECENT:
            self.recent = menu.addMenu(tr("Open recent"))
            self.recent.aboutToShow.connect(self.fill_recent)
        elif entry == PAGES_MENU:
            self._add_pages(menu)
        elif entry in (THEME, LANGUAGE):
            self._add_choices(menu, entry)
        else:
            menu.addAction(self.actions[entry])

    def _add_pages(self, menu: QMenu) -> None:
        for number, entry in enumerate(PAGES, start=1):
            action = self._action(entry.title, f"Ctrl+{number % 10}", entry.icon)
            action.triggered.connect(partial(self.page_wanted.emit, entry.key))
            menu.addAction(action)

    def _add_choices(self, menu: QMenu, key: str) -> None:
        declared = setting(key)
        below = menu.addMenu(say(declared.title))
        group = QActionGroup(self)
        for value, title in declared.choices:
            action = QAction(say(title), self._window, checkable=True)
            action.setChecked(value == self._store.value(key))
            action.triggered.connect(partial(self.chosen.emit, key, value))
            group.addAction(action)
            below.addAction(action)

    def fill_recent(self) -> None:
        """Lists the projects that were open lately and are still there."""
        self.recent.clear()
        for path in self._store.recent:
            action = self.recent.addAction(path.name)
            action.setToolTip(str(path))
            action.triggered.connect(partial(self.recent_wanted.emit, path))
        if self.recent.isEmpty():
            self.recent.addAction(tr("Nothing yet")).setEnabled(False)
