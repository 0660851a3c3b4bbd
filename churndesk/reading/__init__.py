"""Opens files and reads tables from them: text of any kind and workbooks.

Importing this package is cheap; what reads is loaded when it is first called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from churndesk.progress import silent
from churndesk.reading.locked import NeedsPassword
from churndesk.reading.table import CellError, Column, Dialect, NoRows, Preview, RawTable, ReadOptions, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from churndesk.progress import Report

__all__ = [
    "CellError",
    "Column",
    "Dialect",
    "NeedsPassword",
    "NoRows",
    "Preview",
    "RawTable",
    "ReadOptions",
    "SetAside",
    "lines",
    "original",
    "preview",
    "read",
    "sheet_names",
    "write_table",
]

_DETECTED = ReadOptions()


def read(path: Path, options: ReadOptions = _DETECTED, report: Report = silent) -> RawTable:
    """The table of a file; what `options` leave open is detected.

    Raises:
        NotPossible: the file can't be used; its sentence says why and what to do. It is a `NoRows`, which bears
            the headings, where there is a table without rows.
        Cancelled: by `report`.
    """
    from churndesk.reading import reader

    return reader.read(path, options, report)


def preview(path: Path, options: ReadOptions = _DETECTED, rows: int = 200) -> Preview:
    """The first `rows` of a file as they stand, beside the reading that is proposed from the file's beginning.

    Raises:
        NotPossible: as `read`.
    """
    from churndesk.reading import reader

    return reader.preview(path, options, rows)


def lines(
    path: Path, numbers: Iterable[int], options: ReadOptions = _DETECTED, report: Report = silent
) -> dict[int, tuple[str, ...]]:
    """The cells of the rows of those numbers as they stand in the file, those outside the table too.

    Raises:
        NotPossible: as `read`.
        Cancelled: by `report`.
    """
    from churndesk.reading import reader

    return reader.lines(path, numbers, options, report)


def original(path: Path, options: ReadOptions = _DETECTED) -> bytes:
    """The file's bytes as a project keeps them: without the password of `options`, where it needed one.

    Raises:
        NotPossible: the file can't be read any more, or none of the passwords opens it.
    """
    from churndesk.reading import container

    return container.original(path, options.passwords)


def sheet_names(path: Path, options: ReadOptions = _DETECTED) -> tuple[str, ...]:
    """The names of a workbook's sheets in order; empty for a text file.

    Raises:
        NotPossible: the file can't be opened.
    """
    from churndesk.reading import reader

    return reader.sheet_names(path, options.passwords)


def write_table(table: RawTable, stream: TextIO) -> None:
    """Writes a table as `churndesk table` does: RFC 4180, the header line only where the file has one.

    `stream` is open for text in UTF-8 with `newline=""`. Cells are the file's own text; a workbook's values are written
    in the shortest form that keeps them: 5, 72.96499999999999, 2024-03-01.
    """
    from churndesk.reading import canonical

    canonical.write_table(table, stream)
