"""What a person should know of a table that was read: rows too short or too long, headings twice or missing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.words import Problem, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from churndesk.reading.grid import Grid
    from churndesk.reading.sifting import Sieve
    from churndesk.words import Message

#: Rows of one kind that are named one by one; the rest is counted.
_NAMED = 20
_SHORTENED = re.compile(r"\s*\d([.,]\d+)?[eE]\+(0?[89]|1\d|2\d)\s*$")
#: Distinct values of a column that are looked at for it.
_LOOKED_AT = 2000


@dataclass(frozen=True)
class Found:
    """What was found in a file or sheet: its records, which of them are rows, and the original text of mended ones."""

    file: str
    sheet: str
    grid: Grid
    keep: npt.NDArray[np.bool_]
    mended: dict[int, str]
    sieve: Sieve

    def problem(self, code: str, text: Message, at: int | None = None, **more: Any) -> Problem:
        """A problem of the record at that place, or of the table."""
        row = int(self.grid.lines[at]) if at is not None else None
        cell = self.grid.texts.get(at, "")[:500] if at is not None else ""
        return Problem(code, text, file=self.file, sheet=self.sheet, row=row, cell=cell, **more)


def about(found: Found, headings: Sequence[str]) -> tuple[Problem, ...]:
    """The problems of a table that can be told from its layout."""
    told = [*_mended(found), *_lengths(found), *_odd_quotes(found), *_second(found), *_equal(found)]
    told += _shortened(found, headings)
    if found.sieve.head.rows:
        told += _headings(found, headings)
    elif found.keep.any():
        said = message("The table has no row of headings: its columns are numbered instead.")
        told.append(found.problem("header-missing", said))
    return tuple(told)


def _mended(found: Found) -> Iterator[Problem]:
    for at in found.mended:
        said = message(
            "Row {row} didn't fit the table's columns and was mended. Compare it with the line in the file.",
            row=int(found.grid.lines[at]),
        )
        yield found.problem("repaired", said, at)


def _lengths(found: Found) -> Iterator[Problem]:
    grid = found.grid
    short = [at for at, row in grid.odd.items() if found.keep[at] and len(row) < grid.width]
    long = [at for at, row in grid.odd.items() if found.keep[at] and any(c.strip() for c in row[grid.width :])]
    for code, places in (("row-short", short), ("row-long", long)):
        for at in places[:_NAMED]:
            yield found.problem(code, _length(code, int(grid.lines[at]), len(grid.odd[at]), grid.width), at)
        if len(places) > _NAMED:
            rest = len(places) - _NAMED
            said = plural(
                "{count} more row has another number of cells than the header.",
                "{count} more rows have another number of cells than the header.",
                rest,
            )
            yield found.problem(code, said, count=rest)


def _length(code: str, row: int, cells: int, width: int) -> Message:
    if code == "row-short":
        return message(
            "Row {row} has {cells} cells where the table has {width}: the missing ones are left empty.",
            row=row,
            cells=cells,
            width=width,
        )
    return message(
        "Row {row} has {cells} cells where the table has {width}: those beyond the last column are left out.",
        row=row,
        cells=cells,
        width=width,
    )


def _odd_quotes(found: Found) -> Iterator[Problem]:
    left = set(found.grid.odd) | set(found.mended)
    places = [at for at in found.grid.texts if found.keep[at] and at not in left]
    for at in places[:_NAMED]:
        row = int(found.grid.lines[at])
        said = message("Row {row} has a quotation mark out of place; it was kept as part of the text.", row=row)
        yield found.problem("quote-stray", said, at)
    if len(places) > _NAMED:
        rest = len(places) - _NAMED
        said = plural(
            "{count} more row has a quotation mark out of place.",
            "{count} more rows have a quotation mark out of place.",
            rest,
        )
        yield found.problem("quote-stray", said, count=rest)


def _second(found: Found) -> Iterator[Problem]:
    rows = [at for at, reason in found.sieve.reasons.items() if reason == "second-table"]
    if rows:
        said = message(
            "A second table begins in row {row}. Only the first was read: keep each in a file or sheet of its own.",
            row=int(found.grid.lines[min(rows)]),
        )
        yield found.problem("second-table", said, min(rows), count=len(rows), serious=True)


def _equal(found: Found) -> Iterator[Problem]:
    """Rows that say in every cell what another row above says."""
    if found.grid.width < 2 or not found.keep.any():
        return
    mixed = np.zeros(int(found.keep.sum()), dtype=np.uint64)
    for codes in found.grid.codes:
        mixed = (mixed ^ codes[found.keep].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    import pandas as pd

    again = np.flatnonzero(pd.Series(mixed).duplicated().to_numpy())
    if len(again):
        first = int(found.grid.lines[found.keep][again[0]])
        said = plural(
            "{count} row says the same as a row above it in every cell: row {row}. It was kept.",
            "{count} rows say the same as a row above them in every cell; the first is row {row}. They were kept.",
            len(again),
            row=first,
        )
        yield Problem("rows-equal", said, file=found.file, sheet=found.sheet, row=first, count=len(again))


def _shortened(found: Found, headings: Sequence[str]) -> Iterator[Problem]:
    """Long numbers that Excel wrote as 1.23457E+12: what stood behind is lost."""
    for column, values in enumerate(found.grid.values):
        looked = enumerate(values[:_LOOKED_AT])
        hit = [code for code, value in looked if isinstance(value, str) and "+" in value and _SHORTENED.match(value)]
        codes = found.grid.codes[column][found.keep]
        count = int(np.isin(codes, hit).sum()) if hit else 0
        if count:
            name = headings[column].strip() or f"#{column + 1}"
            said = plural(
                "{count} cell of {column} was shortened by Excel, as in {cell}: different numbers look alike.",
                "{count} cells of {column} were shortened by Excel, as in {cell}: different numbers look alike.",
                count,
                column=name,
                cell=str(values[hit[0]]),
            )
            yield found.problem("number-shortened", said, column=name, count=count)


def _headings(found: Found, headings: Sequence[str]) -> Iterator[Problem]:
    for heading, count in Counter(name.strip() for name in headings if name.strip()).items():
        if count > 1:
            said = message(
                "{count} columns are called {heading}: look which one is meant.", count=count, heading=heading
            )
            yield found.problem("heading-twice", said, column=heading, count=count)
    unnamed = [number for number, name in enumerate(headings, 1) if not name.strip()]
    if unnamed:
        said = plural("{count} column has no heading.", "{count} columns have no heading.", len(unnamed))
        yield found.problem("heading-missing", said, column=f"#{unnamed[0]}", count=len(unnamed))
