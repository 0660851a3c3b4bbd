"""Any table as a file of its own: a workbook of one sheet, or CSV, by the ending of its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from churndesk.export.book import RowsWritten, book_at
from churndesk.export.delimited import ENGLISH, write_csv
from churndesk.export.layout import Plan, Table, listed
from churndesk.export.places import Places
from churndesk.metrics.result import Undefined
from churndesk.progress import silent
from churndesk.words import Amount, Money, NotPossible, Rate, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from churndesk.export.delimited import Listing
    from churndesk.export.layout import Column, Style
    from churndesk.progress import Report
    from churndesk.words import Language, Message

#: A sheet takes 1,048,576 rows, one of which is the heading.
MOST = 1_048_575
#: From so many rows on, cells are written to disk as they come instead of being held in memory.
MANY_ROWS = 20_000
_WIDEST = 60


def write_table(
    table: Listing, title: Message, path: Path, language: Language = ENGLISH, report: Report = silent
) -> None:
    """Writes the table at `path`: as a workbook, or as CSV where the name ends so. `title` names the sheet.

    Numbers stay numbers and days days, in the formats of the language; a text that looks like a formula stays a text.

    Raises:
        NotPossible: the file can't be written there, or the table has more rows than a sheet takes.
        Cancelled: `report` said so; nothing is left behind.
    """
    if path.suffix.lower() == ".csv":
        write_csv(table, path, language, report)
        return
    if len(table.rows) > MOST:
        raise NotPossible(
            message(
                "The table has {count} rows, and a sheet takes {most} at most. Save it as CSV instead.",
                count=len(table.rows),
                most=MOST,
            )
        )
    from churndesk.export.look import Look
    from churndesk.export.writer import SheetWriter

    columns = tuple(_columns(table))
    plan = Plan(
        "table",
        title,
        (Table("table", tuple(one.column for one in columns), range(len(table.rows)), main=True),),
    )
    currency = next((one.currency for one in columns if one.currency), None)
    with book_at(path, language, streamed=len(table.rows) > MANY_ROWS) as workbook:
        written = RowsWritten(report, len(table.rows))
        look, places = Look(workbook, language, currency), Places((plan,), language)
        SheetWriter(workbook, plan, look, places).write(written.advance)
        report(0.9)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A column with the currency of its amounts."""

    column: Column
    currency: str | None


def _columns(table: Listing) -> Iterator[_Typed]:
    for number, heading in enumerate(table.headings):
        values = [row[number] if number < len(row) else None for row in table.rows]
        known = [value for value in values if value not in {None, ""} and not isinstance(value, Undefined)]
        currency = next((value.currency for value in known if isinstance(value, Money)), None)
        column = listed(f"column_{number}", heading, _style(known), [_plain(value) for value in values], _WIDEST)
        yield _Typed(column, currency)


def _style(known: list[Any]) -> Style:
    """How a column looks, by the values that are there; words and numbers together stand as words."""
    kinds = {_kind(value) for value in known}
    if kinds == {"count", "ratio"}:
        return "ratio"
    return kinds.pop() if len(kinds) == 1 else "text"


def _kind(value: object) -> Style:
    match value:
        case Rate():
            return "rate"
        case Money():
            return "money"
        case date():
            return "day"
        case Amount() | int() | float():
            number = value.number if isinstance(value, Amount) else value
            return "count" if float(number).is_integer() else "ratio"
        case _:
            return "text"


def _plain(value: Any) -> Any:
    """A number, a day or words, as a sheet holds them."""
    match value:
        case Rate():
            return value.fraction
        case Money():
            return value.amount
        case Amount():
            return value.number
        case Undefined():
            return value.text
        case _:
            return value
