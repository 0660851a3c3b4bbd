from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from churndesk.gui import ask
from churndesk.gui.document import Document
from churndesk.gui.safekeeping import Safekeeping
from churndesk.gui.tasks import Tasks
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project
from churndesk.project.recovery import RecoveryCopy, copies_in
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def document(qtbot: QtBot) -> Iterator[Document]:
    tasks = Tasks(inline=True)
    yield Document(tasks)
    tasks.close()


@pytest.fixture
def keeping(qtbot: QtBot, document: Document, tmp_path: Path) -> Iterator[Safekeeping]:
    window = QWidget()
    qtbot.addWidget(window)
    keeping = Safekeeping(document, window, tmp_path / "recovery")
    yield keeping
    keeping.close()


def edit(document: Document, name: str) -> None:
    document.change(message("Rename"), replace(document.project, name=name))


def test_an_edit_is_in_the_copy_soon_and_said_to_be_safe(
    qtbot: QtBot, document: Document, keeping: Safekeeping, tmp_path: Path
) -> None:
    with qtbot.waitSignal(keeping.safe_changed) as unsafe:
        edit(document, "one")
    assert unsafe.args == [False]
    edit(document, "two")
    with qtbot.waitSignal(keeping.safe_changed, timeout=3000):
        pass
    assert keeping.safe
    assert [copy.name for copy in copies_in(tmp_path / "recovery")] == ["two"]
    assert list(keeping.left_behind()) == []


def test_saved_work_leaves_no_copy(qtbot: QtBot, document: Document, keeping: Safekeeping, tmp_path: Path) -> None:
    edit(document, "one")
    qtbot.waitUntil(lambda: keeping.safe, timeout=3000)
    document.mark_saved(tmp_path / "one.churndesk")
    qtbot.waitUntil(lambda: not copies_in(tmp_path / "recovery"), timeout=3000)
    assert keeping.safe


def test_work_that_was_left_behind_comes_back_unsaved(
    qtbot: QtBot, document: Document, keeping: Safekeeping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed = RecoveryCopy(tmp_path / "recovery")
    crashed.keep(Project(name="mine"), Blobs(), tmp_path / "mine.churndesk")
    crashed.close(forget=False)
    monkeypatch.setattr(ask, "yes", lambda *_: True)
    assert keeping.offer()
    assert document.project.name == "mine"
    assert document.path == tmp_path / "mine.churndesk"
    assert document.dirty
    # The crashed program's copy is the only one until the next one is written.
    assert crashed.path.exists()
    qtbot.waitUntil(lambda: keeping.safe, timeout=3000)
    assert not crashed.path.exists()
    assert [copy.name for copy in copies_in(tmp_path / "recovery")] == ["mine"]


def test_a_copy_that_cannot_be_written_is_not_called_safe(
    qtbot: QtBot, document: Document, keeping: Safekeeping, tmp_path: Path
) -> None:
    (tmp_path / "recovery").write_text("a file where the folder should be")
    edit(document, "one")
    qtbot.wait(600)
    assert not keeping.safe
