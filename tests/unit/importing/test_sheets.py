"""Files and sheets with the same headings as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk import importing
from churndesk.words import NotPossible

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ("Customer", "Order date", "Total")


def workbook(folder: Path, *names: str) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for month, name in enumerate(names, start=1):
        sheet = book.create_sheet(name)
        sheet.append(HEAD)
        for number in range(4):
            sheet.append((f"C{number}", f"2024-{month:02d}-1{number}", 20 + number))
    path = folder / "orders.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("names", [("Jan", "Feb", "Mar"), ("2024-01", "2024-02", "2024-03"), ("1月", "2月", "3月")])
def test_sheets_that_are_called_by_times_are_read_together(tmp_path: Path, names: tuple[str, ...]) -> None:
    draft = importing.loaded(importing.begin(workbook(tmp_path, *names)))
    assert draft.together
    assert [table.dialect.sheet for table in draft.tables] == list(names)
    assert len(draft.dataset.rows.row) == 12


@pytest.mark.parametrize("names", [("Jan", "Feb", "Backup 2023"), ("Orders", "Old"), ("Jan", "Notes")])
def test_other_sheets_wait_for_a_word(tmp_path: Path, names: tuple[str, ...]) -> None:
    draft = importing.loaded(importing.begin(workbook(tmp_path, *names)))
    assert not draft.together
    assert len(draft.tables) == 1


def test_a_sheet_can_be_left_and_what_was_said_of_others_is_none_of_its_rows(tmp_path: Path) -> None:
    draft = importing.loaded(importing.begin(workbook(tmp_path, "Jan", "Feb", "Mar")))
    draft = importing.with_skip(importing.with_skip(draft, 2), 3, True, 2)
    left = importing.checked(importing.with_sheets_left(draft, ("Feb",)))
    assert [table.dialect.sheet for table in left.tables] == ["Jan", "Mar"]
    assert (left.chosen.skip, left.chosen.others) == ((2,), ())
    assert len(left.dataset.rows.row) == 7
    alone = importing.loaded(importing.with_together(left, together=False))
    assert len(alone.tables) == 1


def test_files_are_added_and_left_out_again(tmp_path: Path) -> None:
    paths = []
    for month in (1, 2):
        path = tmp_path / f"orders_{month}.csv"
        rows = "".join(f"C{n},2024-{month:02d}-1{n},{20 + n}\n" for n in range(4))
        path.write_text(",".join(HEAD) + "\n" + rows, "utf-8")
        paths.append(path)
    draft = importing.with_role(importing.loaded(importing.begin(paths[0])), 2, "")
    both = importing.checked(importing.with_files(draft, paths))
    assert len(both.dataset.rows.row) == 8
    assert both.mapping.columns[2].role is None
    assert both.step == draft.step
    assert len(importing.with_files(both, paths[:1]).tables) == 1
    other = tmp_path / "other.csv"
    other.write_text("A,B\n1,2\n", "utf-8")
    with pytest.raises(NotPossible, match="same headings"):
        importing.with_files(both, (*paths, other))


def test_rows_that_are_hidden_in_the_workbook_are_left_to_the_person(tmp_path: Path) -> None:
    path = workbook(tmp_path, "Orders")
    book = openpyxl.load_workbook(path)
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    book.save(path)
    draft = importing.loaded(importing.begin(path))
    assert importing.hidden_rows(draft) == ((3, 4),)
    assert len(draft.dataset.rows.row) == 4
    left = importing.checked(importing.without_hidden(draft, left=True))
    assert left.dataset.rows.row.tolist() == [2, 5]
    again = importing.checked(importing.without_hidden(left, left=False))
    assert len(again.dataset.rows.row) == 4
    assert importing.hidden_rows(importing.loaded(importing.begin(workbook(tmp_path, "Orders")))) == ((),)


def test_hidden_rows_of_every_sheet_are_left_to_the_person(tmp_path: Path) -> None:
    path = workbook(tmp_path, "Jan", "Feb", "Mar")
    book = openpyxl.load_workbook(path)
    book["Jan"].row_dimensions[3].hidden = True
    book["Mar"].row_dimensions[2].hidden = True
    book.save(path)
    draft = importing.loaded(importing.begin(path))
    assert importing.hidden_rows(draft) == ((3,), (), (2,))
    left = importing.checked(importing.without_hidden(draft, left=True))
    assert (left.chosen.edits(0).skip, left.chosen.edits(1).skip, left.chosen.edits(2).skip) == ((3,), (), (2,))
    assert len(left.dataset.rows.row) == 10
    again = importing.without_hidden(left, left=False)
    assert not any(again.chosen.edits(place).skip for place in range(3))


def test_hidden_columns_and_sheets_are_left_to_the_person(tmp_path: Path) -> None:
    path = workbook(tmp_path, "Jan", "Feb")
    book = openpyxl.load_workbook(path)
    book["Jan"].insert_cols(1, 2)
    book["Jan"].column_dimensions["E"].hidden = True
    book["Feb"].sheet_state = "hidden"
    book.save(path)
    draft = importing.loaded(importing.begin(path))
    assert draft.table.dialect.hidden_sheets == ("Feb",)
    assert importing.hidden_columns(draft) == (2,)
    assert draft.mapping.columns[2].role == "amount"
    left = importing.without_hidden_columns(draft, left=True)
    assert left.mapping.columns[2].role is None
    assert importing.without_hidden_columns(left, left=False).mapping.columns[2].role == "amount"
