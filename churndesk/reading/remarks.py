"""What a person should know of a table that was read: rows too short or too long, headings twice or missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from churndesk.words import Message, Problem, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from churndesk.reading.grid import Grid
    from churndesk.reading.header import Head
    from churndesk.reading.sifting import Sifted

#: Rows of one kind that are named one by one; the rest is counted.
_NAMED = 20


def about(
    grid: Grid,
    keep: npt.NDArray[np.bool_],
    headings: Sequence[str],
    head: Head,
    sifted: Sifted,
    file: str,
    sheet: str,
) -> tuple[Problem, ...]:
    """The problems of a table that can be told from its layout."""
    found = [*_lengths(grid, keep, file), *_odd_quotes(grid, keep, file), *_second(grid, sifted, file, sheet)]
    if head.rows:
        found += _headings(headings, file, sheet)
    return tuple(found)


def _lengths(grid: Grid, keep: npt.NDArray[np.bool_], file: str) -> Iterator[Problem]:
    short = [at for at, row in grid.odd.items() if keep[at] and len(row) < grid.width]
    long = [at for at, row in grid.odd.items() if keep[at] and any(c.strip() for c in row[grid.width :])]
    for code, found in (("row-short", short), ("row-long", long)):
        for at in found[:_NAMED]:
            said = _length(code, int(grid.lines[at]), len(grid.odd[at]), grid.width)
            yield Problem(code, said, file=file, row=int(grid.lines[at]), cell=grid.texts.get(at, "")[:500])
        if len(found) > _NAMED:
            rest = len(found) - _NAMED
            yield Problem(
                code,
                plural(
                    "{count} more row has another number of cells than the header.",
                    "{count} more rows have another number of cells than the header.",
                    rest,
                ),
                file=file,
                count=rest,
            )


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


def _odd_quotes(grid: Grid, keep: npt.NDArray[np.bool_], file: str) -> Iterator[Problem]:
    found = [at for at in grid.texts if keep[at] and at not in grid.odd]
    for at in found[:_NAMED]:
        row = int(grid.lines[at])
        said = message("Row {row} has a quotation mark out of place; it was kept as part of the text.", row=row)
        yield Problem("quote-stray", said, file=file, row=row, cell=grid.texts[at][:500])
    if len(found) > _NAMED:
        rest = len(found) - _NAMED
        said = plural(
            "{count} more row has a quotation mark out of place.",
            "{count} more rows have a quotation mark out of place.",
            rest,
        )
        yield Problem("quote-stray", said, file=file, count=rest)


def _second(grid: Grid, sifted: Sifted, file: str, sheet: str) -> Iterator[Problem]:
    rows = [at for at, reason in sifted.reasons.items() if reason == "second-table"]
    if rows:
        row = int(grid.lines[min(rows)])
        said = message(
            "A second table begins in row {row}. Only the first one was read: keep each table in a file or sheet of its own.",
            row=row,
        )
        yield Problem("second-table", said, file=file, sheet=sheet, row=row, count=len(rows), serious=True)


def _headings(headings: Sequence[str], file: str, sheet: str) -> Iterator[Problem]:
    for heading, count in Counter(name.strip() for name in headings if name.strip()).items():
        if count > 1:
            said = message(
                "{count} columns are called {heading}: look which one is meant.", count=count, heading=heading
            )
            yield Problem("heading-twice", said, file=file, sheet=sheet, column=heading, count=count)
    unnamed = [number for number, name in enumerate(headings, 1) if not name.strip()]
    if unnamed:
        said = plural("{count} column has no heading.", "{count} columns have no heading.", len(unnamed))
        yield Problem("heading-missing", said, file=file, sheet=sheet, column=f"#{unnamed[0]}", count=len(unnamed))
