"""Any table on the screen can be had as a workbook or as CSV."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

import churndesk.gui
from churndesk.gui import ask
from churndesk.gui.widgets import TableColumn, TableModel, TableView
from churndesk.gui.widgets.surroundings import around
from churndesk.words import message
from tests.unit.gui import projects

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.main_window import MainWindow

#: Every class that shows a table, a tree or a list of cells, and how its cells can be saved. The import is left out:
#: what it shows is the file that is being opened, and questions about it.
TABLES = {
    "TableView": "by its own button and menu",
    "HeatTable": "by the button of its card, as the table behind the chart",
    "QTreeWidget": "not at all: earlier versions of the document, no figures",
    "QUndoView": "not at all: steps to go back to, no figures",
}


@pytest.fixture
def view(qtbot: QtBot) -> TableView:
    days = np.array(["2024-03-05", "NaT", "2023-12-31"], dtype="datetime64[D]")
    model = TableModel(
        (
            TableColumn(message("Name"), "text", np.array(["beta", "Alpha", "=gamma"], dtype=object)),
            TableColumn(message("Until"), "day", days),
            TableColumn(message("Amount"), "money", np.array([20.0, np.nan, 3.0]), "EUR"),
            TableColumn(message("Share"), "rate", (0.25, None, 1.0)),
        )
    )
    made = TableView(model, "Customers/lost")
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_every_table_is_known_here() -> None:
    folder = Path(churndesk.gui.__file__).parent
    files = [path for path in folder.rglob("*.py") if path.parent.name != "importing"]
    source = "\n".join(path.read_text("utf-8") for path in files)
    derived = set(re.findall(r"class (\w+)\((?:QTableView|QTreeView|QListView|QTableWidget|QTreeWidget)\)", source))
    made = set(
        re.findall(r"\b(QTableWidget|QTreeWidget|QTableView|QTreeView|QListView|QListWidget|QUndoView)\(", source)
    )
    assert derived | made == set(TABLES)


def test_it_is_written_as_it_is_shown(view: TableView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: object, kinds: object, proposed: str) -> Path:
        asked.append(proposed)
        assert [ending for _, endings in kinds for ending in endings] == [".xlsx", ".csv"]
        return tmp_path / "lost.xlsx"

    monkeypatch.setattr(ask, "save_file", answer)
    view.model().sort(0, Qt.SortOrder.DescendingOrder)
    view.model().search("a")
    view.save_action.trigger()
    assert asked == ["Customers lost.xlsx"]
    sheet = openpyxl.load_workbook(tmp_path / "lost.xlsx").active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0] == ["Name", "Until", "Amount", "Share"]
    assert [row[0] for row in cells[1:]] == ["beta", "Alpha", "=gamma"]
    assert cells[2][1:] == [None, None, None]
    assert cells[1][2:] == [20, 0.25]


def test_the_corner_has_a_button_while_the_pointer_is_there(
    view: TableView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "lost.csv")
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not view._corner.isVisible()
    QApplication.sendEvent(view, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    qtbot.mouseClick(view._corner, Qt.MouseButton.LeftButton)
    assert (tmp_path / "lost.csv").read_text("utf-8-sig").splitlines()[1] == "beta,2024-03-05,20,0.25"


def test_what_can_not_be_written_is_said(view: TableView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[str] = []
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "gone" / "lost.xlsx")
    monkeypatch.setattr(ask, "tell", lambda _parent, _title, text: said.append(text.text))
    view.save()
    assert said == ["The folder {folder} isn't there any more. Choose another one."]


def test_the_window_says_where_the_file_is(
    window: MainWindow, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document.begin(projects.spells())
    window.go("customers")
    table = window.pages["customers"].findChild(TableView)
    assert around(table) is window
    monkeypatch.setattr(ask, "save_file", lambda *_args: tmp_path / "list.xlsx")
    table.save()
    assert window.written.isVisible()
    assert "list.xlsx" in window.written.text.text()
    assert Path(window.store.folder) == tmp_path
    window.written.put_away.click()
    assert not window.written.isVisible()
