"""An exception in a slot, a worker, a model or a painting: the work stays, one dialog, the program goes on."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractListModel, Qt, QTimer
from PySide6.QtWidgets import QListView, QWidget

from churndesk.gui.errors import Errors
from churndesk.gui.tasks import Tasks
from churndesk.words import message
from tests.unit.gui.projects import spells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document

PLANTED = "Anna Kowalska-Geheim"


@pytest.fixture
def errors(qtbot: QtBot) -> Iterator[Errors]:
    made, before = Errors(), sys.excepthook
    made.watch()
    with qtbot.capture_exceptions() as caught:
        # pytest-qt has put its own hook in the place of ours.
        sys.excepthook = made.take
        yield made
    if made.dialog is not None:
        made.dialog.reject()
    sys.excepthook = before
    assert not caught


class _Painted(QWidget):
    def paintEvent(self, _event: object) -> None:
        raise ValueError(PLANTED)


class _Model(QAbstractListModel):
    def rowCount(self, _parent: object = None) -> int:
        return 3

    def data(self, _index: object, role: int = 0) -> None:
        if role == Qt.ItemDataRole.DisplayRole:
            raise KeyError(PLANTED)


def _in_a_slot(_qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: int(PLANTED))


def _in_a_worker(qtbot: QtBot) -> None:
    tasks = Tasks()
    tasks.run(_fail, done=lambda _: None, title=message("Work"))
    qtbot.waitUntil(lambda: not tasks.busy)
    tasks.close()


def _fail(report: object) -> None:
    raise RuntimeError(PLANTED)


def _in_a_painting(qtbot: QtBot) -> QWidget:
    widget = _Painted()
    qtbot.addWidget(widget)
    QTimer.singleShot(0, widget.show)
    for wait in (20, 40, 60):
        QTimer.singleShot(wait, widget.update)
    return widget


def _in_a_model(qtbot: QtBot) -> QWidget:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(_Model(view))
    QTimer.singleShot(0, view.show)
    return view


@pytest.mark.parametrize("fault", [_in_a_slot, _in_a_worker, _in_a_painting, _in_a_model])
def test_the_work_stays_and_one_dialog_says_so(
    fault: Callable[[QtBot], object],
    errors: Errors,
    document: Document,
    qtbot: QtBot,
    capfd: pytest.CaptureFixture[str],
) -> None:
    project = spells()
    document.change(message("Import"), project)
    _made = fault(qtbot)
    qtbot.waitUntil(lambda: errors.dialog is not None)
    dialog = errors.dialog
    qtbot.wait(100)
    assert errors.dialog is dialog
    assert document.project is project
    assert PLANTED not in dialog.text.toPlainText()
    assert "Kowalska" not in capfd.readouterr().err
    dialog.reject()
    qtbot.wait(50)
    assert errors.dialog is None, "a fault that comes again is not shown again"
    document.change(message("Rename"), replace(project, name="on"))
    assert document.project.name == "on"


def test_a_fault_in_a_page_that_follows_the_document_leaves_the_history_whole(
    errors: Errors, document: Document, qtbot: QtBot
) -> None:
    document.changed.connect(lambda: int(PLANTED))
    document.change(message("One"), replace(document.project, name="one"))
    document.change(message("Two"), replace(document.project, name="two"))
    document.history.undo()
    assert document.project.name == "one"
    document.history.redo()
    assert document.project.name == "two"
    qtbot.waitUntil(lambda: errors.dialog is not None)
