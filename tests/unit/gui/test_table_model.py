from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from churndesk.gui.say import set_language
from churndesk.gui.widgets import TableColumn, TableModel, TableView
from churndesk.words import message

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


@pytest.fixture
def model() -> TableModel:
    days = np.array(["2024-03-05", "NaT", "2023-12-31"], dtype="datetime64[D]")
    return TableModel(
        (
            TableColumn(message("Name"), "text", np.array(["beta", "Alpha", "=gamma"], dtype=object)),
            TableColumn(message("Until"), "day", days),
            TableColumn(message("Amount"), "money", np.array([20.0, np.nan, 3.0]), "EUR"),
        )
    )


def column(model: TableModel, number: int) -> list[str]:
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_it_is_a_proper_model(model: TableModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_cells_follow_the_language(model: TableModel) -> None:
    assert column(model, 1) == ["Mar 5, 2024", "", "Dec 31, 2023"]
    assert column(model, 2) == ["€20.00", "", "€3.00"]
    set_language("pl")
    assert column(model, 2)[0] == "20,00\N{NO-BREAK SPACE}€"


def test_amounts_stand_at_the_right_under_their_heading(model: TableModel) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.index(0, 2).data(role) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(2, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize(
    ("by", "order", "names"),
    [
        (0, Qt.SortOrder.AscendingOrder, ["=gamma", "Alpha", "beta"]),
        (1, Qt.SortOrder.AscendingOrder, ["=gamma", "beta", "Alpha"]),
        (2, Qt.SortOrder.DescendingOrder, ["beta", "=gamma", "Alpha"]),
    ],
)
def test_sorting_leaves_empty_cells_last(model: TableModel, by: int, order: Qt.SortOrder, names: list[str]) -> None:
    model.sort(by, order)
    assert column(model, 0) == names


def test_a_search_keeps_the_order(model: TableModel) -> None:
    model.sort(0)
    model.search("A")
    assert column(model, 0) == ["=gamma", "Alpha", "beta"]
    model.search("2023")
    assert column(model, 0) == ["=gamma"]
    model.search("")
    assert model.rowCount() == 3


def test_copied_rows_have_headings_and_no_formula(model: TableModel, qtbot: QtBot) -> None:
    view = TableView(model, "Customers")
    qtbot.addWidget(view)
    view.selectAll()
    view.copy()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0] == "Name\tUntil\tAmount"
    assert lines[3] == "'=gamma\tDec 31, 2023\t€3.00"
