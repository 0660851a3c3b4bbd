from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk.export import Listing, table_file, write_table
from churndesk.metrics import Undefined
from churndesk.progress import Cancelled
from churndesk.words import Amount, Language, Money, NotPossible, Rate, message
from tests.unit.export.studies import RISKY

if TYPE_CHECKING:
    from pathlib import Path

TITLE = message("Lost")
HEADINGS = (message("Customer"), "Łódź", message("Amount"), message("Since"), message("Share"), message("Mixed"))
ROWS = [
    ["00017", 3, Money(1234.5, "EUR"), date(2026, 1, 5), Rate(1 / 3), 1.5],
    ["=1+1", 4, None, None, Undefined("none", message("too few")), Amount(2)],
]


def written(folder: Path, rows: list[list[object]], language: str = "en") -> object:
    path = folder / "table.xlsx"
    write_table(Listing(HEADINGS[: len(rows[0])], rows), TITLE, path, Language(language))
    return openpyxl.load_workbook(path).active


@pytest.mark.parametrize("many", [0, 10**6])
def test_values_keep_their_kinds(many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MANY_ROWS", many)
    sheet = written(tmp_path, ROWS)
    assert sheet.title == "Lost"
    assert [cell.value for cell in sheet[1]] == ["Customer", "Łódź", "Amount", "Since", "Share", "Mixed"]
    first, second = ([cell.value for cell in sheet[row]] for row in (2, 3))
    assert first[:3] == ["00017", 3, 1234.5]
    assert first[3].date() == date(2026, 1, 5)
    assert first[4:] == [1 / 3, 1.5]
    assert second == ["=1+1", 4, None, None, "too few", 2]
    assert sheet["A3"].data_type == "s"
    assert [sheet.cell(2, n).number_format for n in (2, 3, 5, 6)] == ["#,##0", '"€"#,##0.00', "0.0%", "#,##0.00"]


def test_its_heading_stays_in_sight_and_filters(tmp_path: Path) -> None:
    sheet = written(tmp_path, ROWS)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"


def test_formats_follow_the_language(tmp_path: Path) -> None:
    assert written(tmp_path, ROWS, "pl")["C2"].number_format == '#,##0.00" €"'


@pytest.mark.parametrize("text", RISKY)
def test_nothing_in_it_is_ever_run(text: str, tmp_path: Path) -> None:
    sheet = written(tmp_path, [[text, message("{cell}", cell=text)]])
    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]
    assert all(cell.quotePrefix for cell in sheet[2])


def test_the_ending_decides(tmp_path: Path) -> None:
    write_table(Listing(("a",), [["b"]]), TITLE, tmp_path / "t.CSV")
    assert (tmp_path / "t.CSV").read_text("utf-8-sig") == "a\nb\n"


def test_more_rows_than_a_sheet_takes_are_not_dropped_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_file, "MOST", 1)
    with pytest.raises(NotPossible) as refusal:
        written(tmp_path, ROWS)
    assert Language("en").say(refusal.value.sentence).endswith("takes 1 at most. Save it as CSV instead.")
    assert list(tmp_path.iterdir()) == []


def test_rows_may_be_shorter_than_the_headings(tmp_path: Path) -> None:
    rows = [("=a", "http://example.org"), ("b", "", 3)]
    write_table(Listing(("=A1", "", ""), rows), TITLE, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["=A1", "", ""],
        ["=a", "http://example.org", None],
        ["b", None, 3],
    ]
    assert sheet["A1"].data_type == sheet["A2"].data_type == "s"
    assert sheet["B2"].hyperlink is None


def test_an_empty_table_is_a_heading(tmp_path: Path) -> None:
    write_table(Listing(("a",), []), TITLE, tmp_path / "t.xlsx")
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").active["A1"].value == "a"


def test_it_can_be_cancelled_and_leaves_nothing(tmp_path: Path) -> None:
    def stop(fraction: float | None = None, what: object = None) -> None:
        if fraction and fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_table(Listing(("a",), [[1]] * 5000), TITLE, tmp_path / "t.xlsx", report=stop)
    assert list(tmp_path.iterdir()) == []
