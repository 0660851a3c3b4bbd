"""How long a person waits while looking at 100,000 customers: the proof of a figure, and another group of customers.

    python -m tests.benchmark.looking [--customers N]

Each is held against a bare version of the same in the same run: a plain table of as many sorted rows, and who of the
group was here at each month's end, counted by numpy alone. Nothing is asserted: the last line counts the measurements.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QEvent, QSettings, Qt
from PySide6.QtWidgets import QDialog, QTableView, QVBoxLayout

from churndesk.gui.app import Program, application
from churndesk.gui.proof.dialog import show_proof
from churndesk.gui.settings import Store
from churndesk.ledger.days import number_of
from churndesk.ledger.policy import Policy
from churndesk.project.project import Project
from churndesk.words import message
from tests.benchmark.duckdb_ratio import log_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.analysis import Study

RUNS = 3
#: The pages whose panels follow the chosen group.
PAGES = ("overview", "churn", "retention", "revenue", "cost", "customers")
#: The groups that are chosen one after the other; each of the first ones is new to the program.
GROUPS = (*(("city", value) for value in "abcde"), *(("channel", value) for value in "xyz"))
LONGEST_S = 60


class _Rows(QAbstractTableModel):
    """As many rows as the proof has, in the order of the first column."""

    def __init__(self, ids: np.ndarray, names: np.ndarray) -> None:
        super().__init__()
        self._order, self._columns = np.argsort(ids.astype(str), kind="stable"), (ids, names)

    def rowCount(self, _parent: Any = None) -> int:
        return len(self._order)

    def columnCount(self, _parent: Any = None) -> int:
        return len(self._columns)

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return str(self._columns[index.column()][self._order[index.row()]]) if role == 0 else None


def _put_away(dialog: QDialog) -> None:
    dialog.close()
    application().sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def _proof(program: Program) -> None:
    """The list of everybody who was here at the start, painted."""
    dialog = show_proof(program.window.desk, "churn_rate", program.window)
    if dialog is None:
        raise SystemExit("there is nothing to prove")
    application().processEvents()
    dialog.grab()
    _put_away(dialog)


def _bare_table(program: Program, study: Study) -> None:
    members = study.members("opening")
    dialog = QDialog(program.window)
    layout = QVBoxLayout(dialog)
    view = QTableView()
    model = _Rows(members.ids, members.ids)
    view.setModel(model)
    layout.addWidget(view)
    dialog.resize(1080, 720)
    dialog.open()
    application().processEvents()
    dialog.grab()
    _put_away(dialog)


def _choose(program: Program, group: tuple[str, str] | None) -> None:
    project = program.document.project
    program.document.change(message("Choose a group"), replace(project, view=replace(project.view, segment=group)))


def _settled(program: Program) -> None:
    """Waits until nothing is computed any more and the window is painted."""
    until = time.perf_counter() + LONGEST_S
    application().processEvents()
    while program.tasks.busy or program.document.study.project.view != program.document.project.view:
        application().processEvents()
        if time.perf_counter() > until:
            raise SystemExit("the figures did not come")
        time.sleep(0.0005)
    application().processEvents()
    program.window.grab()


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _redrawn(program: Program, page: str) -> tuple[float, float]:
    """The median wait with that page in front, for one group after the other; and of it, what the window's thread did.

    The second is processor time: what others do on the machine doesn't count in it.
    """
    program.window.go(page)
    _settled(program)

    def one(group: tuple[str, str]) -> None:
        _choose(program, group)
        _settled(program)

    taken, held = [], []
    for group in GROUPS:
        before = time.thread_time()
        taken.append(_milliseconds(lambda group=group: one(group)))
        held.append(1000 * (time.thread_time() - before))
    _choose(program, None)
    _settled(program)
    return statistics.median(taken), statistics.median(held)


def _bare_group(study: Study, group: tuple[str, str]) -> None:
    ledger = study.ledger
    category = ledger.category(group[0])
    rows = study.dataset.rows
    codes = np.full(len(study.dataset.customers), -1, dtype=np.int32)
    codes[rows.customer] = category.codes
    wanted = codes == category.values.index(group[1])
    spells = ledger.spells
    for period in study.periods:
        day = number_of(period.end)
        here = np.zeros(len(codes), dtype=bool)
        here[spells.customer[(spells.start <= day) & (spells.end > day)]] = True
        np.count_nonzero(here & wanted)


def _opened(folder: Path, customers: int) -> Program:
    program = Program(
        application(), Store(QSettings(str(folder / "set.ini"), QSettings.Format.IniFormat)), recovery=folder / "kept"
    )
    dataset = log_of(10 * customers, customers)
    program.document.begin(Project(dataset=dataset, policy=Policy(inactivity_days=90), currency="EUR"))
    program.window.resize(1280, 800)
    program.window.show()
    until = time.perf_counter() + LONGEST_S
    while program.document.study is None and time.perf_counter() < until:
        application().processEvents()
    _settled(program)
    return program


def measured(program: Program) -> dict[str, float]:
    """Milliseconds by name, and the ratios to the bare versions."""
    study = program.document.study
    bare_table = statistics.median(_milliseconds(lambda: _bare_table(program, study)) for _ in range(RUNS))
    proofs = [_milliseconds(lambda: _proof(program)) for _ in range(RUNS + 1)]
    bare_group = statistics.median(_milliseconds(lambda: _bare_group(study, ("city", "a"))) for _ in range(RUNS))
    proof = statistics.median(proofs[1:])
    found = {
        "customers in the proof": float(len(study.members("opening"))),
        "proof, first time, ms": proofs[0],
        "proof, ms": proof,
        "proof : bare table": proof / bare_table,
        "bare table, ms": bare_table,
        "bare count of a group, ms": bare_group,
    }
    for page in PAGES:
        wait, drawing = _redrawn(program, page)
        found[f"{page}: a group until it is painted, ms"] = wait
        found[f"{page}: of it the window's own thread, CPU ms"] = drawing
        found[f"{page}: a group : bare count"] = wait / bare_group
    return found


def main() -> int:
    """Prints the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = _opened(Path(folder), said.customers)
        found = measured(program)
        program.close()
    for name, value in found.items():
        print(f"{value:10.2f}  {name}")
    print(f"{len(found)} measured")
    return 0


if __name__ == "__main__":
    sys.exit(main())
