"""Somebody doubts a figure, opens its proof, and ends at the very row of the spreadsheet; then moves the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from churndesk.gui import ask
from churndesk.gui.importing import ImportWizard
from churndesk.gui.proof import ProofDialog
from churndesk.gui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.main_window import MainWindow

PATIENCE = 30_000
#: Eight shoppers; the even ones come every month until they stop, one after the other.
HEAD = "Order;Customer;Date;Total\n"


def write_orders(path: Path) -> Path:
    rows = [
        f"{100 * shopper + month};  K{shopper:03};2025-{month:02}-{3 * shopper + 2:02};{10 + shopper},50\n"
        for shopper in range(8)
        for month in range(1, 13)
        if shopper % 2 or month <= 4 + shopper
    ]
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def tasks(qapp: object) -> Tasks:
    return Tasks()


def imported(window: MainWindow, qtbot: QtBot) -> None:
    window.run("import")
    [wizard] = window.findChildren(ImportWizard)
    qtbot.waitUntil(wizard.foot.finish.isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(window.document.study_changed, timeout=PATIENCE):
        qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("nothing_flashes")
def test_from_a_figure_to_the_row_that_it_came_from(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = write_orders(tmp_path / "orders.csv")
    monkeypatch.setattr(ask, "open_files", lambda *_: (orders,))
    imported(window, qtbot)

    # The limit is moved where the owner's own rhythm is shown; every figure follows.
    window.go("customers", "rhythm")
    rhythm = window.pages["customers"].tabs["rhythm"]
    qtbot.waitUntil(lambda: rhythm.model.rowCount() > 0, timeout=PATIENCE)
    rhythm.days.setValue(45)
    with qtbot.waitSignal(window.document.study_changed, timeout=PATIENCE):
        qtbot.mouseClick(rhythm.use, Qt.MouseButton.LeftButton)
    study = window.document.study
    lost = [moved.lost for moved in study.customers]
    assert sum(lost) == 4

    # The month in which one was lost is looked at, and its churn taken apart.
    picker = window.context.period
    while study.customers[window.document.study.chosen].lost == 0:
        with qtbot.waitSignal(window.document.study_changed, timeout=PATIENCE):
            qtbot.mouseClick(picker.before, Qt.MouseButton.LeftButton)
    window.go("churn")
    qtbot.mouseClick(window.pages["churn"].panel.answer.proof, Qt.MouseButton.LeftButton)
    [proof] = window.findChildren(ProofDialog)
    assert proof.list.model.rowCount() == 1

    # The customer's last order stands there as the file has it, spaces and comma included.
    proof.list.table.selectRow(0)
    story = proof.list.story
    qtbot.waitUntil(lambda: story.cells.model().rowCount() == 4, timeout=PATIENCE)
    story.entries.selectRow(story.entries.model().rowCount() - 1)
    cells = story.cells.model()
    qtbot.waitUntil(lambda: cells.rowCount() == 4, timeout=PATIENCE)
    texts = {cells.index(row, 0).data(): cells.index(row, 1).data() for row in range(4)}
    customer = story.record.id
    assert texts["Customer"] == f"  {customer}"
    assert texts["Total"] == f"{10 + int(customer[1:])},50"
    line = int(story.record.origins.number[-1])
    assert orders.read_text("utf-8").splitlines()[line - 1].split(";")[0] == texts["Order"]
    proof.reject()
