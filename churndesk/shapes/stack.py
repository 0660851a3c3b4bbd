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
    """The tables under each other. `mapping.skip` and `mapping.fixes` speak of the first table's rows.

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
    keep = ~((source == 0) & np.isin(row, mapping.skip)) if mapping.skip else None
    columns = tuple(
        _column([table.columns[index] for table in tables], _fixes(tables[0], mapping, index), keep)
        for index in range(len(mapping.columns))
    )
    skipped = (0 if keep is None else int((~keep).sum()), *([0] * (len(tables) - 1)))
    if keep is not None:
        source, row = source[keep], row[keep]
    return Stack(tuple(tables), columns, source, row, skipped)


def one_table(tables: Sequence[RawTable]) -> RawTable:
    """Tables with the same columns as one, to judge formats and words by all their cells; else the first alone."""
    first = tables[0]
    if len(tables) == 1 or any(_differ(table.headings, first.headings) for table in tables[1:]):
        return first
    columns = tuple(joined([table.columns[index] for table in tables]) for index in range(len(first.columns)))
    return replace(first, columns=columns, rows=np.concatenate([table.rows for table in tables]))


def _differ(headings: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return [h.strip().casefold() for h in headings] != [h.strip().casefold() for h in others]


def _fixes(table: RawTable, mapping: Mapping, index: int) -> list[tuple[int, str]]:
    wanted = [(row, text) for row, column, text in mapping.fixes if column == index]
    if not wanted:
        return []
    position = {int(number): place for place, number in enumerate(table.rows)}
    return [(position[row], text) for row, text in wanted if row in position]


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
