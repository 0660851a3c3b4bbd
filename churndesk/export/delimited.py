"""Any table as CSV, so that the owner's own spreadsheet program opens it with a double click."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from churndesk.export.celltext import clean, looks_like_formula
from churndesk.export.target import written_beside
from churndesk.metrics.result import Undefined
from churndesk.progress import silent
from churndesk.words import Amount, Language, Message, Money, PeriodName, Rate, Series

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from churndesk.progress import Report
    from churndesk.words import Value

#: What is written where no language is named.
ENGLISH = Language("en")
_ROWS_A_REPORT = 1000


@dataclass(frozen=True, slots=True)
class Listing:
    """A table as it stands on the screen: its headings, and rows of values. None is an empty cell."""

    headings: tuple[Message | str, ...]
    rows: Sequence[Sequence[Value | Undefined | None]]


def write_csv(table: Listing, path: Path, language: Language = ENGLISH, report: Report = silent) -> None:
    """Writes the table as CSV in UTF-8 with a byte order mark, by the habits of the language.

    Where the decimal sign is a comma, fields are parted by semicolons, as spreadsheet programs there expect. Numbers
    have all their digits and no grouping, rates are fractions, days are written YYYY-MM-DD. A text that a program
    could take for a formula gets an apostrophe in front, which keeps it a text; ChurnDesk's own import takes it off
    again. Numbers never get one.

    Raises:
        NotPossible: the file can't be written there.
        Cancelled: `report` said so; nothing is left behind.
    """
    point = language.locale.number_symbols["latn"]["decimal"]
    with written_beside(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if point == "," else ",", lineterminator="\r\n")
        writer.writerow([_field(heading, language, point) for heading in table.headings])
        for number, row in enumerate(table.rows):
            if number % _ROWS_A_REPORT == 0:
                report(number / max(len(table.rows), 1))
            writer.writerow([_field(value, language, point) for value in row])


def _field(value: Value | Undefined | None, language: Language, point: str) -> str:  # noqa: PLR0911  (one line a kind of value)
    match value:
        case None:
            return ""
        case Undefined():
            return _text(language.say(value.text))
        case Rate():
            return _number(value.fraction, point)
        case Money():
            return _number(value.amount, point)
        case Amount():
            return _number(value.number, point)
        case Message() | PeriodName() | Series() | str():
            return _text(language.value(value))
        case date():
            return value.isoformat()
        case _:
            return _number(value, point)


def _number(number: float, point: str) -> str:
    """All digits, never in the form 1e-07."""
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = repr(float(number))
    if "e" in text:
        text = f"{number:.15f}".rstrip("0")
    return text.replace(".", point)


def _text(text: str) -> str:
    text = clean(text)
    return f"'{text}" if looks_like_formula(text) else text
