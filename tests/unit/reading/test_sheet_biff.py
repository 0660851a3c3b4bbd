from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk.reading import CellError, NeedsPassword, ReadOptions, read, sheet_biff
from churndesk.words import NotPossible
from tests.unit.reading import old_workbooks

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [["customer", "mrr"], ["C1", 29.5], ["C2", "#N/A"], ["C3", "#DIV/0!"], ["C4", 40.0]]
WORD = "quiet 7"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "members.xls"
    path.write_bytes(content)
    return path


def test_errors_are_unreadable_cells_and_not_empty_ones(tmp_path: Path) -> None:
    table = read(written(tmp_path, old_workbooks.workbook(ROWS)))
    amounts = table.columns[1].cells().tolist()
    assert amounts == [29.5, "#N/A", "#DIV/0!", 40]
    assert [isinstance(amount, CellError) for amount in amounts] == [False, True, True, False]
    assert [(problem.code, problem.row) for problem in table.problems] == [("cell-error", 3), ("cell-error", 4)]


def test_hidden_rows_are_told(tmp_path: Path) -> None:
    table = read(written(tmp_path, old_workbooks.workbook(ROWS, hidden=[1, 4])))
    assert (len(table), table.hidden) == (4, (2, 5))


def test_a_sheet_that_is_not_there_tells_nothing() -> None:
    assert sheet_biff.inspect(old_workbooks.workbook(ROWS), 7).errors == {}


@pytest.mark.parametrize("size", [600, 1500, 2600])
def test_a_damaged_file_ends_in_a_sentence(tmp_path: Path, size: int) -> None:
    with pytest.raises(NotPossible):
        read(written(tmp_path, old_workbooks.workbook(ROWS)[:size]))


def test_one_under_a_password_asks_for_it_and_opens(tmp_path: Path) -> None:
    path = written(tmp_path, old_workbooks.workbook(ROWS, password=WORD))
    with pytest.raises(NeedsPassword):
        read(path)
    with pytest.raises(NeedsPassword):
        read(path, ReadOptions(passwords=("loud 7",)))
    table = read(path, ReadOptions(passwords=(WORD,)))
    assert table.columns[0].cells().tolist() == ["C1", "C2", "C3", "C4"]
    assert [problem.row for problem in table.problems] == [3, 4]
