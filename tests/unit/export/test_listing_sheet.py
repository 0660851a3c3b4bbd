from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk.export import Listing, listing_sheet, write_listing
from churndesk.words import Amount, Money, NotPossible, Rate, message

if TYPE_CHECKING:
    from pathlib import Path

TABLE = Listing(
    (message("Why"), "=A1", "c", "d", "e"),
    [
        (message("an empty row"), "=1+1", 3, Rate(0.25), date(2024, 3, 1)),
        (None, "http://example.org", Amount(2.5), Money(4.0, "EUR"), ""),
    ],
)


def test_every_cell_is_a_value_and_no_text_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    write_listing(TABLE, path)
    sheet = openpyxl.load_workbook(path).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Why", "=A1", "c", "d", "e"],
        ["an empty row", "=1+1", 3, 0.25, "2024-03-01"],
        [None, "http://example.org", 2.5, 4, None],
    ]
    assert sheet["B2"].data_type == "s"
    assert sheet["B3"].hyperlink is None


def test_any_other_ending_is_csv(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    write_listing(TABLE, path)
    assert path.read_text("utf-8-sig").splitlines()[1] == "an empty row,'=1+1,3,0.25,2024-03-01"


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_sheet, "MOST_ROWS", 2)
    with pytest.raises(NotPossible, match="CSV"):
        write_listing(TABLE, tmp_path / "rows.xlsx")
    assert not list(tmp_path.iterdir())
