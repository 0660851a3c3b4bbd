"""What the workbook library doesn't tell of a sheet, whichever format it is in."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Errors and hidden rows of a sheet that are taken down.
MOST_FOUND = 100_000


class Hostile(Exception):  # noqa: N818  (the caller turns it into a sentence)
    """The workbook asks for more than any table needs, or declares entities."""


@dataclass
class SheetFacts:
    """By (row, column) from 0: `errors` with what the cell shows; `strays` far from the table with their reference.

    `data` is the workbook without the strays, where there were some.
    """

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    data: bytes | None = None
