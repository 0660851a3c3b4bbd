"""Several tables of the same columns as one, with the rows that a person skipped and the cells they corrected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading.table import Column
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import numpy.typing as npt

    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import Mapping


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Rows of one or several tables, one below the other.

    `source` is the index of each row's table in `tables`, `row` its number there. Skipped rows are gone; `skipped`
    counts them by table. Corrected cells are in the columns already.
    """

    tables: tuple[RawTable, ...]
    columns: tuple[Column, ...]
    source: npt.NDArray[np.int32]
    row: npt.NDArray[np.int32]
    skipped: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.row)


def stack(tables: Sequence[RawTable], mapping: Mapping) -> Stack:
    """The tables under each other, each with the rows skipped and the cells corrected that `mapping.edits` has of it.

    Raises:
        NotPossible: there is no table, a table has no rows, or it has other columns than the mapping.
    """
    if not tables or not sum(len(table) for table in tables):
        raise NotPossible(message("This table has no rows to read, only headings or nothing at all."))
    for table in tables:
        if len(table.columns) != len(mapping.columns) or _differ(table.headings, tables[0].headings):
            raise NotPossible(
                message("The columns of {file} are not those of the other file. Open it on its own.", file=table.file)
            )
    source = np.repeat(np.arange(len(tables), dtype=np.int32), [len(table) for table in tables])
    row = np.concatenate([table.rows for table in tables]).astype(np.int32)
    keep = _kept(source, row, mapping, len(tables))
    fixes = _fixes(tables, mapping)
    columns = tuple(
        _column([table.columns[index] for table in tables], fixes.get(index, []), keep)
        for index in range(len(mapping.columns))
    )
    skipped = (0,) * len(tables)
    if keep is not None:
        skipped = tuple(np.bincount(source[~keep], minlength=len(tables)).tolist())
        source, row = source[keep], row[keep]
    return Stack(tuple(tables), columns, source, row, skipped)


def _kept(
    source: npt.NDArray[np.int32], row: npt.NDArray[np.int32], mapping: Mapping, tables: int
) -> npt.NDArray[np.bool_] | None:
    """Which rows are not skipped; None where none is."""
    skips = [(table, mapping.edits(table).skip) for table in range(tables)]
    if not any(skip for _, skip in skips):
        return None
    keep = np.ones(len(row), dtype=np.bool_)
    for table, skip in skips:
        if skip:
            keep &= ~((source == table) & np.isin(row, skip))
    return keep


def one_table(tables: Sequence[RawTable]) -> RawTable:
    """Tables with the same columns as one, to judge formats and words by all their cells; else the first alone."""
    first = tables[0]
    if len(tables) == 1 or any(_differ(table.headings, first.headings) for table in tables[1:]):
        return first
    columns = tuple(joined([table.columns[index] for table in tables]) for index in range(len(first.columns)))
    return replace(first, columns=columns, rows=np.concatenate([table.rows for table in tables]))


def _differ(headings: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return [h.strip().casefold() for h in headings] != [h.strip().casefold() for h in others]


def _fixes(tables: Sequence[RawTable], mapping: Mapping) -> dict[int, list[tuple[int, str]]]:
    """The corrected cells by column: their place in the stack, and what they say."""
    fixes: dict[int, list[tuple[int, str]]] = {}
    before = 0
    for number, table in enumerate(tables):
        wanted = mapping.edits(number).fixes
        places = np.flatnonzero(np.isin(table.rows, [row for row, _, _ in wanted])) if wanted else ()
        position = {int(table.rows[place]): before + int(place) for place in places}
        for row, column, text in wanted:
            if row in position:
                fixes.setdefault(column, []).append((position[row], text))
        before += len(table)
    return fixes


def _column(columns: list[Column], fixes: list[tuple[int, str]], keep: npt.NDArray[np.bool_] | None) -> Column:
    column = columns[0] if len(columns) == 1 else joined(columns)
    codes = column.codes
    values = column.values
    if fixes:
        codes = codes.copy()
        added = np.empty(len(fixes), dtype=object)
        for number, (place, text) in enumerate(fixes):
            added[number] = text
            codes[place] = len(values) + number if text else -1
        values = np.concatenate([values, added])
    if keep is not None:
        codes = codes[keep]
    return Column(column.heading, values, codes)


def joined(columns: list[Column]) -> Column:
    """Several columns one below the other as one, equal cells under one code."""
    places: dict[tuple[type, Any], int] = {}
    parts = []
    for column in columns:
        own = np.array([places.setdefault((type(v), v), len(places)) for v in column.values] or [0], dtype=np.int32)
        parts.append(np.where(column.codes >= 0, own[np.maximum(column.codes, 0)], -1).astype(np.int32))
    values = np.empty(len(places), dtype=object)
    values[:] = [value for _, value in places] if places else []
    return Column(columns[0].heading, values, np.concatenate(parts))
