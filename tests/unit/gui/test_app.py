from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from churndesk.gui import ask
from churndesk.gui.app import Program
from churndesk.gui.theme import theme
from churndesk.words import message

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
