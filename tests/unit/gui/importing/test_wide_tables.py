"""Two hundred columns and five thousand: what is shown and what is looked at doesn't grow with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from churndesk import importing
from churndesk.gui import ask
from churndesk.gui.importing import ImportWizard
from churndesk.gui.importing.columns_model import COLUMN, ROLE
from churndesk.gui.importing.preview_model import CellsModel

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from churndesk.gui.document import Document
    from churndesk.gui.tasks import Tasks

WIDE = 2000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "wide.csv"
    head = ["Member", "Joined", "Left", "Fee", *(f"Answer {number}" for number in range(4, WIDE))]
    rows = [
        [f"M{row:03d}", f"2024-0{1 + row % 6}-10", "2024-09-01" if row % 3 == 0 else "", "40"]
        + [f"{row * number % 97}.{number % 10}" for number in range(4, WIDE)]
        for row in range(30)
    ]
    made.write_text("\n".join(",".join(cells) for cells in [head, *rows]), "utf-8")
    return made


@pytest.fixture
def wizard(document: Document, tasks: Tasks, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ImportWizard:
    monkeypatch.setattr(ask, "yes", lambda *_: True)
    made = ImportWizard(document, tasks, path)
    qtbot.addWidget(made)
    made.open()
    return made


def test_a_step_looks_only_at_the_cells_that_it_shows(wizard: ImportWizard, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    cell = CellsModel.data
    monkeypatch.setattr(CellsModel, "data", lambda model, *said: looked.append(said) or cell(model, *said))
    head = CellsModel.headerData
    monkeypatch.setattr(CellsModel, "headerData", lambda model, *said: looked.append(said) or head(model, *said))
    for step in ("columns", "check"):
        wizard._go_to(step)
        assert wizard.draft.step == step
    assert len(wizard.draft.mapping.columns) == WIDE
    assert 0 < len(looked) < 30_000


def test_a_column_is_found_by_its_heading(wizard: ImportWizard, qtbot: QtBot) -> None:
    wizard._go_to("columns")
    step = wizard.pages.columns
    assert step.search.isVisibleTo(step)
    qtbot.keyClicks(step.sought, "answer 1234")
    assert [step.model.index(row, COLUMN).data() for row in range(step.model.rowCount())] == ["Answer 1234"]
    assert step.list.currentIndex() == step.model.index(0, ROLE)
    assert "Answer 1234" in step.detail.title.text()
    step.model.setData(step.model.index(0, ROLE), "segment", Qt.ItemDataRole.EditRole)
    assert wizard.draft.mapping.columns[1234].role == "segment"
    step.sought.clear()
    assert step.model.rowCount() == WIDE


def test_only_the_columns_in_use_are_listed(wizard: ImportWizard) -> None:
    wizard._go_to("columns")
    step = wizard.pages.columns
    step.used_only.setChecked(True)
    listed = [step.model.index(row, COLUMN).data() for row in range(step.model.rowCount())]
    assert listed == ["Member", "Joined", "Left", "Fee"]
    step.table.setCurrentIndex(step.cells.index(0, 3))
    assert step.list.currentIndex().row() == 3
    step.table.setCurrentIndex(step.cells.index(0, 700))
    assert step.list.currentIndex().row() == 3


def test_only_the_first_page_is_built_before_the_window_shows(
    document: Document, tasks: Tasks, path: Path, qtbot: QtBot
) -> None:
    made = ImportWizard(document, tasks, path)
    qtbot.addWidget(made)
    assert list(made.pages._built) == ["file"]
    qtbot.waitUntil(lambda: set(made.pages._built) == {*importing.ALL_STEPS})
    made.done(0)
