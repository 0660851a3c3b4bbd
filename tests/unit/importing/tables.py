"""Small values that the tests of this package are written with."""

from __future__ import annotations

import numpy as np

from churndesk.reading.table import Column, Dialect, RawTable
from churndesk.words import Choice, Doubt, message


def column(heading: str, *cells: str) -> Column:
    """A column of texts; an empty text is an empty cell."""
    values = list(dict.fromkeys(cell for cell in cells if cell))
    codes = np.array([values.index(cell) if cell else -1 for cell in cells], dtype=np.int32)
    return Column(heading, np.array(values, dtype=object), codes)


def table(*columns: Column, file: str = "members.csv", total: tuple[tuple[int, str], ...] = ()) -> RawTable:
    """A text file with its headings in row 1."""
    rows = np.arange(2, 2 + len(columns[0].codes), dtype=np.int32)
    return RawTable(file, columns, rows, Dialect("csv", "utf-8", ",", '"'), header_rows=(1,), total=total)


def format_doubt(heading: str = "Joined", *, changes_figure: bool = True) -> Doubt:
    """Whether the day or the month stands first."""
    return Doubt(
        "date-order",
        message("Is 03/04/2024 a day in April or in March?"),
        (Choice("dmy", message("day first")), Choice("mdy", message("month first"))),
        option=f"--format {heading}=dmy",
        about=heading,
        changes_figure=changes_figure,
    )


def rule_doubt() -> Doubt:
    """Whether the end is the last day that was paid for."""
    return Doubt(
        "end-is",
        message("Most ends are the last day of a month."),
        (
            Choice("last_paid_day", message("the last day paid for")),
            Choice("leaving_day", message("the first day away")),
        ),
        option="--policy end_is=last_paid_day",
        about="Left",
    )
