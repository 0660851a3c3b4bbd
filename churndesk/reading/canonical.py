"""A cell as plain text, the same on every computer: what `churndesk table` writes."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from churndesk.reading.table import Column, RawTable


def text_of(cell: object) -> str:  # noqa: PLR0911  (one line a case)
    """A text unchanged; a workbook's value in the shortest form that keeps it.

    5.0 is "5", a day "2024-03-01", a moment "2024-03-01 18:00:00", a duration "1:30:00".
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return _duration(cell)
    return "" if cell is None else str(cell)


def _duration(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def write_table(table: RawTable, stream: TextIO) -> None:
    """Writes the table as RFC 4180: CRLF line ends, quotes where needed, a header line only where the file has one.

    The stream should be open with `newline=""` and UTF-8. Cells are the file's own text, unchanged.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    if table.header_rows:
        writer.writerow(table.header_line or table.headings)
    texts = [_texts(column) for column in table.columns]
    for start in range(0, len(table), 1 << 14):
        piece = slice(start, start + (1 << 14))
        cells = [values[column.codes[piece]] for values, column in zip(texts, table.columns, strict=True)]
        writer.writerows(zip(*cells, strict=True))


def _texts(column: Column) -> npt.NDArray[np.object_]:
    """The column's distinct values as texts, and the empty text last, where code -1 finds it."""
    import numpy as np

    texts = np.empty(len(column.values) + 1, dtype=object)
    texts[:-1] = [text_of(value) for value in column.values]
    texts[-1] = ""
    return texts
