"""Awkward files, one for each fault that owners' spreadsheets have been seen with, and what each must do.

    python -m tests.torture.faulty FOLDER      writes them with an EXPECT.tsv, for tests.torture.messy

A fault's `how` is import, warn (something is said), ask (a doubt is put to the person, or a sentence tells what to do)
or refuse; two of them with a slash between where either is right.
"""

# One fault stands in one line, however long; sheets know no time zones.
# ruff: noqa: E501, DTZ001
from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import xlsxwriter
from openpyxl.styles import PatternFill

from tests.unit.reading import old_workbooks
from tests.unit.reading.test_sheet_ods import document, row, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Faulty:
    """One file: its name, its bytes, what it must do, and where it matters the rows and the headings of its table."""

    name: str
    content: bytes
    how: str
    rows: int | None = None
    headings: tuple[str, ...] = ()


_PLANS = ("customer", "start", "end", "mrr")
_ROWS = "C1,2024-01-05,,10\nC2,2024-01-20,2024-03-15,20\nC3,2024-02-01,,30\nC4,2024-02-10,2024-04-01,40\nC5,2024-03-03,,50\n"
_PLAIN = ",".join(_PLANS) + "\n" + _ROWS
_ORDERS = ("customer", "date", "amount")


def _file(name: str, content: str | bytes, how: str, rows: int | None = None, headings: str = "") -> Faulty:
    data = content.encode() if isinstance(content, str) else content
    return Faulty(name, data, how, rows, tuple(headings.split(",")) if headings else ())


def _quoted() -> tuple[Faulty, ...]:
    """Quotes, and what stands inside them."""
    prose = "word " * 6000
    return (
        _file("comma_in_quotes.csv", 'first,town,code\nAnn,"Dover, Kent",08123\n', "import/ask", 1, "first,town,code"),
        _file("empty_quoted.csv", 'a,b,c\n1,"",""\n2,3,4\n', "import/ask", 2, "a,b,c"),
        _file("empty_quoted_crlf.csv", 'a,b,c\r\n1,"",""\r\n2,3,4\r\n', "import/ask", 2, "a,b,c"),
        _file("doubled_quotes.csv", 'a,b\n1,"say ""yes"" once"\n3,4\n', "import/ask", 2, "a,b"),
        _file(
            "json_inside.csv", 'key,val\n1,"{""type"": ""Point"", ""at"": [1.0, 2.0]}"\n', "import/ask", 1, "key,val"
        ),
        _file("newlines.csv", 'a,b,c\n1,2,3\n"Once upon\na time",5,6\n7,8,9\n', "import/ask", 3, "a,b,c"),
        _file("newlines_crlf.csv", 'a,b,c\r\n1,2,3\r\n"Once\r\nupon",5,6\r\n7,8,9\r\n', "import/ask", 3, "a,b,c"),
        _file("quotes_and_newlines.csv", 'a,b\n1,"so\n""they""\nsaid"\n3,4\n', "import/ask", 2, "a,b"),
        _file("all_quoted.csv", '"id","said"\n"1","the ""old"" one"\n"2","x"\n', "import/ask", 2, "id,said"),
        _file("mixed_escapes.csv", 'ID, Test\n1, "5"\n2, "a ""b"""\n3, "c \\"d"\n', "ask/warn/import", 3),
        _file("large_cells.csv", f'said,status\n"{prose}",open\n"{prose}\n{prose}",won\n', "import/ask", 2),
        _file(
            "one_megabyte_cell.csv",
            f'customer,start,note\nC1,2024-01-05,"{"x" * (1 << 20)}"\nC2,2024-01-06,y\n',
            "import/ask",
            2,
        ),
        _file("unclosed_quote.csv", _PLAIN.replace("C2,", '"C2,') + _ROWS * 30, "ask/warn", 155, ",".join(_PLANS)),
        _file(
            "formulas_as_text.csv",
            "customer,start,note\n=1+1,2024-01-05,a\n+44,2024-01-06,b\n@x,2024-01-07,=HYPERLINK(1)\n",
            "import/warn/ask",
            3,
        ),
    )


def _laid_out() -> tuple[Faulty, ...]:
    """Where the table stands, its headings, its rows."""
    report = (
        "Customer list;;;\nPage 1 of 2;;;\ncustomer;start;end;mrr\nC1;2024-01-05;;10\nC2;2024-01-20;2024-03-15;20\n"
        "Page 2 of 2;;;\ncustomer;start;end;mrr\nC3;2024-02-10;;40\nTotal;;;70\nAverage;;;23\nPrinted 2024-05-01;;;\n"
    )
    wide = ",".join(["id", *(str(100_000 + 7 * at) for at in range(8999))])
    return (
        _file("plain.csv", "a,b,c\n1,2,3\n", "import/ask", 1, "a,b,c"),
        _file("plain_crlf.csv", "a,b,c\r\n1,2,3\r\n", "import/ask", 1, "a,b,c"),
        _file("[brackets].csv", "id,name\n1,Ann\n2,Bob\n", "import/ask", 2, "id,name"),
        _file("empty_cells.csv", "id,name\n1,Ann\n2,\n3,Cy\n", "import/ask", 3, "id,name"),
        _file("empty_heading.csv", "id,,age\n1,Ann,20\n2,Bob,30\n", "warn/ask", 2, "id,,age"),
        _file("rows_of_delimiters.csv", "id,name,age\n1,Ann,20\n" + ",,\n" * 11 + "2,Bob,30\n", "import/ask", 2),
        _file("empty_line.csv", "id,name,age\n1,Ann,20\n\n2,Bob,30\n", "import/ask", 2, "id,name,age"),
        _file("short_and_long_rows.csv", "id,name,age\n1,Ann\n2,Bob,30,x\n", "warn/ask", 2, "id,name,age"),
        _file("empty_and_long_row.csv", "id,name,age\n1,Ann,20\n\n2,Bob,30,x,y,z\n3,Cy,40\n", "warn/ask", 3),
        _file("many_small_faults.csv", "id,name,name\n1,Ann,UK\n2,Bob,PL\n8,Cy\n8,Di,JP\n\nx,Ed,US,more\n", "warn/ask", 5),
        _file("heading_twice.csv", "A,B,B,C\n1,2,3,4\n", "ask/warn", 1, "A,B,B,C"),
        _file("heading_three_times.csv", "id,name,id,age,id\n1,a,2,3,4\n2,b,3,4,5\n", "ask/warn", 2, "id,name,id,age,id"),
        _file("two_dates_two_amounts.csv", "Date,Customer,Amount,Date,Amount\n2024-01-05,C1,5,2024-02-05,6\n2024-01-06,C2,7,2024-02-06,8\n", "ask", 2),
        _file("equal_rows.csv", "id,name,age\n1,Ann,20\n2,Bob,30\n1,Ann,20\n", "warn/ask", 3),
        _file("leading_zeros.csv", "value\n01\n002\n00003\n", "import/ask", 3, "value"),
        _file("comment_above.csv", "# a matrix\nf1,f2,f3,f4\n" + "".join(f"{at},{at + 1},5,6\n" for at in range(4)), "import/warn/ask", 4, "f1,f2,f3,f4"),
        _file("comment_with_apostrophe.csv", "# Ann's list\nid,name\n1,Ann\n2,Bob\n", "import/warn/ask", 2, "id,name"),
        _file("comments_and_pairs.csv", "# made, by hand\nReport,2024\n\n" + _PLAIN, "import/warn", 5, ",".join(_PLANS)),
        _file("very_wide.csv", "\n".join([wide, *(f"R{at}" + ",TRUE" * 8999 for at in range(3))]) + "\n", "import/ask/warn", 3),
        _file("no_header.csv", "1,Ann,20\n2,Bob,30\n3,Cy,40\n", "warn/ask", 3),
        _file("no_header_of_numbers.csv", "2024,5,7.5\n2025,6,8.5\n2026,7,9.5\n", "warn/ask", 3),
        _file("header_alone.csv", "id,name\n", "refuse"),
        _file("nothing.csv", b"", "refuse"),
        _file("spaces_alone.csv", "  \n\n \t\n", "refuse"),
        _file("printed_report.csv", report, "warn", 3, ",".join(_PLANS)),
        _file("markdown.txt", "| customer | start | mrr |\n|---|---|---|\n| C1 | 2024-01-05 | 5 |\n| C2 | 2024-01-06 | 6 |\n", "import/warn/ask", 2, "customer,start,mrr"),
        _file("running_number.csv", ",customer,date,amount\n0,C1,2024-01-05,5\n1,C2,2024-01-06,6\n", "import/warn/ask", 2, ",customer,date,amount"),
        _file("delimiter_at_the_end.csv", "Zeit;Stand;Status;\n" + "".join(f"0{at}.01.2024;{at};ok;\n" for at in range(1, 8)), "warn/ask", 7),
        _file("long_table.csv", "region,size,units\n" + "".join(f"North,{size},{at}\n" for at in range(6) for size in "SM"), "import/ask", 12),
    )  # fmt: skip


def _encoded() -> tuple[Faulty, ...]:
    """Letters and line ends."""
    lines = _PLAIN.split("\n")
    mixed = "".join(line + end for line, end in zip(lines[:6], ["\r\n", "\n", "\r", "\r\n", "\n", "\r"], strict=True))
    far = "id;city\n" + "1;Paris\n" * 40_000 + "2;Łódź\n"
    turned = 'שם לקוח,תאריך התחלה,סכום\n\u200f"דנה",\u200e15/01/2024,\u200e1200.50\nרון,20/02/2024,300\n'
    return (
        _file("no_line_end_last.csv", "a,b,c\n1,2,3\n4,5,ʤ", "import/ask", 2, "a,b,c"),
        _file("accents.csv", "id;ville;accessibilité\n06090;Évry;oui\n06091;Nîmes;non\n", "import/ask", 2, "id,ville,accessibilité"),
        _file("windows_1252.csv", "A,B,C\n1 µg,5 €,é\n".encode("cp1252"), "import/ask/warn", 1, "A,B,C"),
        _file("greek_iso.csv", "id,age,name\n1,20,Γιώργος\n2,30,Μαρία\n".encode("iso8859-7"), "ask/warn", 2),
        _file("byte_order_mark.csv", b"\xef\xbb\xbfid,name\n1,Ann\n2,Bob\n", "import/ask", 2, "id,name"),
        _file("letters_far_down.csv", far, "import/ask/warn", 40_001, "id,city"),
        _file("not_utf8.csv", ("name,town\n" + "René,Orléans\n" * 3 + "Zoë,Nîmes\n").encode("cp1252"), "import/ask/warn", 4),
        _file("mixed_line_ends.csv", mixed, "import", 5, ",".join(_PLANS)),
        _file("zero_byte.csv", _PLAIN.replace("C3", "C\x003"), "warn", 5, ",".join(_PLANS)),
        _file("utf16_with_sep.csv", ("sep=\t\r\n" + _PLAIN.replace(",", "\t")).encode("utf-16"), "import/warn", 5, ",".join(_PLANS)),
        _file("one_bad_byte.csv", "customer,city\nC1,München\nC2,Łódź\nC3,Kraków\n".encode() + b"C4,Orl\xe9ans\n", "warn/ask", 4),
        _file("turned_letters.csv", turned, "import/warn/ask", 2, "שם לקוח,תאריך התחלה,סכום"),
    )  # fmt: skip


def _packed() -> tuple[Faulty, ...]:
    """Archives, and files that aren't what their name says."""
    one, two = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(one, "w") as archive:
        archive.writestr("list.csv", _PLAIN)
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a.csv", _PLAIN)
        archive.writestr("b.csv", _PLAIN)
    page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Password</form></body></html>"
    book = _book([list(_PLANS), ["C1", "2024-01-05", "", 5], ["C2", "2024-01-06", "", 6]])
    return (
        _file("list.csv.gz", gzip.compress(_PLAIN.encode()), "import/refuse", 5, ",".join(_PLANS)),
        _file("gzip_named.csv", gzip.compress(_PLAIN.encode()), "import/refuse", 5, ",".join(_PLANS)),
        _file("one_inside.zip", one.getvalue(), "import/refuse"),
        _file("two_inside.zip", two.getvalue(), "ask/refuse"),
        _file("workbook_named.csv", book, "import/refuse", 2, ",".join(_PLANS)),
        _file("cut_off.xlsx", book[: len(book) * 6 // 10], "refuse"),
        _file("nothing.xlsx", b"", "refuse"),
        _file("login_page.csv", page, "refuse"),
        _file("~$orders.xlsx", b"\x04Anna" + bytes(160), "refuse"),
    )


def _book(
    rows: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None, more: Sequence[str] = ()
) -> bytes:
    """A workbook with those rows in its first sheet, and as many `more` ones of the same."""
    made_up = openpyxl.Workbook()
    sheet = made_up.active
    sheet.title = "Data"
    for sheet_ in (sheet, *map(made_up.create_sheet, more)):
        for cells in rows:
            sheet_.append(list(cells))
    if change:
        change(sheet)
    stream = io.BytesIO()
    made_up.save(stream)
    return stream.getvalue()


def _sheets() -> tuple[Faulty, ...]:
    """What only a workbook can have."""
    plans = [list(_PLANS), *([f"C{at}", datetime(2024, 1, at), "", 10 * at] for at in range(1, 6))]
    orders = [
        list(_ORDERS),
        ["C1", datetime(2024, 1, 5), 5],
        ["C2", datetime(2024, 1, 6), 6],
        ["C3", datetime(2024, 1, 7), 7],
    ]
    texts = [
        list(_ORDERS),
        ["C1", datetime(2024, 3, 1), "1\u00a0200"],
        ["C2", "2024-03-02", "1'300.50"],
        ["C3", "03.03.2024", "1400"],
        ["C4", "4 Mar 2024", 1500],
        ["C5", 45356, "1,600.25"],
    ]
    head = ",".join(_PLANS)

    def hide(sheet: Any) -> None:
        for at in (3, 5):
            sheet.row_dimensions[at].hidden = True
        sheet.column_dimensions["D"].hidden = True

    def protect(sheet: Any) -> None:
        sheet.protection.sheet = True

    def stray(sheet: Any) -> None:
        sheet.cell(1_048_576, 16_384, "x")

    def styled_end(sheet: Any) -> None:
        sheet.cell(1_048_576, 16_384).fill = PatternFill("solid", fgColor="FFFF00")

    def styled(sheet: Any) -> None:
        for at in range(7, 8007):
            sheet.cell(at, 1).fill = PatternFill("solid", fgColor="FFFF00")

    def merged(sheet: Any) -> None:
        sheet.merge_cells("A2:B2")

    return (
        _file("merged_cell.xlsx", _book([["a", "b"], ["x", ""], ["y", "z"]], merged), "import/ask/warn"),
        _file("report_with_merged_header.xlsx", _report(), "import/warn", 3, "Kunde Nr.,Kunde Name,Umsatz Monat (EUR),Umsatz Jahr (EUR)"),
        _file("number_formats.xlsx", _book([["amount"], [1.5], [-2], [0]], lambda s: setattr(s["A2"], "number_format", "[>1]0.0;[<0]-0;0")), "import/ask", 3, "amount"),
        _file("floating_point.xlsx", _book([["name", "peak"], *([f"S{at}", 72.96499999999999 + at] for at in range(5))]), "import/ask", 5),
        _file("one_value_many_formats.xlsx", _book([["plain", "0", "0.00", "m/d/yy", "d-mmm", "General"], [1] * 6]), "ask/warn", 1),
        _file("old.xls", old_workbooks.workbook([["Int", "Float"], [1.0, 1.5], [2.0, 2.5], [3.0, 3.5]]), "import/ask", 3, "Int,Float"),
        _file("open_document.ods", document("".join(row(text(a), text(b)) for a, b in (("id", "day"), ("x", "2024-01-05"), ("y", "2024-01-06"), ("z", "2024-01-07")))), "import/ask", 3, "id,day"),
        _file("styled_last_cell.xlsx", _book(plans, styled_end), "import", 5, head),
        _file("stray_last_cell.xlsx", _book(plans, stray), "warn/refuse", 5, head),
        _file("styled_empty_rows.xlsx", _book(plans, styled), "import", 5, head),
        _file("hidden_rows.xlsx", _book(plans, hide), "warn", 5, head),
        _file("a_sheet_a_month.xlsx", _book(orders, more=["Feb", "Mar", "Apr"]), "ask", 12, ",".join(_ORDERS)),
        _file("protected_sheet.xlsx", _book(plans, protect), "import", 5, head),
        _file("texts_and_serials.xlsx", _book(texts), "import/warn/ask", 5, ",".join(_ORDERS)),
        _file("errors.xlsx", _book([*orders, ["C4", datetime(2024, 1, 8), "#N/A"]], lambda s: setattr(s["C5"], "data_type", "e")), "warn/ask", 4, ",".join(_ORDERS)),
    )  # fmt: skip


def _report() -> bytes:
    """A title, two header rows with merged cells, a row of units, a subtotal, a total and a note."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bericht")
        sheet.write(0, 0, "Umsätze 2024")
        sheet.merge_range(2, 0, 2, 1, "Kunde")
        sheet.merge_range(2, 2, 2, 3, "Umsatz")
        lines = [["Nr.", "Name", "Monat", "Jahr"], ["", "", "EUR", "EUR"], [1, "Ann", 10, 120], [2, "Bob", 20, 240]]
        lines += [["Zwischensumme", "", 30, 360], [3, "Cy", 30, 360], ["Summe", "", 60, 720], ["Stand: Mai 2024"]]
        for at, cells in enumerate(lines, 3):
            sheet.write_row(at, 0, cells)
    return stream.getvalue()


def _table(headings: Sequence[str], *rows: str) -> str:
    return "\n".join([",".join(headings), *rows]) + "\n"


def _dates() -> tuple[Faulty, ...]:
    """Days and moments."""
    low = [f"C{at},0{at % 9 + 1}/0{at % 7 + 1}/2024,0{at % 7 + 2}/0{at % 9 + 1}/2025" for at in range(24)]
    names = [
        "5 März 2024",
        "6 Mai 2024",
        "7 stycznia 2024",
        "8 maja 2024",
        "9 janvier 2024",
        "10 févr. 2024",
        "11 août 2024",
        "12 Mar 2024",
    ]
    days = ("customer", "start", "end")
    return (
        _file("days_or_months_first.csv", _table(days, *low), "ask", 24),
        _file("both_orders.csv", _table(_ORDERS, "C1,13/01/2024,5", "C2,01/14/2024,5", "C3,02/03/2024,5", "C4,25/02/2024,5", "C5,03/26/2024,5"), "ask", 5),
        _file("two_digit_years.csv", _table(days, "C1,05/13/68,", "C2,06/14/69,07/15/70", "C3,06/20/01,", "C4,07/21/24,"), "warn/ask", 4),
        _file("serials.csv", _table(_PLANS, "C1,45292,,5", "C2,45300,45412,6", "C3,45323.75,,7"), "import/warn", 3),
        _file("milliseconds.csv", _table(("user_id", "created_at", "canceled_at"), "U1,1704067200000,", "U2,1706745599000,1709251200000"), "import/warn", 2),
        _file("thai_years.csv", _table(("ลูกค้า", "วันเริ่ม", "วันสิ้นสุด"), "ก,15/01/2567,", "ข,20/02/2567,25/03/2567"), "ask/warn", 2),
        _file("month_names.csv", _table(("kunde", "datum", "betrag"), *(f"K{at},{day},5" for at, day in enumerate(names))), "import/warn/ask", 8),
        _file("zones.csv", _table(("datetime", "time"), "2024-01-05T10:00:00Z,10:00", "2024-01-05T10:00:00,10:00", "2024-01-05T10:00:00+01:00,10:00", "2024-01-05T10:00:00-05:00,10:00"), "warn/ask", 4),
        _file("codes_and_days.csv", _table(("codice", "nome", "data_entrata"), "001,Roma,13/01/2001", "002,Milano,14/02/2002", "003,Torino,15/03/2003"), "import/ask", 3),
        _file("a_time_in_one_row.csv", _table(("Zeit", "Stand"), "05.01.2024 10:30,1", "06.01.2024,2", "17.01.2024,3"), "warn/ask", 3),
        _file("not_yet_gone.csv", _table(_PLANS, "C1,2020-01-05,2090-01-05,5", "C2,2090-02-01,,6", "C3,2021-03-05,,7"), "warn", 3),
    )  # fmt: skip


def _meanings() -> tuple[Faulty, ...]:
    """Amounts, ids, flags and figures that don't agree."""
    amounts = [
        '"1,234.50"',
        '"-1,234.50"',
        '"1.234,50"',
        "1 234.50",
        "$1234.50",
        '"1,234,567.89"',
        '"(1,234.50)"',
        "5-",
        "1e3",
        "n/a",
        "-",
        "abc",
    ]
    flags = ["yes", "no", "Y", "N", "1", "0", "true", "false", "x", "", "maybe", "churned", "active"]
    counts = ("Month", "Start", "New", "Lost", "End")
    return (
        _file("ids_with_zeros.csv", _table(("id", "date", "amount"), "007,2024-01-15,5", "07,2024-01-16,5", "7,2024-01-17,5"), "import/warn", 3),
        _file("ids_shortened.csv", _table(("Customer ID", "Date", "Amount"), *(f"{1.23457 if at < 3 else 1.23458}E+12,2024-01-1{at + 3},5" for at in range(4))), "ask/warn", 4),
        _file("ids_with_point_zero.csv", _table(("id", "date", "amount"), "101.0,2024-01-15,5", "101,2024-02-15,5", ",2024-02-16,5", "102.0,2024-02-17,5"), "warn/ask", 4),
        _file("many_amounts.csv", _table(_ORDERS, *(f"C{at},2024-01-{at + 13},{amount}" for at, amount in enumerate(amounts))), "ask", 12),
        _file("decimal_commas.csv", _table(_ORDERS, 'C1,2024-01-15,"12,50"', 'C2,2024-01-16,"1234,00"'), "import", 2),
        _file("several_currencies.csv", _table((*_ORDERS, "currency"), "C1,2024-01-15,20,EUR", "C2,2024-01-16,1500,JPY", "C3,2024-01-17,20,USD", "C4,2024-01-18,5,EUR"), "ask", 4),
        _file("flag_spellings.csv", _table(("id", "tenure", "churned"), *(f"C{at},{at},{flag}" for at, flag in enumerate(flags))), "ask", 13),
        _file("one_means_kept.csv", _table(("id", "months", "is_active", "mrr"), "C1,5,1,40", "C2,6,1,20", "C3,7,0,20", "C4,8,1,20"), "import/warn", 4),
        _file("leaves_and_returns.csv", _table(("sub", *_PLANS), "s1,A,2024-01-01,2024-02-15,5", "s2,A,2024-02-10,,5", "s3,B,2024-01-01,2024-02-29,5", "s4,B,2024-03-01,2024-04-13,5", "s5,C,2024-01-01,2024-02-20,5", "s6,C,2024-05-01,,5", "s7,D,2024-02-03,2024-02-25,5"), "warn/ask", 7),
        _file("a_row_a_month.csv", _table(("month", "customer", "mrr"), "2024-01,A,30", "2024-01,B,20", "2024-02,A,30", "2024-02,B,25", "2024-02,C,30", "2024-03,A,30", "2024-03,C,30", "2024-04,A,25", "2024-04,B,25", "2024-04,C,30"), "import/warn/ask", 10),
        _file("figures_that_do_not_agree.csv", _table(counts, "2024-01,100,20,5,115", "2024-02,115,10,8,117", "2024-03,120,12,6,126", "2024-04,126,,9,117"), "warn", 4),
        _file("quarters_and_a_week.csv", _table(("Period", "Customers", "Lost"), "Q1 2024,100,5", "Q2 2024,110,6", "2024-W30,112,1"), "ask", 3),
    )  # fmt: skip


#: What makes the files of each sort.
SORTS: dict[str, Callable[[], tuple[Faulty, ...]]] = {
    "quotes": _quoted,
    "layout": _laid_out,
    "letters": _encoded,
    "archives": _packed,
    "sheets": _sheets,
    "dates": _dates,
    "meanings": _meanings,
}


def written(folder: Path, files: Sequence[Faulty]) -> Path:
    """Writes the files and what is expected of each; gives the list's path."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = folder / "EXPECT.tsv"
    with expected.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t")
        writer.writerow(["path", "expected", "rows", "headings"])
        for fault in files:
            (folder / fault.name).write_bytes(fault.content)
            headings = json.dumps(fault.headings, ensure_ascii=False) if fault.headings else ""
            writer.writerow([fault.name, fault.how, "" if fault.rows is None else fault.rows, headings])
    return expected


def main() -> None:
    """Writes all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    files = [fault for make in SORTS.values() for fault in make()]
    written(folder, files)
    print(f"{len(files)} files in {folder}")


if __name__ == "__main__":
    main()
