"""What a person should know of a workbook: hidden rows, cells with errors, other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading.sheet_xml import column_name
from churndesk.reading.table import CellError
from churndesk.words import Problem, Series, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.reading.workbook import Sheet

#: Cells named one by one.
_NAMED = 20


def about(sheet: Sheet, file: str, kind: str, *, chosen: bool) -> tuple[Problem, ...]:
    """The problems of a sheet that was read; `chosen` says that a person named it, so other sheets are no news."""
    found = [*_hidden(sheet, file), *_errors(sheet, file), *_strays(sheet, file)]
    if kind == "xlsb":
        found.append(_unchecked(sheet, file, kind))
    if not chosen:
        found += _others(sheet, file)
    return tuple(found)


def _unchecked(sheet: Sheet, file: str, kind: str) -> Problem:
    """Nothing here looks into the records of an .xlsb."""
    said = message(
        "In a .{kind} file hidden rows and cells with errors can't be told: errors are read as empty cells. "
        "Save it as .xlsx in Excel to have them found.",
        kind=kind,
    )
    return Problem("unchecked", said, file=file, sheet=sheet.name)


def _hidden(sheet: Sheet, file: str) -> Iterator[Problem]:
    lines = sheet.grid.lines
    last = int(lines[-1]) if len(lines) else 0
    rows = [row + 1 for row in sheet.hidden_rows if row + 1 <= last]
    if rows:
        said = plural(
            "{count} row is hidden in Excel, perhaps by a filter: row {first}. It was read too.",
            "{count} rows are hidden in Excel, perhaps by a filter; the first is row {first}. They were read too.",
            len(rows),
            first=rows[0],
        )
        yield Problem("hidden", said, file=file, sheet=sheet.name, row=rows[0], count=len(rows))
    edge = sheet.first_column + sheet.grid.width
    columns = [column_name(column) for column in sheet.hidden_columns if column < edge]
    if columns:
        said = plural(
            "{count} column is hidden in Excel: {names}. It was read like the others.",
            "{count} columns are hidden in Excel: {names}. They were read like the others.",
            len(columns),
            names=Series(tuple(columns[:_NAMED])),
        )
        yield Problem("hidden", said, file=file, sheet=sheet.name, count=len(columns))
    if sheet.name in sheet.hidden_sheets:
        yield Problem(
            "hidden", message("The sheet {sheet} is hidden in Excel.", sheet=sheet.name), file=file, sheet=sheet.name
        )


def _errors(sheet: Sheet, file: str) -> Iterator[Problem]:
    named = 0
    columns = zip(sheet.grid.values, sheet.grid.codes, strict=True) if sheet.unreadable else ()
    for column, (values, codes) in enumerate(columns):
        wanted = np.array([isinstance(value, CellError) for value in values], dtype=bool)
        if not wanted.any():
            continue
        for at in np.flatnonzero(np.append(wanted, False)[codes])[: _NAMED - named].tolist():
            named += 1
            cell = str(values[codes[at]])
            place = f"{column_name(sheet.first_column + column)}{int(sheet.grid.lines[at])}"
            said = (
                message(
                    "Cell {place} holds a formula whose result isn't stored: open the file in Excel and save it.",
                    place=place,
                )
                if cell.startswith("=")
                else message(
                    "Cell {place} holds the error {error}: it counts as unreadable, not as empty or 0.",
                    place=place,
                    error=cell,
                )
            )
            yield Problem(
                "cell-error", said, file=file, sheet=sheet.name, row=int(sheet.grid.lines[at]), cell=cell, serious=True
            )


def _strays(sheet: Sheet, file: str) -> Iterator[Problem]:
    if sheet.strays:
        said = plural(
            "{count} single cell far away from the table was left out: {names}.",
            "{count} single cells far away from the table were left out: {names}.",
            len(sheet.strays),
            names=Series(sheet.strays[:_NAMED]),
        )
        yield Problem("stray-cell", said, file=file, sheet=sheet.name, count=len(sheet.strays))


def _others(sheet: Sheet, file: str) -> Iterator[Problem]:
    if sheet.alike:
        said = plural(
            "{count} more sheet has the same headings: {names}. Only {sheet} was read: add it if it belongs.",
            "{count} more sheets have the same headings: {names}. Only {sheet} was read: add them if they belong.",
            len(sheet.alike),
            names=Series(sheet.alike[:_NAMED]),
            sheet=sheet.name,
        )
        yield Problem("more-sheets", said, file=file, sheet=sheet.name, count=len(sheet.alike), serious=True)
    if sheet.others:
        said = plural(
            "The sheet {sheet} was read. There is {count} other: {names}.",
            "The sheet {sheet} was read. There are {count} others: {names}.",
            len(sheet.others),
            names=Series(sheet.others[:_NAMED]),
            sheet=sheet.name,
        )
        yield Problem("other-sheets", said, file=file, sheet=sheet.name, count=len(sheet.others))
