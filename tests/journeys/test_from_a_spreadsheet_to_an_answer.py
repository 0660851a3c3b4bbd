"""Somebody opens the spreadsheet that they have, sees who leaves and what it costs, and hands a workbook over."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt

from churndesk.gui import ask
from churndesk.gui.importing import ImportWizard
from churndesk.gui.tasks import Tasks
from churndesk.project import store as project_file

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.main_window import MainWindow

#: Longer than any step takes on a busy machine.
PATIENCE = 30_000


def write_members(path: Path, months: int = 6) -> Path:
    """Sixty members in January; three leave a month, two come, each at 40 a month."""
    rows: list[tuple[str, date, date | None]] = [
        (f"{number:04}", date(2025, 1, 2) + timedelta(days=number % 20), None) for number in range(60)
    ]
    for month in range(2, months + 2):
        leavers = [place for place, (_, _, end) in enumerate(rows) if end is None][:3]
        for place in leavers:
            rows[place] = (*rows[place][:2], date(2025, month, 10))
        rows += [(f"{len(rows) + extra:04}", date(2025, month, 15), None) for extra in range(2)]
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Member no.", "Joined", "Left", "Monthly fee", "Studio"))
        for number, (member, start, end) in enumerate(rows):
            writer.writerow((member, start, end or "", 40, ("North", "South")[number % 2]))
    return path


@pytest.fixture
def tasks(qapp: object) -> Tasks:
    return Tasks()


def import_through_the_wizard(window: MainWindow, qtbot: QtBot) -> None:
    """From the button on the first page to the figures, taking every reading as proposed."""
    qtbot.mouseClick(window.pages["start"].open_table, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(ImportWizard) is not None, timeout=PATIENCE)
    wizard = window.findChild(ImportWizard)
    qtbot.waitUntil(wizard.foot.finish.isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(window.document.study_changed, timeout=PATIENCE):
        qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)


def test_from_a_spreadsheet_to_an_answer(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = write_members(tmp_path / "members.csv")
    monkeypatch.setattr(ask, "open_files", lambda *_: (members,))
    import_through_the_wizard(window, qtbot)

    # The overview comes by itself: June, the last month that is over, is looked at.
    assert window.current == "overview"
    study = window.document.study
    assert [moved.lost for moved in study.customers] == [0, 3, 3, 3, 3, 3, 3]
    churn = study.result("churn_rate")
    assert churn.value == pytest.approx(3 / study.customers[study.chosen].opening)

    # The panels say the same, each in its own words.
    window.go("churn")
    answer = window.pages["churn"].panel.answer
    assert answer.figure.text() == "5.4%"
    assert answer.formula.text() == "3 / 56 = 5.4%"
    window.go("cost")
    assert study.result("loss_cost").value == 3 * 12 * 40

    # Who left: three members, found by searching too.
    window.go("customers")
    assert set(study.members("lost").ids) <= {f"{number:04}" for number in range(80)}
    assert len(study.members("lost")) == 3

    # A step of a strategy is ticked.
    window.go("actions")
    page = window.pages["actions"]
    page.show_strategy("reasons")
    page.strategy.rows["call-ten"].tick.click()
    assert window.document.project.action("reasons").state == "doing"

    # The workbook holds the figures of the panels, and the ticked step.
    workbook = tmp_path / "summary.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_: workbook)
    window.run("export")
    qtbot.waitUntil(window.pages["report"].export.isEnabled, timeout=PATIENCE)
    qtbot.mouseClick(window.pages["report"].export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(workbook.exists, timeout=PATIENCE)
    book = openpyxl.load_workbook(workbook, data_only=True)
    figures = {row[0].value: row[1].value for row in book["Summary"].iter_rows() if row[0].value}
    assert figures["Churn rate"] == churn.value
    assert figures["Cost of all lost customers"] == 3 * 12 * 40
    assert "Action plan" in book.sheetnames

    # Saved, closed and opened again, all is there.
    project = tmp_path / "studio.churndesk"
    monkeypatch.setattr(ask, "save_file", lambda *_: project)
    window.run("save")
    qtbot.waitUntil(lambda: not window.document.dirty, timeout=PATIENCE)
    back, blobs = project_file.load(project)
    assert back.action("reasons").step("call-ten").ticked
    assert blobs.content(back.sources[0].digest) == members.read_bytes()


def test_next_months_file_takes_the_same_mapping(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = write_members(tmp_path / "july.csv", 6), write_members(tmp_path / "august.csv", 7)
    monkeypatch.setattr(ask, "open_files", lambda *_: (first,))
    import_through_the_wizard(window, qtbot)
    window.go("start")
    before = window.document.project.sources[0].mapping
    monkeypatch.setattr(ask, "open_files", lambda *_: (second,))
    import_through_the_wizard(window, qtbot)
    assert window.document.project.sources[0].mapping == before
    assert window.document.project.sources[0].file == "august.csv"
    assert [moved.lost for moved in window.document.study.customers] == [0, 3, 3, 3, 3, 3, 3, 3]
    window.run("undo")
    assert window.document.project.sources[0].file == "july.csv"
