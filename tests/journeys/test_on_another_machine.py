"""A project goes to another computer, where neither the spreadsheet nor anything else of the first one is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt

from churndesk.gui import ask, disk
from churndesk.gui.app import Program, application
from churndesk.gui.importing import ImportWizard
from churndesk.gui.proof import ProofDialog
from churndesk.gui.settings import Store
from churndesk.metrics import METRICS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.analysis import Study

PATIENCE = 60_000
#: Six shoppers who come every month; three of them stop.
HEAD = "Order;Customer;Date;Total\n"
ROWS = [
    f"{100 * shopper + month};  K{shopper:03};2025-{month:02}-{3 * shopper + 2:02};{10 + shopper},50\n"
    for shopper in range(6)
    for month in range(1, 13)
    if shopper % 2 or month <= 4 + shopper
]


@pytest.fixture
def computer(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Program]]:
    """Starts the program on a computer of that name, where everything that it keeps lies in a folder of its own."""
    running: list[Program] = []

    def start(name: str) -> Program:
        home = tmp_path / name
        for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA"):
            monkeypatch.setenv(variable, str(home))
        monkeypatch.setattr(disk, "backup_folder", lambda: home / "backups")
        settings = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
        program = Program(application(), Store(settings), recovery=home / "recovery")
        running.append(program)
        program.window.show()
        return program

    def end_all() -> None:
        while running:
            program = running.pop()
            program.document.give_up()
            program.window.hide()
            program.close()

    start.end_all = end_all
    yield start
    end_all()


def figures(study: Study) -> list[object]:
    """Every figure of every period, to the last digit."""
    found: list[object] = [(moved.period.start, moved.opening, moved.new, moved.lost) for moved in study.customers]
    for metric in METRICS:
        for number in range(len(study.periods)):
            result = study.result(metric.key, number)
            found.append((metric.key, number, repr(result.value), repr(result)))
    return found


def test_the_same_figures_and_their_rows_where_the_spreadsheet_never_was(
    computer: Callable[[str], Program], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = computer("first")
    orders = tmp_path / "first" / "orders.csv"
    orders.parent.mkdir(exist_ok=True)
    orders.write_text(HEAD + "".join(ROWS), encoding="utf-8")
    saved = tmp_path / "first" / "shop.churndesk"
    monkeypatch.setattr(ask, "open_files", lambda *_: (orders,))
    monkeypatch.setattr(ask, "save_file", lambda *_: saved)
    window, document = first.window, first.document
    window.run("import")
    [wizard] = window.findChildren(ImportWizard)
    qtbot.waitUntil(wizard.foot.finish.isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(document.study_changed, timeout=PATIENCE):
        qtbot.mouseClick(wizard.foot.finish, Qt.MouseButton.LeftButton)
    window.save()
    qtbot.waitUntil(lambda: document.path == saved and not document.dirty, timeout=PATIENCE)
    before = figures(document.study)
    computer.end_all()

    moved = tmp_path / "elsewhere" / "from Ann.churndesk"
    moved.parent.mkdir()
    shutil.move(saved, moved)
    shutil.rmtree(tmp_path / "first")

    second = computer("second")
    with qtbot.waitSignal(second.document.study_changed, timeout=PATIENCE):
        second.begin([moved])
    assert second.document.path == moved
    assert not second.document.dirty
    assert figures(second.document.study) == before
    assert sum(moved.lost for moved in second.document.study.customers) > 0
    # The settings of the first, which live on in this process, may be written once more into a folder of that name.
    assert not orders.exists()
    assert not saved.exists()

    window, study = second.window, second.document.study
    while study.customers[study.chosen].lost == 0:
        with qtbot.waitSignal(second.document.study_changed, timeout=PATIENCE):
            qtbot.mouseClick(window.context.period.before, Qt.MouseButton.LeftButton)
        study = second.document.study
    window.go("churn")
    qtbot.mouseClick(window.pages["churn"].panel.answer.proof, Qt.MouseButton.LeftButton)
    [proof] = window.findChildren(ProofDialog)
    proof.list.table.selectRow(0)
    story = proof.list.story
    cells = story.cells.model()
    qtbot.waitUntil(lambda: cells.rowCount() == 4, timeout=PATIENCE)
    said = [cells.index(row, 1).data() for row in range(4)]
    line = int(story.record.origins.number[0])
    assert said == (HEAD + "".join(ROWS)).splitlines()[line - 1].split(";")
    assert said[1] == f"  {story.record.id}"
    proof.reject()
