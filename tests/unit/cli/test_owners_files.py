"""Files as owners have them, from the bytes on the disk to what `check` says of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from churndesk.cli import run

if TYPE_CHECKING:
    from datetime import datetime

WORDS = """{name},{months}
Ann,{here},{here},{here},{gone}
Bob,,{here},{gone},
Cleo,{here},{gone},,
Dan,,,{here},{here}
"""


def checked(path: Path, *said: str) -> dict[str, Any]:
    """What `check` records of a file."""
    out = path.with_suffix(".json")
    run(["check", str(path), "--json", str(out), *said])
    record: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["files"][0]
    return record


def roles(record: dict[str, Any]) -> list[str]:
    """The role of each column."""
    return [column["role"] for column in record["columns"]]


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    """A text file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def figures(path: Path, *said: str) -> list[tuple[int, int, int]]:
    """Of each month of the report: customers at its start, new and lost."""
    out = path.with_suffix(".json")
    assert run(["report", str(path), "--json", str(out), "--yes", *said]) == 0
    periods = json.loads(out.read_text(encoding="utf-8"))["periods"]
    return [(period["opening"], period["new"], period["lost"]) for period in periods]


@pytest.mark.parametrize(
    "months",
    [
        "Jan 2024,Feb 2024,Mar 2024,Apr 2024",
        "2024-01,2024-02,2024-03,2024-04",
        "01/2024,02/2024,03/2024,04/2024",
        "2024年1月,2024年2月,2024年3月,2024年4月",
    ],
)
@pytest.mark.parametrize(("here", "gone"), [("active", "cancelled"), ("x", ""), ("Paid", "Unpaid"), ("yes", "no")])
def test_words_below_a_row_of_months_are_a_table_month_by_month(
    tmp_path: Path, months: str, here: str, gone: str
) -> None:
    path = written(tmp_path, WORDS.format(name="Member", months=months, here=here, gone=gone))
    record = checked(path)
    assert (record["shape"], record["header_rows"], record["doubts"]) == ("matrix", [1], [])
    assert roles(record) == ["customer", *["month"] * 4]
    assert figures(path) == [(0, 2, 0), (2, 1, 1), (2, 1, 1), (2, 0, 1)]


def test_words_below_dates_of_a_sheet_are_a_table_month_by_month(tmp_path: Path) -> None:
    path = tmp_path / "members.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, as_month = book.add_worksheet(), book.add_format({"num_format": "mmm yyyy"})
        sheet.write_row(0, 0, ["Member"])
        for column, day in enumerate(_firsts(), start=1):
            sheet.write_datetime(0, column, day, as_month)
        for row, line in enumerate(WORDS.format(name="", months="", here="active", gone="left").splitlines()[1:], 1):
            sheet.write_row(row, 0, [cell or None for cell in line.split(",")])
    assert checked(path)["shape"] == "matrix"
    assert figures(path) == [(0, 2, 0), (2, 1, 1), (2, 1, 1), (2, 0, 1)]


def _firsts() -> list[datetime]:
    from datetime import datetime

    return [datetime(2024, month, 1) for month in range(1, 5)]  # noqa: DTZ001  (a sheet's dates have no zone)


def test_a_word_for_being_there_counts_among_amounts_too(tmp_path: Path) -> None:
    amounts = "customer,Jan 2024,Feb 2024,Mar 2024\nA,10,10,12\nB,5,0,\nC,,8,8\nD,active,active,cancelled"
    path = written(tmp_path, amounts)
    (source,) = checked(path)["source"]
    assert [problem["code"] for problem in source["problems"]] == ["word-without-amount"] * 2
    assert figures(path) == [(0, 3, 0), (3, 1, 1), (3, 0, 1)]


BILLED = """id,name,joined,left,price,billing
1,A,2024-01-31,2024-02-29,120,yearly
2,B,2024-01-31,,30,quarterly
3,C,2024-02-29,2024-03-31,10,weekly
4,D,2024-02-10,2024-02-10,10,monthly
4,D,2024-03-10,2024-06-15,10,monthly
5,E,2024-01-01,2024-05-01,1,daily
6,F,2023-12-31,2024-01-01,10,monthly
7,G,2023-11-30,,50,monthly
7,G,2024-02-15,2024-05-15,20,monthly
"""


@pytest.mark.parametrize("without", ["", "id", "name"])
def test_how_often_somebody_is_billed_is_never_who_they_are(tmp_path: Path, without: str) -> None:
    lines = [line.split(",") for line in BILLED.splitlines()]
    places = [place for place, heading in enumerate(lines[0]) if heading != without]
    record = checked(written(tmp_path, "\n".join(",".join(line[place] for place in places) for line in lines)))
    found = dict(zip((lines[0][place] for place in places), roles(record), strict=True))
    assert found["billing"] == "interval"
    assert found["name" if without == "id" else "id"] == "customer"
    (source,) = record["source"]
    assert any("7 customers" in problem["text"] for problem in source["problems"])


def test_an_end_that_no_date_can_be_read_from_is_told_row_by_row_and_not_dropped(tmp_path: Path) -> None:
    rows = "a,2024-01-01,\nb,2024-02-15,no longer known\nc,2023-08-03,left 2024\nd,2023-08-05,2024/5/1 approx"
    record = checked(written(tmp_path, f"customer,start,end\n{rows}"))
    assert roles(record) == ["customer", "start", "end"]
    (source,) = record["source"]
    told = [(problem["code"], problem["row"]) for problem in source["problems"]]
    assert told == [("date-unreadable", row) for row in (3, 4, 5)]
    assert source["rows_used"] == 1


@pytest.mark.parametrize(
    ("heading", "doubts"), [("วันที่สิ้นสุด", []), ("วันที่อื่น", ["end-unsaid"]), ("Other date", ["end-unsaid"])]
)
def test_days_beside_the_start_are_the_end_or_asked_about(tmp_path: Path, heading: str, doubts: list[str]) -> None:
    rows = "c1,1/1/2567,,10\nc2,15/1/2567,20/3/2567,10\nc3,20/2/2567,,12"
    path = written(tmp_path, f"รหัสลูกค้า,วันที่เริ่ม,{heading},amount\n{rows}")
    record = checked(path)
    assert roles(record) == ["customer", "start", "end", "amount"]
    assert [doubt["code"] for doubt in record["doubts"]] == doubts
    assert [lost for _, _, lost in figures(path, "--as-of", "2024-04-30")] == [0, 0, 1, 0]
    unused = checked(path, "--map", f"={heading}")
    assert (roles(unused)[2], unused["doubts"]) == (None, [])


@pytest.mark.parametrize("headings", ["customer,date,amount", "customer_id,start,end"])
def test_ids_that_excel_has_shortened_are_refused_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], headings: str
) -> None:
    ends = ("", "", "") if headings.endswith("end") else ("5", "5", "6")
    rows = [f"1.2345{digit}E+12,2024-0{digit - 5}-15,{end}" for digit, end in zip((7, 7, 8), ends, strict=True)]
    path = written(tmp_path, "\n".join((headings, *rows)))
    record = checked(path)
    assert "ids-destroyed" in [doubt["code"] for doubt in record["doubts"]]
    assert "Export the list again" in record["not_yet"]
    assert "source" not in record
    assert run(["report", str(path), "--yes"]) != 0
    assert "Export the list again" in capsys.readouterr().err


def test_another_column_may_tell_apart_the_customers_whose_ids_are_lost(tmp_path: Path) -> None:
    rows = "1.23457E+12,a@example.com,2024-01-01,\n1.23457E+12,b@example.com,2024-01-15,2024-03-10"
    path = written(tmp_path, f"customer_id,email,start,end\n{rows}")
    assert [lost for _, _, lost in figures(path, "--map", "customer=email", "--as-of", "2024-03-31")] == [0, 0, 1]


def test_customers_of_stripe_without_plan_and_status_lead_to_the_export_that_has_departures(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "data" / "presets" / "stripe_customers_cards.csv"
    record = checked(written(tmp_path, sample.read_text(encoding="utf-8")))
    assert record["shape"] == "snapshot"
    assert record["not_yet"] == record["doubts"][0]["text"]
    assert "Take the export of subscriptions instead" in record["not_yet"]


@pytest.mark.parametrize(
    "sheets",
    [
        ("Jan", "Feb", "Mar"),
        ("January", "February", "March"),
        ("1月", "2月", "3月"),
        ("1월", "2월", "3월"),
        ("Styczeń", "Luty", "Marzec"),
    ],
)
@pytest.mark.parametrize("name", ["members 2024.xlsx", "members.xlsx"])
def test_a_sheet_a_month_is_a_list_a_month_in_the_files_year_or_the_one_that_is_said(
    tmp_path: Path, sheets: tuple[str, ...], name: str
) -> None:
    path = tmp_path / name
    with xlsxwriter.Workbook(path) as book:
        for title, customers in zip(sheets, ("ABC", "ACD", "AD"), strict=True):
            sheet = book.add_worksheet(title)
            for row, line in enumerate([("Customer", "Fee"), *((customer, 10) for customer in customers)]):
                sheet.write_row(row, 0, line)
    asked = [] if "2024" in name else [("list-day", f"--format {sheets[0]}=DATE")]
    record = checked(path)
    assert (record["shape"], record["rows"]) == ("lists", 8)
    assert [(doubt["code"], doubt["option"]) for doubt in record["doubts"]] == asked
    said = () if "2024" in name else ("--format", f"{sheets[0]}=2024-01-31")
    assert [lost for _, _, lost in figures(path, *said)][-2:] == [1, 1]
    assert not [
        problem for problem in checked(path, *said)["source"][0]["problems"] if "more-sheets" in problem["code"]
    ]


def told(record: dict[str, Any], code: str) -> list[tuple[int | None, str]]:
    """Row and sentence of the problems of a code."""
    return [(found["row"], found["text"]) for found in record["source"][0]["problems"] if found["code"] == code]


def test_one_end_long_after_all_others_is_named(tmp_path: Path) -> None:
    rows = [f"c{place},2023-0{place % 9 + 1}-05,{'' if place % 3 else f'2024-0{place % 9 + 1}-1{place % 7}'}"
            for place in range(40)]  # fmt: skip
    assert told(checked(written(tmp_path, "\n".join(("customer,start,end", *rows)))), "date-stray") == []
    rows[6] = "c6,2023-04-09,2026-02-04"
    ((row, text),) = told(checked(written(tmp_path, "\n".join(("customer,start,end", *rows)))), "date-stray")
    assert row == 8
    assert "2026-02-04" in text


def test_a_cancellation_that_is_asked_for_and_has_not_ended_is_named(tmp_path: Path) -> None:
    rows = "a,2024-01-05,2024-03-20,2024-04-10\nb,2024-02-10,2024-06-20,\nc,2024-03-01,,"
    path = written(tmp_path, f"customer,start,cancellation requested,ended at\n{rows}")
    record = checked(path)
    assert roles(record) == ["customer", "start", "asked", "end"]
    ((row, text),) = told(record, "cancel-scheduled")
    assert (row, "2024-06-20" in text) == (3, True)
    assert [lost for _, _, lost in figures(path, "--as-of", "2024-06-30")] == [0, 0, 0, 1, 0, 0]


INVOICES = """id,Amount Due,Currency,Customer,Date (UTC),Paid,Subscription,Total,Amount Paid,Status
in_1,24.00,eur,cus_1,2024-01-05 10:00,TRUE,sub_1,24.00,24.00,paid
in_2,24.00,eur,cus_1,2024-02-05 10:00,TRUE,sub_1,24.00,24.00,paid
in_3,24.00,eur,cus_2,2024-02-05 10:00,FALSE,sub_2,24.00,0.00,open
in_4,24.00,eur,cus_3,2024-02-05 10:00,FALSE,sub_3,24.00,0.00,{last}
"""


@pytest.mark.parametrize(("last", "rows"), [("void", []), ("paid", [5])])
def test_only_a_payment_of_nothing_that_counts_is_said_to_count(tmp_path: Path, last: str, rows: list[int]) -> None:
    record = checked(written(tmp_path, INVOICES.format(last=last)))
    assert record["shape"] == "payments"
    assert [row for row, _ in told(record, "payment-zero")] == rows


@pytest.mark.parametrize("cell", ['"(420,81) €"', '"€ (420,81)"', '"(€420,81)"', '"-420,81 €"'])
def test_amounts_in_brackets_are_below_zero_wherever_the_currency_stands(tmp_path: Path, cell: str) -> None:
    path = written(tmp_path, f'customer,date,amount\nA,2024-01-05,"500,00 €"\nA,2024-02-05,{cell}')
    record = checked(path)
    assert told(record, "number-unreadable") == []
    ((row, _),) = told(record, "payment-below-zero")
    assert row == 3


def test_check_says_whether_the_files_own_total_is_that_of_its_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "customer,date,amount\na,2024-01-05,10.00\nb,2024-01-09,20.00\nc,2024-02-09,30.00\nTOTAL,,"
    run(["check", str(written(tmp_path, f"{rows}65.00"))])
    assert "“amount” adds up to 60. The file's own total says 65: 5 apart." in capsys.readouterr().out
    run(["check", str(written(tmp_path, f"{rows}60.00"))])
    assert "“amount” adds up to 60, as the file's own total says." in capsys.readouterr().out
