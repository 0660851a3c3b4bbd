"""The columns' names from one or several header rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from churndesk.reading.canonical import text_of
from churndesk.reading.header import blank, has_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.reading.header import Row

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_UNIT = re.compile(
    r"\s*\(?(?:[A-Z]{3}|[$€£¥₩%‰#]|(?:in )?(?:EUR|USD|kg|g|h|min|days?|months?|Tage|Monate)|zł"
    r"|円|元|원|人|名|件|개|명)\)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells of a sheet, by record and column, all inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


def fitted(row: Row, width: int) -> Row:
    """A row of words with a separator too many, without its empty cells if the rest fits; else the row itself."""
    if len(row) <= width or has_value(row):
        return row
    named = tuple(cell for cell in row if not blank(cell))
    return named if len(named) == width else row


def join(lines: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The headings of one or several header lines, joined with a space; a repeated line counts once.

    A line of units below the names is put in brackets: `Revenue`, `Month`, `EUR` is "Revenue Month (EUR)". Marks that
    only turn the reading direction are left out, for nobody could type them.
    """
    kept = [line for at, line in enumerate(lines) if not any(line == other for other in lines[:at])]
    if len(kept) > 1 and all(_UNIT.match(cell) for cell in kept[-1] if cell.strip()):
        kept[-1] = tuple(f"({cell.strip()})" if cell.strip()[:1] not in {"", "("} else cell for cell in kept[-1])
    if len(kept) == 1:
        return tuple(_INVISIBLE.sub("", name) for name in kept[0])
    return tuple(_INVISIBLE.sub("", " ".join(filter(str.strip, cells))) for cells in zip(*kept, strict=True))


def written(rows: Sequence[Row], width: int) -> tuple[str, ...]:
    """The header as one line: the cells of its rows as they stand in the file, joined with a space."""
    lines = [[text_of(cell) for cell in row[:width]] + [""] * (width - len(row)) for row in rows]
    return tuple(" ".join(filter(None, cells)) for cells in zip(*lines, strict=True))


def spread(
    rows: Sequence[Row], width: int, merges: Sequence[Merge] = (), first: int = 0
) -> tuple[tuple[str, ...], ...]:
    """The header rows as texts of `width` cells each, with a heading that spans several columns in each of them.

    A sheet says which cells are merged. In a text the heading stands in the first column alone: it is carried on over
    empty cells that have a heading of their own below, so `Revenue, (empty)` above `Month, Year` gives Revenue twice.
    """
    lines = [[text_of(cell) for cell in row[:width]] + [""] * (width - len(row)) for row in rows]
    for merge in merges:
        at = merge.first_row - first
        if 0 <= at < len(lines):
            for column in range(merge.first_column + 1, min(merge.last_column + 1, width)):
                lines[at][column] = lines[at][merge.first_column]
    for upper, lower in pairwise(lines) if not merges else ():
        for column in range(1, width):
            if not upper[column].strip() and lower[column].strip() and upper[column - 1].strip():
                upper[column] = upper[column - 1]
    return tuple(tuple(line) for line in lines)
