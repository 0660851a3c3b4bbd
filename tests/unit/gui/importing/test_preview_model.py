from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from churndesk import importing
from churndesk.gui.importing.preview_model import CellsModel, LinesModel, cell_shown, column_letter
from churndesk.shapes import ROLES

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Members\n\nMember,Joined,Left\nA1,2024-01-10,\nA2,2024-01-12,2024-03-20\nA3,2024-02-03,\n"


@pytest.fixture
def draft(tmp_path: Path) -> importing.Draft:
    path = tmp_path / "members.csv"
    path.write_text(ROWS, "utf-8")
    return importing.loaded(importing.begin(path))


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(index: int, letter: str) -> None:
    assert column_letter(index) == letter


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2024, 1, 5), "2024-01-05"),  # noqa: DTZ001  (a workbook's own, without a zone)
        (datetime(2024, 1, 5, 9, 30), "2024-01-05 09:30"),  # noqa: DTZ001
        (date(2024, 1, 5), "2024-01-05"),
        (5.0, "5"),
        (True, "TRUE"),
        ("two\nlines", "two lines"),
    ],
)
def test_cells_are_shown_as_a_person_reads_them(value: object, text: str) -> None:
    assert cell_shown(value) == text


def test_lines_tell_headings_data_and_what_was_set_aside(draft: importing.Draft, qapp: object) -> None:
    model = LinesModel()
    model.show_draft(importing.with_skip(draft, 5))
    states = {model.row_number(row): model.state(row) for row in range(model.rowCount())}
    assert (states[1], states[3], states[4], states[5]) == ("aside", "header", "data", "skipped")
    assert model.reason(0) == "banner"
    assert model.headerData(2, Qt.Orientation.Vertical) == "3"


def test_rows_show_roles_corrections_and_marks(draft: importing.Draft, qapp: object) -> None:
    model = CellsModel(editable=True)
    told: list[tuple[int, int, str]] = []
    model.fixed.connect(lambda *fix: told.append(fix))
    titles = {role.key: role.title for role in ROLES}
    model.show_draft(draft, titles)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Joined\nStart"
    assert model.row_of(5) == 1
    assert model.row_of(3) is None
    place = model.index(1, 1)
    assert model.setData(place, "2024-01-15")
    assert not model.setData(place, place.data())
    assert told == [(5, 1, "2024-01-15")]
    model.show_draft(importing.with_fix(draft, *told[0]), titles)
    assert place.data() == "2024-01-15"
    assert "2024-01-12" in place.data(Qt.ItemDataRole.ToolTipRole)
    model.mark(frozenset({(0, 4, 0)}))
    assert model.index(0, 0).data(Qt.ItemDataRole.BackgroundRole) is not None
    assert model.index(0, 1).data(Qt.ItemDataRole.BackgroundRole) is None
