"""Opens a file, whatever it is, and gives its table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.progress import silent
from churndesk.reading import container, delimited, encoding, grammar, layout, sheet_remarks, workbook
from churndesk.reading.canonical import text_of
from churndesk.reading.headings import Merge
from churndesk.reading.table import Dialect, NoRows, Preview, ReadOptions
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from churndesk.progress import Report
    from churndesk.reading.grid import Grid
    from churndesk.reading.table import RawTable
    from churndesk.words import Message, Problem


#: What a preview reads: bytes of a text, rows of a sheet.
_BEGINNING = 1 << 18
_FIRST_ROWS = 2000


@dataclass(frozen=True)
class _Opened:
    grid: Grid
    dialect: Dialect
    problems: tuple[Problem, ...]
    grammar: grammar.Grammar | None = None
    merges: tuple[Merge, ...] = ()
    hidden: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


def read(path: Path, options: ReadOptions = ReadOptions(), report: Report = silent) -> RawTable:  # noqa: B008  (frozen)
    """The table of a file, by detection where `options` leave it open.

    Raises:
        NotPossible: the file can't be used; the sentence says why and what to do. `NoRows` where it is merely empty.
        Cancelled: by `report`.
    """
    return _arranged(_open(path, options, report), path.name, options)


def preview(path: Path, options: ReadOptions = ReadOptions(), rows: int = 200) -> Preview:  # noqa: B008  (frozen)
    """The file's first `rows` as they stand, and the reading proposed from its beginning: quick for any length.

    Raises:
        NotPossible: as `read`.
    """
    opened = _open(path, options, silent, beginning=True)
    grid = opened.grid
    lines = tuple((int(grid.lines[at]), tuple(map(text_of, grid.record(at)))) for at in range(min(rows, len(grid))))
    table = _arranged(opened, path.name, options)
    return Preview(lines, table, tuple(problem.text for problem in table.problems))


def lines(
    path: Path,
    numbers: Iterable[int],
    options: ReadOptions = ReadOptions(),  # noqa: B008  (frozen)
    report: Report = silent,
) -> dict[int, tuple[str, ...]]:
    """The rows of those numbers as they stand in the file, whether they belong to its table or not.

    Raises:
        NotPossible: as `read`.
    """
    grid = _open(path, options, report).grid
    wanted = np.array(sorted(set(numbers)), dtype=np.int64)
    found = np.flatnonzero(np.isin(grid.lines, wanted))
    return {int(grid.lines[at]): tuple(map(text_of, grid.record(int(at)))) for at in found}


def sheet_names(path: Path, passwords: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names of a workbook's sheets in order; empty for a text file.

    Raises:
        NotPossible: the file can't be opened.
    """
    content = container.load(path, passwords)
    return () if content.kind == "text" else workbook.names(content.data, content.kind, path.name)


def _arranged(opened: _Opened, file: str, options: ReadOptions) -> RawTable:
    laid = layout.Laid(
        opened.grid,
        file,
        opened.dialect,
        options.header,
        opened.problems,
        opened.grammar,
        opened.merges,
        options.keep,
        options.as_written,
    )
    try:
        table = layout.arrange(laid)
        columns = tuple(column for column in opened.hidden_columns if 0 <= column < len(table.columns))
        return replace(table, hidden=opened.hidden, hidden_columns=columns)
    except layout.NothingInside as nothing:
        raise NoRows(_nothing(nothing.table, file), nothing.table) from None


def _nothing(table: RawTable, file: str) -> Message:
    if table.header_rows:
        return message("{file} has headings but no rows below them: there is nothing to read.", file=file)
    if table.dialect.sheet:
        return message("The sheet {sheet} of {file} is empty.", sheet=table.dialect.sheet, file=file)
    return message("The file {file} is empty: it holds no data at all.", file=file)


def _open(path: Path, options: ReadOptions, report: Report, *, beginning: bool = False) -> _Opened:
    try:
        content = (
            container.beginning(path, _BEGINNING, options.passwords)
            if beginning
            else container.load(path, options.passwords, report)
        )
    except container.Empty:
        content = container.Content("text", b"")
    if content.kind != "text":
        return _opened_sheet(content, path.name, options, report, beginning=beginning)
    report(0.0)
    decoded = encoding.decode(content.data, path.name, options.encoding)
    container.refuse_binary(decoded.data, path.name)
    text = decoded.data if content.whole else container.whole_lines(decoded.data)
    return _opened_text(replace(decoded, data=text), options, report)


def _opened_text(decoded: encoding.Decoded, options: ReadOptions, report: Report) -> _Opened:
    head = decoded.data[: 1 << 17].decode("utf-8", "ignore")
    rules = grammar.detect(head, _delimiter(options.delimiter))
    found = delimited.grid(decoded.data, rules, report)
    dialect = Dialect("csv", decoded.encoding, rules.delimiter, rules.quote)
    return _Opened(found, dialect, decoded.problems, rules)


def _delimiter(chosen: str | None) -> str | None:
    return {"tab": "\t", "\\t": "\t", "space": " ", "none": ""}.get(chosen.lower(), chosen) if chosen else None


def _opened_sheet(
    content: container.Content, file: str, options: ReadOptions, report: Report, *, beginning: bool
) -> _Opened:
    wanted = workbook.Wanted(content.kind, file, options.sheet, _FIRST_ROWS if beginning else None)
    sheet = workbook.read_sheet(content.data, wanted, report)
    dialect = Dialect(
        content.kind, sheet=sheet.name, sheets=sheet.sheets, alike=sheet.alike, hidden_sheets=sheet.hidden_sheets
    )
    problems = sheet_remarks.about(sheet, file, content.kind, chosen=options.sheet is not None)
    hidden = tuple(sorted(row + 1 for row in sheet.hidden_rows))
    columns = tuple(sorted(column - sheet.first_column for column in sheet.hidden_columns))
    return _Opened(sheet.grid, dialect, problems, merges=_merges(sheet), hidden=hidden, hidden_columns=columns)


def _merges(sheet: workbook.Sheet) -> tuple[Merge, ...]:
    """The merged cells counted from the first record and column that hold something."""
    if not len(sheet.grid):
        return ()
    row, column = int(sheet.grid.lines[0]) - 1, sheet.first_column
    return tuple(
        Merge(first[0] - row, first[1] - column, last[0] - row, last[1] - column)
        for first, last in sheet.merges
        if first[0] >= row and first[1] >= column
    )
