"""Somebody looks at the report, takes out what is nobody's business, and hands the workbook to the accountant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest
from PySide6.QtCore import Qt

from churndesk.gui import ask
from churndesk.ledger.dataset import Category, Customers, Dataset, SourceFile, SpellRows
from churndesk.project.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.main_window import MainWindow

#: id, first day, day of leaving, price a month
MEMBERS = (
    ("00017", "2025-01-10", None, 40.0),
    ("00018", "2025-01-12", "2025-03-20", 40.0),
    ("00019", "2025-02-03", None, 60.0),
    ("00020", "2025-02-14", "2025-04-02", 60.0),
    ("=1+1", "2025-03-05", None, 25.0),
    ("00022", "2025-03-28", None, 40.0),
)


def yoga_studio() -> Project:
    count = len(MEMBERS)
    nobody = np.zeros(count, dtype=bool)
    reasons = Category("Reason", ("moved", "price"), np.array([-1, 1, -1, 0, -1, -1], dtype=np.int32))
    rows = SpellRows(
        customer=np.arange(count, dtype=np.int32),
        start=np.array([start for _, start, _, _ in MEMBERS], dtype="datetime64[D]"),
        end=np.array([end or "NaT" for _, _, end, _ in MEMBERS], dtype="datetime64[D]"),
        asked=np.full(count, np.datetime64("NaT"), dtype="datetime64[D]"),
        amount=np.array([price for _, _, _, price in MEMBERS]),
        trial=nobody,
        paused=nobody,
        failed=nobody,
        goal=nobody,
        source=np.zeros(count, dtype=np.int32),
        row=np.arange(2, count + 2, dtype=np.int32),
        reason=reasons,
    )
    ids = np.array([one for one, _, _, _ in MEMBERS], dtype=object)
    source = SourceFile("members.csv", rows_read=count, rows_used=count)
    dataset = Dataset("customers", Customers(ids), rows, (source,), currency="EUR", latest=date(2025, 4, 30))
    return Project(name="Yoga by the river", dataset=dataset, currency="EUR")


@pytest.mark.usefixtures("nothing_flashes")
def test_the_workbook_says_what_the_window_says(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbook = tmp_path / "for the accountant.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_given: workbook)
    window.document.begin(yoga_studio())
    study = window.document.study

    window.run("export")
    page = window.pages["report"]
    assert window.stack.currentWidget() is page
    page.sheets.boxes["actions"].click()
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert page.written.isVisible()

    book = openpyxl.load_workbook(workbook, data_only=True)
    live = openpyxl.load_workbook(workbook)
    assert "Action plan" not in book.sheetnames
    assert book["Summary"]["A1"].value == "Yoga by the river"
    rows = {row[0].value: row for row in book["Periods"].iter_rows(min_row=5)}
    headings = [cell.value for cell in book["Periods"][4]]
    for index, moved in enumerate(study.customers):
        row = rows[f"{moved.period.start:%b} {moved.period.start.year}"]
        shown = dict(zip(headings, (cell.value for cell in row), strict=True))
        churn = study.result("churn_rate", index)
        assert shown["At the start"] == moved.opening
        assert shown["Lost"] == moved.lost
        assert shown["At the end"] == moved.closing
        if churn.value is not None:
            assert shown["Churn"] == churn.value
            assert shown["Churn from (95%)"] == churn.low
    figures = {row[0].value: row[1].value for row in book["Summary"].iter_rows() if row[0].value}
    assert figures["Churn rate"] == study.result("churn_rate").value == 1 / 5
    assert figures["Cost of all lost customers"] == study.loss_cost().total == 12 * 60
    assert not any(
        cell.data_type == "f" and "1+1" in cell.value for sheet in live for row in sheet.iter_rows() for cell in row
    )
