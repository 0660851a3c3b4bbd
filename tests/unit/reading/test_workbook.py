"""Workbooks made in the test, read through the guarded process."""

from __future__ import annotations

import io
import re
from array import array
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from churndesk.reading import CellError, ReadOptions, read, sheet_names, sheet_remarks, workbook, write_table
from churndesk.reading.typed_cells import TypedColumn
from churndesk.words import NotPossible
from tests.unit.reading import files

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from churndesk.reading import RawTable

TABLE: list[list[object]] = [
    ["customer", "start", "mrr"],
    ["C1", date(2024, 1, 5), 10],
    ["C2", date(2024, 1, 20), 20.5],
    ["C3", date(2024, 2, 1), 30],
]


def cells(table: RawTable, column: int) -> list[object]:
    return table.columns[column].cells().tolist()


def codes(table: RawTable) -> list[str]:
    return [problem.code for problem in table.problems]


def test_typed_values(tmp_path: Path) -> None:
    rows = [
        ["id", "start", "length", "active", "amount"],
        [101, datetime(2024, 1, 5, 18, 30), timedelta(hours=30), True, 72.96499999999999],  # noqa: DTZ001
        ["0102", date(2024, 2, 1), None, False, 5.0],
    ]
    table = read(files.workbook(tmp_path, {"Data": rows}))
    assert cells(table, 0) == [101, "0102"]
    assert cells(table, 1) == [datetime(2024, 1, 5, 18, 30), date(2024, 2, 1)]  # noqa: DTZ001
    assert cells(table, 3) == [True, False]
    assert (table.dialect.kind, table.dialect.sheet, table.dialect.sheets) == ("xlsx", "Data", ("Data",))
    stream = io.StringIO(newline="")
    write_table(table, stream)
    assert stream.getvalue().splitlines() == [
        "id,start,length,active,amount",
        "101,2024-01-05 18:30:00,30:00:00,TRUE,72.96499999999999",
        "0102,2024-02-01,,FALSE,5",
    ]


def test_one_and_true_are_two_values(tmp_path: Path) -> None:
    table = read(files.workbook(tmp_path, {"Data": [["a", "b"], [1, "x"], [True, "y"], ["1", "z"]]}))
    assert [type(cell) for cell in cells(table, 0)] == [int, bool, str]


def test_dates_counted_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in TABLE:
        book.active.append(row)
    book.save(tmp_path / "mac.xlsx")
    assert cells(read(tmp_path / "mac.xlsx"), 1)[0] == date(2024, 1, 5)


def test_a_report_with_merged_headings(tmp_path: Path) -> None:
    rows = [
        ["Kundenbericht 2024"],
        [None],
        ["Kunde", None, "Umsatz", None, "Bemerkung"],
        ["Nr.", "Name", "Monat", "Jahr", None],
        [1, "Alpha", 100, 1200, None],
        [2, "Beta", 50, 600, "VIP"],
        ["Zwischensumme", None, 150, 1800, None],
        [3, "Gamma", 70, 840, None],
        ["Summe", None, 220, 2640, None],
        ["* vorläufig"],
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A1:E1", "A3:B3", "C3:D3", "E3:E4"):
            sheet.merge_cells(area)

    table = read(files.workbook(tmp_path, {"Bericht": rows}, merge))
    assert table.headings == ("Kunde Nr.", "Kunde Name", "Umsatz Monat", "Umsatz Jahr", "Bemerkung")
    assert cells(table, 0) == [1, 2, 3]
    assert table.rows.tolist() == [5, 6, 8]
    assert table.title == "Kundenbericht 2024"
    assert table.total == ((0, "Summe"), (2, "220"), (3, "2640"))
    assert [aside.reason for aside in table.set_aside] == ["banner", "empty", "subtotal", "total", "footnote"]


def test_error_cells_and_formulas_without_a_result(tmp_path: Path) -> None:
    rows = [*TABLE, ["C4", date(2024, 3, 1), "=B2*2"], ["C5", date(2024, 3, 2), "#N/A"]]
    path = files.workbook(tmp_path, {"Data": rows})
    files.rewritten(path, "xl/worksheets/sheet1.xml", files.without_value)
    table = read(path)
    assert cells(table, 2) == [10, 20.5, 30, CellError("=B2*2"), CellError("#N/A")]
    assert all(isinstance(cell, CellError) for cell in cells(table, 2)[3:])
    errors = [problem for problem in table.problems if problem.code == "cell-error"]
    assert [(problem.row, problem.cell, problem.serious) for problem in errors] == [
        (5, "=B2*2", True),
        (6, "#N/A", True),
    ]


def test_hidden_rows_columns_and_sheets_are_read_and_said(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    table = read(files.workbook(tmp_path, {"Data": TABLE}, hide))
    assert len(table) == 3
    assert codes(table) == ["hidden", "hidden"]


def test_a_value_in_the_last_cell_of_the_sheet(tmp_path: Path) -> None:
    def stray(sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "oops"

    table = read(files.workbook(tmp_path, {"Data": TABLE}, stray))
    assert (len(table), len(table.columns)) == (3, 3)
    assert codes(table) == ["stray-cell"]


def test_a_coloured_empty_cell_far_away_and_styled_empty_rows(tmp_path: Path) -> None:
    def colour(sheet: Worksheet) -> None:
        sheet["XFD1048576"].fill = PatternFill("solid", fgColor="FFFF00")
        for row in range(5, 400):
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")

    table = read(files.workbook(tmp_path, {"Data": TABLE}, colour))
    assert (len(table), len(table.columns), codes(table)) == (3, 3, [])


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "B7:C8", ""])
def test_a_lying_dimension_changes_nothing(tmp_path: Path, dimension: str) -> None:
    said = f'<dimension ref="{dimension}"/>' if dimension else ""
    path = files.workbook(tmp_path, {"Data": TABLE})
    table = read(
        files.rewritten(path, "xl/worksheets/sheet1.xml", lambda xml: re.sub(r"<dimension [^>]*/>", said, xml))
    )
    assert (len(table), len(table.columns), codes(table)) == (3, 3, [])


def test_of_an_xlsb_it_is_said_once_that_errors_cannot_be_told() -> None:
    found = workbook.Sheet("Data", (TypedColumn(["a", "b"], array("i", [0, 1])),), ("Data",))
    assert [problem.code for problem in sheet_remarks.about(found, "a.xlsb", "xlsb", chosen=False)] == ["unchecked"]
    assert not sheet_remarks.about(found, "a.xlsx", "xlsx", chosen=False)


def test_sheets_of_one_table_are_told_and_the_first_is_read(tmp_path: Path) -> None:
    table = read(
        files.workbook(tmp_path, {"Jan": TABLE, "Feb": [*TABLE, ["C4", date(2024, 2, 2), 1]], "Notes": [["x"]]})
    )
    assert table.dialect.sheet == "Jan"
    assert table.dialect.alike == ("Feb",)
    assert "more-sheets" in codes(table)


def test_a_report_by_month_goes_before_raw_rows_without_customers(tmp_path: Path) -> None:
    raw = [["日付", "店舗", "売上"], *[[date(2025, 1 + n % 12, 1), "新宿店", 1000 + n] for n in range(100)]]
    report = [
        ["月次報告（2025年）", None],
        [None, None],
        ["月", "売上合計"],
        *[[month, 5000 * month] for month in range(1, 13)],
    ]
    table = read(files.workbook(tmp_path, {"売上": raw, "月次": report}))
    assert table.dialect.sheet == "月次"
    assert "2025" in table.title


def test_a_sheet_can_be_chosen(tmp_path: Path) -> None:
    path = files.workbook(tmp_path, {"Notes": [["note", "by"], ["x", "me"]], "Data": TABLE})
    assert sheet_names(path) == ("Notes", "Data")
    assert read(path, ReadOptions(sheet="Notes")).headings == ("note", "by")
    with pytest.raises(NotPossible, match="no sheet called"):
        read(path, ReadOptions(sheet="None"))


def test_the_name_does_not_decide_what_a_file_is(tmp_path: Path) -> None:
    path = files.workbook(tmp_path, {"Data": TABLE})
    assert len(read(path.rename(tmp_path / "book.csv"))) == 3


def test_a_download_that_broke_off(tmp_path: Path) -> None:
    path = files.workbook(tmp_path, {"Data": TABLE})
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(NotPossible, match="damaged"):
        read(path)


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    path = files.workbook(tmp_path, {"Data": TABLE})
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    files.rewritten(path, "xl/workbook.xml", lambda xml: bomb + xml)
    with pytest.raises(NotPossible):
        read(path)


def test_a_wide_and_long_sheet(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "long.xlsx"), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for row in range(6000):
            sheet.write_row(row, 0, ["customer", "mrr", "plan"] if row == 0 else [f"C{row}", row % 7, "Pro"])
    table = read(tmp_path / "long.xlsx")
    assert len(table) == 5999
    assert table.columns[1].values.tolist() == [1, 2, 3, 4, 5, 6, 0]
