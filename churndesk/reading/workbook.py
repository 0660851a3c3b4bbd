"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) to a grid, with what Excel hides and what it couldn't compute.

The parsing runs in a guarded process (see `guarded`); what comes back is the columns of one sheet. That process imports
little, for each workbook starts one.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from churndesk.progress import silent
from churndesk.reading import guarded, sheet_xml
from churndesk.reading.damage import damaged
from churndesk.reading.sheet_facts import Hostile, SheetFacts
from churndesk.reading.table import CellError
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.progress import Report
    from churndesk.reading.grid import Grid
    from churndesk.reading.sheet_choice import Glance
    from churndesk.reading.typed_cells import TypedColumn
    from churndesk.words import Message

#: Rows of each sheet that are looked at to choose one.
_GLANCE = 80
_BLOCK = 4096
#: Excel's last row and column are 1,048,576 and 16,384; a table has fewer cells than this.
_MOST_CELLS = 100_000_000


@dataclass
class Sheet:
    """One sheet as read: its `columns`, by row or column number from 0 what is hidden, `merges` as (row, column) pairs.

    `sheets` names all sheets, `hidden_sheets` those that Excel doesn't show, `alike` the others with the same headings,
    `others` those that hold something else. `unreadable` is the number of cells with an error or without a result.
    """

    name: str
    columns: tuple[TypedColumn, ...]
    sheets: tuple[str, ...]
    first_row: int = 0
    unreadable: int = 0
    hidden_sheets: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    merges: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    first_column: int = 0
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    strays: tuple[str, ...] = field(default=())

    @cached_property
    def grid(self) -> Grid:
        """The columns with the numbers of their rows."""
        import numpy as np

        from churndesk.reading.grid import Grid

        coded = [column.coded() for column in self.columns]
        values, codes = [values for values, _ in coded], [codes for _, codes in coded]
        height = len(codes[0]) if codes else 0
        return Grid(values, codes, np.arange(self.first_row + 1, self.first_row + height + 1, dtype=np.int32))


@dataclass(frozen=True)
class Wanted:
    """Which part of which file: `sheet` by name or None for the best one, the first `rows` or None for all."""

    kind: str
    file: str
    sheet: str | None = None
    rows: int | None = None


def read_sheet(data: bytes, wanted: Wanted, report: Report = silent) -> Sheet:
    """Reads the sheet that is `wanted` by name, or the one that looks most like a table of customers.

    Raises:
        NotPossible: the workbook is damaged, protected or too large, or has no sheet of that name.
    """
    sheet: Sheet = _guarded(_read, data, wanted, report=report)
    return sheet


def names(data: bytes, kind: str, file: str) -> tuple[str, ...]:
    """The names of all sheets that hold cells, in order.

    Raises:
        NotPossible: the workbook can't be opened.
    """
    found: tuple[str, ...] = _guarded(_names, data, Wanted(kind, file))
    return found


def _guarded(work: Callable[..., Any], data: bytes, wanted: Wanted, report: Report = silent) -> Any:
    # A large workbook may be silent for longer: the library reads a sheet in one go.
    patience = guarded.PATIENCE + len(data) / (1 << 20)
    try:
        return guarded.run(work, data, wanted, report=report, patience=patience)
    except guarded.Failed as failed:
        raise NotPossible(_failure(failed.reason, wanted.file)) from failed


def _failure(reason: str, file: str) -> Message:
    if reason == "memory":
        return message(
            "{file} needs more memory than a table should. Copy the table into a new workbook, or save it as CSV.",
            file=file,
        )
    if reason == "time":
        return message(
            "Reading {file} took too long. Copy the table into a new workbook, or save it as CSV.", file=file
        )
    return damaged(file)


def _open(data: bytes, file: str) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise NotPossible(_protected(file)) from None
    except (CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower() or _is_locked_document(data):
            raise NotPossible(_protected(file)) from None
        raise NotPossible(damaged(file)) from None


def _is_locked_document(data: bytes) -> bool:
    """Whether an .ods is under a password, which nothing here can open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(1 << 20)
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, RuntimeError):
        return False


def _protected(file: str) -> Message:
    return message(
        "{file} is protected by a password. Open it in the program that made it, take the password off and save it "
        "again.",
        file=file,
    )


def _names(data: bytes, wanted: Wanted, tell: Callable[[float], None]) -> tuple[str, ...]:
    book = _open(data, wanted.file)
    tell(0.5)
    return tuple(sheet.name for sheet in book.sheets_metadata if _is_worksheet(sheet))


def _is_worksheet(sheet: Any) -> bool:
    from python_calamine import SheetTypeEnum

    return bool(sheet.typ == SheetTypeEnum.WorkSheet)


def _read(data: bytes, wanted: Wanted, tell: Callable[[float], None]) -> Sheet:
    from python_calamine import SheetVisibleEnum

    file = wanted.file
    book = _open(data, file)
    metadata = [sheet for sheet in book.sheets_metadata if _is_worksheet(sheet)]
    hidden = tuple(sheet.name for sheet in metadata if sheet.visible != SheetVisibleEnum.Visible)
    everything = tuple(sheet.name for sheet in metadata)
    if not everything:
        raise NotPossible(message("The workbook {file} has no sheet with cells.", file=file))
    if wanted.sheet is not None and wanted.sheet not in everything:
        raise NotPossible(_no_sheet(wanted.sheet, everything, file))
    source = _Source(data, wanted.kind, file, book)
    if len(everything) == 1:
        sheet = _loaded(source, everything[0], wanted.rows, tell)
    else:
        sheet = _loaded_from_several(source, wanted, _glances(source, everything, hidden, tell), tell)
    sheet.sheets, sheet.hidden_sheets = everything, hidden
    return sheet


def _loaded_from_several(
    source: _Source, wanted: Wanted, glances: list[Glance], tell: Callable[[float], None]
) -> Sheet:
    """The sheet that is wanted, or the best one; it knows which of the others look like it."""
    from churndesk.reading import sheet_choice

    name = wanted.sheet if wanted.sheet is not None else sheet_choice.choose(glances).name
    sheet = _loaded(source, name, wanted.rows, tell)
    heads = {glance.name: sheet_choice.headings(glance) for glance in glances}
    filled = [glance.name for glance in glances if glance.height > 1 and glance.name != name]
    sheet.alike = tuple(other for other in filled if heads[other] and heads[other] == heads[name])
    sheet.others = tuple(other for other in filled if other not in sheet.alike)
    return sheet


def _no_sheet(wanted: str, everything: tuple[str, ...], file: str) -> Message:
    from churndesk.words import Series

    return message(
        "{file} has no sheet called {sheet}. Its sheets are {sheets}.",
        file=file,
        sheet=wanted,
        sheets=Series(everything[:20]),
    )


class _Source:
    """An open workbook, and what the library doesn't tell of its sheets."""

    def __init__(self, data: bytes, kind: str, file: str, book: Any) -> None:
        self.data, self.kind, self.file, self.book = data, kind, file, book
        self.members: dict[str, str] = {}
        if kind == "xlsx":
            self.members = {part.name: part.member for part in self._checked(sheet_xml.parts, data)}
        self.facts: dict[str, SheetFacts] = {}
        self.latest: tuple[str, Any] = ("", None)

    def _checked(self, work: Callable[..., Any], *arguments: object) -> Any:
        try:
            return work(*arguments)
        except Hostile:
            raise NotPossible(_failure("memory", self.file)) from None
        except (OSError, ValueError, KeyError, RuntimeError, NotImplementedError, EOFError):
            raise NotPossible(damaged(self.file)) from None

    def fact(self, name: str) -> SheetFacts:
        if name not in self.facts:
            self.facts[name] = self._inspected(name)
        return self.facts[name]

    def _inspected(self, name: str) -> SheetFacts:
        found: SheetFacts = SheetFacts()
        if self.kind == "xlsx":
            found = self._checked(sheet_xml.inspect, self.data, self.members.get(name, ""))
        elif self.kind == "xls":
            from churndesk.reading import sheet_biff

            found = self._checked(sheet_biff.inspect, self.data, self.book.sheet_names.index(name))
        elif self.kind == "ods":
            from churndesk.reading import sheet_ods

            found = self._checked(sheet_ods.inspect, self.data, name)
        return found

    def sheet(self, name: str) -> Any:
        """The sheet as the library has it, without cells far from the table; the latest one is kept."""
        from python_calamine import CalamineError

        if self.latest[0] == name:
            return self.latest[1]
        facts = self.fact(name)
        self.latest = ("", None)
        try:
            book = _open(facts.data, self.file) if facts.data else self.book
            self.latest = (name, book.get_sheet_by_name(name))
            return self.latest[1]
        except (CalamineError, OSError, ValueError):
            raise NotPossible(damaged(self.file)) from None


def _glances(
    source: _Source,
    everything: tuple[str, ...],
    hidden: tuple[str, ...],
    tell: Callable[[float], None],
) -> list[Glance]:
    from churndesk.reading.sheet_choice import Glance

    found = []
    for at, name in enumerate(everything[:100]):
        tell(0.3 * at / len(everything))
        sheet = source.sheet(name)
        start = sheet.start[0] if sheet.start else 0
        rows = tuple(tuple(row) for row in islice(sheet.iter_rows(), start, start + _GLANCE))
        found.append(Glance(name, rows, sheet.height, name in hidden))
    return found


def _loaded(source: _Source, name: str, rows: int | None, tell: Callable[[float], None]) -> Sheet:
    sheet = source.sheet(name)
    facts = source.fact(name)
    first_row, first_column = sheet.start or (0, 0)
    height, width = sheet.height, sheet.width
    if height * width > _MOST_CELLS:
        raise NotPossible(_failure("memory", source.file))
    height = height if rows is None else min(height, rows)
    errors = {
        (row - first_row, column - first_column): CellError(shown)
        for (row, column), shown in facts.errors.items()
        if 0 <= row - first_row < height and 0 <= column - first_column < width
    }
    rows_of_cells = islice(sheet.iter_rows(), first_row, first_row + height)
    merged = sheet.merged_cell_ranges or ()
    return Sheet(
        name=name,
        columns=_coded(rows_of_cells, height, width, errors, tell),
        sheets=(),
        first_row=first_row,
        unreadable=len(errors),
        merges=tuple((start, end) for start, end in merged)[:10_000],
        first_column=first_column,
        hidden_rows=tuple(facts.hidden_rows),
        hidden_columns=tuple(facts.hidden_columns),
        strays=tuple(facts.strays),
    )


def _coded(
    rows: Any,
    height: int,
    width: int,
    errors: dict[tuple[int, int], CellError],
    tell: Callable[[float], None],
) -> tuple[TypedColumn, ...]:
    """The cells coded block by block, so that the rows never stand in memory all at once."""
    from churndesk.reading.typed_cells import TypedCoder

    coders = [TypedCoder() for _ in range(width)]
    by_block: dict[int, list[tuple[int, int]]] = {}
    for row, column in errors:
        by_block.setdefault(row // _BLOCK, []).append((row, column))
    for number in range((height + _BLOCK - 1) // _BLOCK):
        block: list[list[object]] = list(islice(rows, _BLOCK))
        for row, column in by_block.get(number, ()):
            if block[row % _BLOCK][column] == "":
                block[row % _BLOCK][column] = errors[row, column]
        for coder, cells in zip(coders, zip(*block, strict=True), strict=True):
            coder.add(cells)
        tell(0.3 + 0.7 * number * _BLOCK / max(height, 1))
    return tuple(coder.finish() for coder in coders)
