"""Somebody works for a month, and the power goes, the disk fails, or a file is spoilt: the work is still there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt

from churndesk.gui import ask, disk
from churndesk.gui.app import Program, application
from churndesk.gui.earlier import EarlierDialog
from churndesk.gui.history import HistoryDialog
from churndesk.gui.properties import PropertiesDialog
from churndesk.gui.say import say
from churndesk.gui.settings import Store
from churndesk.gui.tasks import Tasks
from churndesk.project import store
from churndesk.project.project import Action, Source
from churndesk.shapes.mapping import ColumnUse, Mapping
from churndesk.words import message
from tests.torture import kill
from tests.unit.gui.projects import spells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document

PATIENCE = 20_000


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Program]]:
    """Starts the program as it is started by hand; all of them share one computer."""
    monkeypatch.setattr(disk, "backup_folder", lambda: tmp_path / "backups")
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    running: list[Program] = []

    def run() -> Program:
        program = Program(application(), Store(settings), Tasks(inline=True), tmp_path / "recovery")
        program.window.show()
        running.append(program)
        return program

    yield run
    for program in running:
        end(program)


def end(program: Program) -> None:
    """Ends the program as it ends when the computer is shut down: without a question."""
    if program in ENDED:
        return
    ENDED.append(program)
    program.window.hide()
    program.close()


ENDED: list[Program] = []


def imported(document: Document) -> None:
    """A month's work: a spreadsheet, and what was done about it."""
    digest = document.blobs.keep(b"id;start\n1;2024-01-01\n")
    mapping = Mapping("customers", (ColumnUse("id", "customer"),))
    project = replace(spells(), name="Gym", sources=(Source("members.csv", digest, mapping),))
    document.change(message("Import {file}", file="members.csv"), project)
    done = Action("reasons", "doing", note="Ann calls them")
    document.change(message("Tick “{step}”", step="Call the last ten"), replace(project, actions=(done,)))


def pull_the_plug(program: Program, tmp_path: Path) -> None:
    """Leaves the disk as it is now; the program goes on, on another one, and is of no more interest."""
    after = tmp_path / "after"
    shutil.copytree(tmp_path / "recovery", after, ignore=shutil.ignore_patterns("*.lock"))
    program.document.give_up()
    end(program)
    shutil.rmtree(tmp_path / "recovery", ignore_errors=True)
    after.rename(tmp_path / "recovery")


def test_after_a_power_cut_the_work_is_offered_with_what_and_when(
    start: Callable[[], Program], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    imported(program.document)
    qtbot.waitUntil(lambda: program.copies.safe, timeout=PATIENCE)
    before = program.document.project
    pull_the_plug(program, tmp_path)

    asked: list[str] = []

    def wanted(_parent: object, question: object, explanation: object, _action: object) -> bool:
        asked.append(f"{say(question)} {say(explanation)}")
        return True

    monkeypatch.setattr(ask, "yes", wanted)
    again = start()
    again.begin([])
    [sentence] = asked
    assert "Gym" in sentence
    assert "kept on" in sentence
    assert again.document.project.actions == before.actions
    assert again.document.dirty
    assert again.document.blobs.content(before.sources[0].digest) is not None
    assert not again.document.history.canUndo()


def test_declined_work_is_not_asked_for_again_but_can_be_brought_back(
    start: Callable[[], Program], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    imported(program.document)
    qtbot.waitUntil(lambda: program.copies.safe, timeout=PATIENCE)
    pull_the_plug(program, tmp_path)
    asked: list[object] = []
    monkeypatch.setattr(ask, "yes", lambda *said: asked.append(said))
    start().begin([])
    assert len(asked) == 1
    later = start()
    later.begin([])
    assert len(asked) == 1
    dialog = earlier(later, qtbot)
    assert dialog.list.topLevelItem(0).text(0) == "Gym"
    assert dialog.list.topLevelItem(0).text(1) == "Unsaved work"
    bring_back(dialog, 0, qtbot)
    assert later.document.project.actions[0].note == "Ann calls them"
    assert later.document.dirty


def earlier(program: Program, qtbot: QtBot) -> EarlierDialog:
    """The list from the File menu."""
    program.window.run("earlier")
    [dialog] = program.window.findChildren(EarlierDialog)
    return dialog


def bring_back(dialog: EarlierDialog, row: int, qtbot: QtBot) -> None:
    dialog.list.setCurrentItem(dialog.list.topLevelItem(row))
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)


def test_an_earlier_version_is_one_more_step_that_can_be_undone(
    start: Callable[[], Program], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    document, window = program.document, program.window
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "gym.churndesk")
    imported(document)
    window.save()
    document.change(message("Delete everything"), replace(document.project, actions=()))
    window.save()
    assert not document.dirty
    dialog = earlier(program, qtbot)
    assert dialog.list.topLevelItemCount() == 1
    bring_back(dialog, 0, qtbot)
    assert document.project.actions[0].note == "Ann calls them"
    assert document.dirty
    document.history.undo()
    assert document.project.actions == ()
    assert not document.dirty
    assert store.load(tmp_path / "gym.churndesk")[0].actions == ()


def test_the_history_goes_back_and_forth(start: Callable[[], Program], qtbot: QtBot) -> None:
    program = start()
    imported(program.document)
    program.window.run("history")
    [dialog] = program.window.findChildren(HistoryDialog)
    model = dialog.steps.model()
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert said == ["As it was opened", "Import members.csv", "Tick “Call the last ten”"]
    dialog.steps.setCurrentIndex(model.index(1, 0))
    assert program.document.project.actions == ()
    dialog.steps.setCurrentIndex(model.index(2, 0))
    assert program.document.project.actions[0].note == "Ann calls them"


def test_the_project_says_what_it_carries_and_gives_the_spreadsheet_back(
    start: Callable[[], Program], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start()
    imported(program.document)
    program.window.run("properties")
    [dialog] = program.window.findChildren(PropertiesDialog)
    assert dialog.total.text().startswith("Together ")
    monkeypatch.setattr(ask, "save_file", lambda *_: tmp_path / "back.csv")
    qtbot.mouseClick(dialog.copies[0], Qt.MouseButton.LeftButton)
    assert (tmp_path / "back.csv").read_bytes() == b"id;start\n1;2024-01-01\n"


def test_a_folder_that_cannot_be_written_is_said_once_and_taken_back(
    start: Callable[[], Program], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "recovery").write_text("a file where the folder should be")
    program = start()
    told: list[object] = []
    program.copies.hindered.connect(told.append)
    imported(program.document)
    notice = program.window.standing
    qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
    assert "can't be kept safe" in notice.text.text()
    assert not program.copies.safe
    (tmp_path / "recovery").unlink()
    program.copies._wait(0)
    program.copies._write()
    qtbot.waitUntil(lambda: program.copies.safe, timeout=PATIENCE)
    assert not notice.isVisible()
    assert [sentence is None for sentence in told] == [False, True]


def test_ending_without_a_question_keeps_the_work_for_the_next_start(
    start: Callable[[], Program], qtbot: QtBot, tmp_path: Path
) -> None:
    """The computer is shut down, and the program told to quit: nobody was asked, so nothing is given up."""
    program = start()
    imported(program.document)
    end(program)
    [copy] = start().copies.left_behind()
    assert copy.name == "Gym"


# Twenty starts and ends of the whole program take their time on a busy machine.
@pytest.mark.timeout(900)
def test_twenty_kills_and_failing_disks_lose_nothing(tmp_path: Path) -> None:
    counts = kill.torture(20, 3, tmp_path)
    assert kill.faults(counts) == 0, counts
    assert counts["recovered or reopened"] >= 10
