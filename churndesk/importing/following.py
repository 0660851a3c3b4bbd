"""Next month's file: read and judged as the one before, beside it or in its place."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk import reading
from churndesk.importing.carrying import carried
from churndesk.importing.proposal import proposed_anew
from churndesk.progress import silent
from churndesk.reading.canonical import text_of
from churndesk.shapes.headings import concepts
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from churndesk.importing.draft import Draft
    from churndesk.importing.earlier import Earlier
    from churndesk.progress import Report
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import Edits, Mapping

#: What the heading of a payment's own number means.
_NUMBERED = frozenset({"order", "id"})


def taken_up(draft: Draft, report: Report = silent) -> Draft:
    """The draft with the earlier import's rules and what was said of its rows.

    Raises:
        NotPossible: a file can't be read any more.
    """
    if draft.earlier is None:
        return draft
    policy = draft.earlier.policy
    rules = ((field.name, getattr(policy, field.name)) for field in fields(policy))
    chosen, what_became = carried(draft, report)
    chosen = replace(chosen, rules=tuple((key, str(value)) for key, value in rules if value is not None))
    return replace(draft, chosen=chosen, carried=what_became)


def with_adding(draft: Draft, adding: bool, report: Report = silent) -> Draft:  # noqa: FBT001  (a signal bears it)
    """The file is counted together with the earlier ones, or in their place.

    Together, what both tell is counted once: in lists of customers the newer file speaks for everybody in it, in logs
    of payments one that stands in both is left out of the earlier one, even if it reads otherwise by now.

    Raises:
        NotPossible: an earlier file can't be read, or has other columns by now.
    """
    report()
    own = draft.own
    said = draft.chosen.others[own - 1 :] if draft.adding else ()
    alone = replace(
        draft,
        tables=draft.tables[:own],
        of_file=draft.of_file[:own],
        chosen=replace(draft.chosen, others=draft.chosen.others[: own - 1]),
        adding=adding,
        dataset=None,
    )
    return proposed_anew(_with_earlier(alone, draft.earlier, said, report) if adding and draft.earlier else alone)


def _with_earlier(draft: Draft, earlier: Earlier, said: tuple[Edits, ...], report: Report) -> Draft:
    """The draft with the earlier tables; `said` is what was said of their rows since they are counted, too."""
    edits = said or tuple(map(earlier.mapping.edits, range(len(earlier.parts))))
    tables = [
        reading.read(part.path, replace(part.options, keep=own.keep, as_written=own.as_written), report)
        for part, own in zip(earlier.parts, edits, strict=True)
    ]
    _same_columns(draft, tables)
    chosen = draft.chosen
    for place, (own, rows) in enumerate(zip(edits, _doubled(draft, earlier, tables), strict=True)):
        skip = tuple(sorted({*own.skip, *rows.tolist()}))
        chosen = chosen.with_edits(replace(own, skip=skip), len(draft.tables) + place)
    paths = draft.all_paths
    of_file = (paths.index(part.path, len(draft.paths)) for part in earlier.parts)
    return replace(draft, tables=(*draft.tables, *tables), of_file=(*draft.of_file, *of_file), chosen=chosen)


def _same_columns(draft: Draft, tables: Sequence[RawTable]) -> None:
    for table in tables:
        if table.headings != draft.tables[0].headings:
            raise NotPossible(
                message("“{file}” has other columns by now, so both can't be counted together.", file=table.file)
            )


def _doubled(draft: Draft, earlier: Earlier, tables: Sequence[RawTable]) -> list[npt.NDArray[np.int32]]:
    """By earlier table the rows that the new file tells anew."""
    shape = earlier.mapping.shape
    if shape == "lists":
        return [np.zeros(0, dtype=np.int32)] * len(tables)
    if shape == "payments":
        return [_payments_again(table, draft.tables, earlier.mapping) for table in tables]
    if shape == "periods":
        return [_rows_saying(table, draft.tables, earlier.mapping.column("period")) for table in tables]
    return [_rows_saying(table, draft.tables, earlier.mapping.column("customer")) for table in tables]


def _payments_again(table: RawTable, others: Sequence[RawTable], mapping: Mapping) -> npt.NDArray[np.int32]:
    """The payments that others tell too: in the same words, or otherwise by now, as one that was paid back meanwhile.

    A payment is known by a number of its own where the table has one, else by its customer and its day or moment.
    """
    number = _number_column(table, mapping)
    known = [place for place in (mapping.column("customer"), mapping.column("date")) if place is not None]
    by = [number, *known[:1]] if number is not None else known if len(known) == 2 else []
    again = np.isin(table.rows, _rows_again(table, others))
    if by:
        told = np.concatenate([_row_keys(other, by) for other in others])
        again |= np.isin(_row_keys(table, by), told) & np.all([table.columns[at].codes >= 0 for at in by], axis=0)
    return table.rows[again]


def _number_column(table: RawTable, mapping: Mapping) -> int | None:
    """The column of the payments' own numbers: called so, different in every row, and not counting rows from 1."""
    for place, column in enumerate(table.columns):
        meant = concepts(column.heading)
        filled = int((column.codes >= 0).sum())
        if (
            meant
            and meant[0][0] in _NUMBERED
            and mapping.columns[place].role is None
            and len(table) == filled == len(np.unique(column.codes))
            and text_of(column.values[0]) not in {"0", "1"}
        ):
            return place
    return None


def _rows_again(table: RawTable, others: Sequence[RawTable]) -> npt.NDArray[np.int32]:
    """The rows of a table that stand in another one in the same words."""
    known = np.concatenate([_row_keys(other) for other in others])
    return table.rows[np.isin(_row_keys(table), known)]


def _row_keys(table: RawTable, columns: Sequence[int] | None = None) -> npt.NDArray[np.uint64]:
    """One number for each row, equal where all cells, or those of some columns, read alike."""
    import pandas as pd

    mixed = np.zeros(len(table), dtype=np.uint64)
    for column in table.columns if columns is None else [table.columns[place] for place in columns]:
        texts = np.array([*map(text_of, column.values), ""], dtype=object)
        hashed = pd.util.hash_array(texts, categorize=False)
        mixed = (mixed ^ hashed[column.codes]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _rows_saying(table: RawTable, others: Sequence[RawTable], column: int | None) -> npt.NDArray[np.int32]:
    """The rows of a table whose cell in a column another one has too."""
    if column is None:
        return np.zeros(0, dtype=np.int32)
    known = {text_of(value).strip() for other in others for value in other.columns[column].values}
    known.discard("")
    said = np.array([*(text_of(value).strip() in known for value in table.columns[column].values), False])
    found: npt.NDArray[np.int32] = table.rows[said[table.columns[column].codes]]
    return found
