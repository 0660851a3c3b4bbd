"""Any table as a plain workbook of one sheet: its headings, and every cell as it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from churndesk.export.celltext import clean
from churndesk.export.delimited import ENGLISH, write_csv
from churndesk.export.target import written_beside
from churndesk.metrics.result import Undefined
from churndesk.progress import silent
from churndesk.words import Amount, Money, NotPossible, Rate, message

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from churndesk.export.delimited import Listing
    from churndesk.progress import Report
    from churndesk.words import Language, Value

#: The rows that a sheet holds, its headings among them.
MOST_ROWS = 1_048_576
_ROWS_A_REPORT = 1000
_WIDTHS = (8, 40)


def write_listing(table: Listing, path: Path, language: Language = ENGLISH, report: Report = silent) -> None:
    """Writes the table as .xlsx or, under any other ending, as CSV (`write_csv`).

    Texts are written as texts, so that no cell of a stranger's file becomes a formula or a link.

    Raises:
        NotPossible: the file can't be written there, or a sheet doesn't hold so many rows.
        Cancelled: `report` said so; nothing is left behind.
    """
    if path.suffix.casefold() != ".xlsx":
        write_csv(table, path, language, report)
        return
    if len(table.rows) >= MOST_ROWS:
        raise NotPossible(
            message("A workbook's sheet holds {most} rows, and these are more. Save them as CSV.", most=MOST_ROWS)
        )
    from xlsxwriter import Workbook

    with written_beside(path) as beside:
        workbook = Workbook(beside, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(table.headings):
            text = clean(language.value(heading))
            sheet.set_column(column, column, min(max(len(text) + 2, _WIDTHS[0]), _WIDTHS[1]))
            sheet.write_string(0, column, text, bold)
        for number, row in enumerate(table.rows, start=1):
            if number % _ROWS_A_REPORT == 0:
                report(number / max(len(table.rows), 1))
            for column, value in enumerate(row):
                _write(sheet, number, column, value, language)
        workbook.close()


def _write(sheet: Worksheet, row: int, column: int, value: Value | Undefined | None, language: Language) -> None:
    match value:
        case None | "":
            return
        case int() | float():
            sheet.write_number(row, column, value)
        case Amount():
            sheet.write_number(row, column, value.number)
        case Money():
            sheet.write_number(row, column, value.amount)
        case Rate():
            sheet.write_number(row, column, value.fraction)
        case date():
            sheet.write_string(row, column, value.isoformat())
        case Undefined():
            sheet.write_string(row, column, clean(language.say(value.text)))
        case _:
            sheet.write_string(row, column, clean(language.value(value)))
