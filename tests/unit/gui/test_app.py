from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QDialog

from churndesk.gui import ask
from churndesk.gui.app import Application, Program
from churndesk.gui.pages import PAGES
from churndesk.gui.theme import theme
from churndesk.words import message
from tests.unit.gui.projects import spells

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks


@pytest.fixture
def program(qapp: QApplication, store: Store, tasks: Tasks, tmp_path: Path) -> Iterator[Program]:
    before = QLocale()
    font = qapp.font()
    made = Program(qapp, store, tasks, tmp_path / "recovery")
    made.window.show()
    yield made
    made.window._leaving = True
    made.window.close()
    made.close()
    made.deleteLater()
    qapp.setFont(font)
    QLocale.setDefault(before)


def test_another_language_builds_the_window_anew_and_keeps_the_work(program: Program, qtbot: object) -> None:
    program.document.change(message("Name it"), replace(program.document.project, name="Corner shop"))
    program.window.go("churn")
    before = program.window
    before.choose_setting("language", "pl")
    qtbot.waitUntil(lambda: program.window is not before)
    assert program.window.isVisible()
    assert not before.isVisible()
    assert program.window.current == "churn"
    assert program.window.windowTitle().startswith("Corner shop")
    assert program.window.isWindowModified()
    assert QLocale().language() == QLocale.Language.Polish


def test_a_window_that_was_replaced_hears_of_no_edit(program: Program, qtbot: object) -> None:
    document, before = program.document, program.window
    document.change(message("Name it"), spells())
    for entry in PAGES:
        before.go(entry.key)
    before.choose_setting("language", "pl")
    qtbot.waitUntil(lambda: not shiboken6.isValid(before))
    # A fault in what hears of these fails the test.
    document.change(message("Name it"), replace(document.project, name="Corner shop"))
    document.change(message("Name it"), replace(document.project, view=replace(document.project.view, by="quarter")))
    assert document.study.project.view.by == "quarter"


def test_a_theme_chosen_in_the_menu_holds_at_once(program: Program) -> None:
    program.window.choose_setting("theme", "dark")
    assert theme().colours.dark
    program.window.choose_setting("theme", "system")
    assert not theme().colours.dark


def test_work_left_behind_is_offered_before_any_file(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(program.window.files, "open_paths", opened.append)
    monkeypatch.setattr(ask, "yes", lambda *_args: pytest.fail("nothing was left behind"))
    program.begin((tmp_path / "a.csv",))
    assert opened == [(tmp_path / "a.csv",)]


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_later_start_brings_the_window_forward_and_opens_its_files(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: object
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(program.window.files, "open_paths", opened.append)
    program.window.showMinimized()
    assert program.take((tmp_path / "a.churndesk",))
    qtbot.waitUntil(lambda: opened == [(tmp_path / "a.churndesk",)])
    assert not program.window.isMinimized()
    assert program.take(())
    assert len(opened) == 1


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_while_a_question_is_open_files_of_a_later_start_are_sent_away(
    program: Program, tmp_path: Path, qtbot: object
) -> None:
    program.window.show_about()
    dialog = program.window.findChild(QDialog)
    qtbot.waitUntil(dialog.isVisible)
    assert not program.take((tmp_path / "a.churndesk",))
    assert program.take(())
    dialog.reject()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_the_project_that_is_open_already_is_not_opened_anew(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: object
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(program.window.files, "open_paths", opened.append)
    program.document.path = tmp_path / "a.churndesk"
    assert program.take((tmp_path / "sub" / ".." / "a.churndesk",))
    assert program.take((tmp_path / "b.churndesk",))
    qtbot.waitUntil(lambda: opened == [(tmp_path / "b.churndesk",)])


def test_what_macos_wants_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Path] = []
    wanted = QFileOpenEvent(str(tmp_path / "a.churndesk"))
    app = type("Fake", (), {"opened": type("Signal", (), {"emit": staticmethod(told.append)})})
    assert Application.event(app, wanted)
    assert told == [tmp_path / "a.churndesk"]
