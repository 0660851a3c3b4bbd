from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QUndoStack

from churndesk.gui import ask, main_window
from churndesk.gui.commands import COMMANDS, LANGUAGE, LINE, MENUS, PAGES_MENU, RECENT, THEME
from churndesk.gui.pages import PAGES
from churndesk.words import message
from tests.unit.gui.projects import spells

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow


def test_every_command_stands_in_a_menu_and_has_its_slot() -> None:
    entries = [entry for _title, entries in MENUS for entry in entries if entry != LINE]
    assert set(entries) - {RECENT, PAGES_MENU, THEME, LANGUAGE} == {one.key for one in COMMANDS}
    assert all(callable(getattr(main_window.MainWindow, one.slot)) for one in COMMANDS)


def test_no_two_shortcuts_are_the_same() -> None:
    keys = [one.shortcut for one in COMMANDS if one.shortcut]
    keys += [f"Ctrl+{number % 10}" for number in range(1, len(PAGES) + 1)]
    assert len(keys) == len(set(keys))


def test_the_main_window_stays_small() -> None:
    assert len(Path(main_window.__file__).read_text().splitlines()) < 300


@pytest.mark.usefixtures("nothing_flashes")
def test_no_part_of_a_page_is_ever_a_window_of_its_own(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    for project in (document.project, spells()):
        document.change(message("Name it"), project)
        for entry in PAGES:
            window.go(entry.key)
            qtbot.waitExposed(window)
    assert set(window.pages) == {entry.key for entry in PAGES}


def test_an_edit_marks_the_title_and_can_be_undone_by_key(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    assert window.windowTitle() == "Untitled[*] – ChurnDesk"
    document.change(message("Name it"), replace(document.project, name="Corner shop"))
    assert window.isWindowModified()
    assert window.windowTitle() == "Corner shop[*] – ChurnDesk"
    assert window.menus.actions["undo"].text() == "Undo: Name it"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.project.name == ""
    assert not window.isWindowModified()
    assert window.menus.actions["redo"].text() == "Redo: Name it"


def test_closing_can_be_called_off(window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    document.change(message("Name it"), replace(document.project, name="Corner shop"))
    monkeypatch.setattr(ask, "save_changes", lambda _parent, _name: "cancel")
    assert window.close() is False
    assert window.isVisible()


def test_closing_without_saving_closes(
    window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    document.change(message("Name it"), replace(document.project, name="Corner shop"))
    monkeypatch.setattr(ask, "save_changes", lambda _parent, _name: "discard")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_with_save_writes_the_file_and_closes(
    window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    document.change(message("Name it"), replace(document.project, name="Corner shop"))
    monkeypatch.setattr(ask, "save_changes", lambda _parent, _name: "save")
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "shop.churndesk")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert (tmp_path / "shop.churndesk").is_file()
    assert window.store.recent == (tmp_path / "shop.churndesk",)


def test_a_saved_project_opens_again_from_the_recent_files(
    window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document.change(message("Name it"), replace(document.project, name="Corner shop"))
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "shop.churndesk")
    window.save()
    window.new()
    assert document.project.name == ""
    window.menus.fill_recent()
    window.menus.recent.actions()[0].trigger()
    assert document.project.name == "Corner shop"
    assert not document.dirty


def test_a_file_that_is_no_project_gets_a_sentence(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: said.append(text.text))
    broken = tmp_path / "broken.churndesk"
    broken.write_text("not a project")
    window.files.open_path(broken)
    assert said == ["{file} is not a ChurnDesk project."]


def test_a_dropped_table_begins_its_import(window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted: list[tuple[Path, ...]] = []
    monkeypatch.setattr(window.files, "open_paths", wanted.append)
    table = tmp_path / "customers.csv"
    table.write_text("id\n1\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(table)), QUrl("https://example.org/a.csv")])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    assert wanted == [(table,)]


def test_geometry_is_remembered(window: MainWindow, document: Document, qtbot: QtBot) -> None:
    window.resize(960, 640)
    window.close()
    again = main_window.MainWindow(document, window.tasks, window.store)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (960, 640)


def test_a_setting_chosen_in_the_menu_is_kept(window: MainWindow) -> None:
    chosen: list[tuple[str, str]] = []
    window.setting_chosen.connect(lambda key, value: chosen.append((key, value)))
    window.choose_setting("theme", "dark")
    assert chosen == [("theme", "dark")]
    assert window.store.value("theme") == "dark"


def test_a_history_that_goes_first_is_not_asked_any_more(window: MainWindow, document: Document) -> None:
    document.change(message("Name it"), replace(document.project, name="Corner shop"))
    shiboken6.delete(document.history)
    window.steps.follow()
    assert window.menus.actions["undo"].isEnabled()
    document.history = QUndoStack(document)
