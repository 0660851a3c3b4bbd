"""Small tables as a reader would hand them over, made from text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.reading.table import Column, Dialect, RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence


def column(heading: str, cells: Sequence[Any]) -> Column:
    """A column coded as a reader codes it: distinct values in order, -1 for the empty text."""
    places: dict[tuple[type, Any], int] = {}
    codes = [-1 if cell == "" else places.setdefault((type(cell), cell), len(places)) for cell in cells]
    values = np.empty(len(places), dtype=object)
    values[:] = [value for _, value in places] if places else []
    return Column(heading, values, np.array(codes, dtype=np.int32))


def table(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str = "", file: str = "list.csv"
) -> RawTable:
    """A table with its heading in row 1, or without headings where all are empty."""
    first = 2 if any(headings) else 1
    columns = tuple(column(heading, [row[index] for row in rows]) for index, heading in enumerate(headings))
    numbers = np.arange(first, first + len(rows), dtype=np.int32)
    return RawTable(file, columns, numbers, Dialect("csv"), (1,) if any(headings) else (), title=title)


def csv(text: str, *, title: str = "", file: str = "list.csv", separator: str = ",") -> RawTable:
    """A table from lines of text, the first one its headings."""
    lines = [[cell.strip() for cell in line.split(separator)] for line in text.strip().splitlines()]
    return table(lines[0], lines[1:], title=title, file=file)
