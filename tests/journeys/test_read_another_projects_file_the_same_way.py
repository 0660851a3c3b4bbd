"""Whoever keeps a project for each shop says only once what the columns of their till's export mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from churndesk.gui.importing import ImportWizard
from churndesk.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.main_window import MainWindow

NORTH = "Who,Came,Went,Pays\nA1,01/02/2024,,40\nA2,03/02/2024,05/04/2024,40\nA3,05/02/2024,,60\n"
SOUTH = NORTH.replace("A", "S")


def opened(window: MainWindow, path: Path, text: str) -> ImportWizard:
    path.write_text(text, "utf-8")
    window.import_paths((path,))
    return next(one for one in window.findChildren(ImportWizard) if one.isVisible())


def test_a_new_project_takes_over_how_the_headings_were_read(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    wizard = opened(window, tmp_path / "north.csv", NORTH)
    assert not wizard.pages.file.recalled.isVisibleTo(wizard)
    for column, role in enumerate(("customer", "start", "end", "amount")):
        wizard.pages.columns.role_chosen.emit(column, role)
    wizard.pages.columns.format_chosen.emit(1, "mdy")
    wizard.pages.columns.format_chosen.emit(2, "mdy")
    qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)
    assert window.document.project.dataset is not None

    window.document.begin(Project())
    wizard = opened(window, tmp_path / "south.csv", SOUTH)
    assert "north.csv" in wizard.pages.file.recalled.text.text()
    assert [use.role for use in wizard.draft.mapping.columns] == ["customer", "start", "end", "amount"]
    assert wizard.draft.mapping.columns[1].format == "mdy"
    assert "changes" not in wizard.rail.buttons or not wizard.rail.buttons["changes"].isVisibleTo(wizard)
    qtbot.mouseClick(wizard.pages.file.recalled.button, Qt.MouseButton.LeftButton)
    assert not wizard.draft.recalled
    assert "A1" not in window.store.known_tables.path.read_text("utf-8")
    wizard.done(0)
