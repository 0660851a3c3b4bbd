"""A month later the owner drops the new export on the window, sees what is different, and goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from churndesk.analysis.leftover import project_leftovers
from churndesk.gui.importing import ImportWizard

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.main_window import MainWindow

MARCH = """Member,Name,Joined,Left,Fee
A1,Ann,10/01/2024,,40
A2,Ben,soon,20/03/2024,40
A3,Cleo,03/02/2024,,60
A4,Dan,14/02/2024,,60
A5,Eve,13/02/2024,,60
T1,Test,01/01/2024,,1
"""
APRIL = """Member,Name,Joined,Left,Fee
A6,Fay,02/04/2024,,60
A1,Ann,10/01/2024,,40
A2,Ben,soon,20/03/2024,40
A3,Cleo,03/02/2024,11/04/2024,60
A5,Eve,13/02/2024,,45
T1,Test,01/01/2024,,1
"""


def dropped(window: MainWindow, path: Path, text: str) -> ImportWizard:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    place, button = QPointF(5, 5), Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, mime, button, Qt.KeyboardModifier.NoModifier))
    return next(one for one in window.findChildren(ImportWizard) if one.isVisible())


def first_import(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """The owner mends a cell, leaves a test row out and sets a rule."""
    wizard = dropped(window, tmp_path / "march" / "members.csv", MARCH)
    wizard.pages.check.fixed.emit(3, 2, "12/01/2024", 0)
    wizard.pages.check.skip_wanted.emit(7, True, 0)
    qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)
    window.go("data")
    editor = window.pages["data"].editor
    policy = window.document.project.policy
    editor.changed.emit(type(policy)(end_is="last_paid_day", grace_days=3))


@pytest.mark.usefixtures("nothing_flashes")
def test_the_new_file_is_compared_before_it_counts(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first_import(window, tmp_path, qtbot)
    before = window.document.project
    wizard = dropped(window, tmp_path / "april" / "members.csv", APRIL)
    changes = wizard.pages.changes
    assert wizard.pages.stack.currentWidget() is changes
    assert window.document.project is before
    assert changes.told.text() == "Customers: 1 new, 2 changed, 1 not there any more, and 2 as before."
    assert changes.carried.text() == "2 rows that you mended or left out before are so again."
    assert "1 customer of before is no longer counted" in changes.consequence.text()
    listed = {}
    for tab in range(3):
        changes.tabs.setCurrentIndex(tab)
        rows = range(changes.model.rowCount())
        columns = range(changes.model.columnCount())
        listed[tab] = [[changes.model.index(row, column).data() for column in columns] for row in rows]
    assert listed == {
        0: [["A6", "Fay"]],
        1: [["A3", "Cleo", "ends on Apr 11, 2024"], ["A5", "Eve", "pays 45, before 60"]],
        2: [["A4", "Dan"]],
    }

    qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)
    project = window.document.project
    assert len(project.dataset.customers) == 5
    assert (project.policy.end_is, project.policy.grace_days) == ("last_paid_day", 3)
    mapping = project.sources[0].mapping
    assert mapping.fixes == ((4, 2, "12/01/2024"),)
    assert mapping.skip == (7,)
    assert window.document.history.undoText() == "Import members.csv"
    window.run("undo")
    assert window.document.project is before
    window.run("redo")
    assert window.document.project is project


def test_it_can_be_counted_together_with_the_earlier_file(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first_import(window, tmp_path, qtbot)
    wizard = dropped(window, tmp_path / "april" / "members.csv", APRIL)
    changes = wizard.pages.changes
    assert changes.replaces.isChecked()
    changes.adds.click()
    assert wizard.foot.finish.isEnabled()
    qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)
    project = window.document.project
    assert sorted(project.dataset.customers.ids.tolist()) == ["A1", "A2", "A3", "A4", "A5", "A6"]
    assert [source.rows_used for source in project.dataset.sources] == [5, 1]
    assert len(project.sources) == 2
    assert len({source.digest for source in project.dataset.sources}) == 2
    left = project_leftovers(project, window.document.blobs)
    assert [(row.table, row.row) for row in left if row.fate == "skipped"] == [
        (0, 7), (1, 2), (1, 3), (1, 4), (1, 6), (1, 7),
    ]  # fmt: skip

    # The month after that goes on from both.
    wizard = dropped(window, tmp_path / "may" / "members.csv", "Member,Name,Joined,Left,Fee\nA7,Gus,03/05/2024,,60\n")
    assert wizard.pages.changes.adds.isChecked()
    qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)
    assert len(window.document.project.dataset.customers) == 7
    assert len(window.document.project.sources) == 3


def test_leaving_changes_nothing_and_lets_go_of_the_copies(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first_import(window, tmp_path, qtbot)
    before = window.document.project
    wizard = dropped(window, tmp_path / "april" / "members.csv", APRIL)
    copies = wizard.draft.earlier.parts[0].path
    assert copies.is_file()
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert window.document.project is before
    assert not copies.exists()


def test_all_that_was_proposed_can_still_be_looked_at(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    first_import(window, tmp_path, qtbot)
    wizard = dropped(window, tmp_path / "april" / "members.csv", APRIL)
    assert wizard.rail.buttons["changes"].isVisible()
    qtbot.mouseClick(wizard.rail.buttons["check"], Qt.MouseButton.LeftButton)
    assert wizard.draft.step == "check"
    assert not wizard.foot.finish.isEnabled()
    assert wizard.pages.check.cells.index(2, 2).data() == "12/01/2024"
    wizard.pages.check.fixed.emit(2, 4, "61", 0)
    qtbot.mouseClick(wizard.rail.buttons["changes"], Qt.MouseButton.LeftButton)
    assert wizard.foot.finish.isEnabled()
