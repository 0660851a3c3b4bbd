from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from churndesk.gui.errors import Errors, report

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def fail(cell: str) -> None:
    try:
        int(cell)
    except ValueError as error:
        raise KeyError(cell) from error


def caught(cell: str) -> KeyError:
    try:
        fail(cell)
    except KeyError as error:
        return error
    raise AssertionError


def test_the_report_names_kinds_and_places_but_no_cell() -> None:
    text = report(caught("Anna Kowalska"))
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_errors.py" in text
    assert "Kowalska" not in text
    assert "/" not in text.split("test_errors.py")[0].splitlines()[-1]


def test_one_dialog_at_a_time_with_a_text_to_copy(qtbot: QtBot, capsys: object) -> None:
    errors = Errors()
    error = caught("secret")
    errors.take(type(error), error, error.__traceback__)
    errors.take(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: errors.dialog is not None)
    first = errors.dialog
    first.copy()
    assert "KeyError" in QApplication.clipboard().text()
    first.reject()
    assert errors.dialog is None
