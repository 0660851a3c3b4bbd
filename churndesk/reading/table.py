"""The table as it stands in the file: every cell's own text or typed value, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from churndesk.words import NotPossible

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from churndesk.words import Message, Problem


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the person has set by hand; None leaves it to detection.

    `header` is the row's number in the file, from 1, or 0 for "no header row".
    `delimiter` is one or more characters, or "spaces" for runs of them. `keep` are numbers of rows that belong to the
    table whatever they look like, `as_written` those whose cells are not to be mended. `passwords` are tried on a
    workbook that is under one; they are never kept.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header: int | None = None
    keep: tuple[int, ...] = ()
    as_written: tuple[int, ...] = ()
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the file is written, as detected or as set.

    `kind` is csv, xlsx, xls, xlsb or ods. For csv: encoding, delimiter ("spaces" for runs of spaces) and quote. For
    workbooks: the sheet, the names of all `sheets` in order, and those `alike`: other sheets with the same headings,
    which may be parts of one table (a sheet a month). `hidden_sheets` are those that Excel doesn't show.
    """

    kind: str
    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    hidden_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows of the file that are not in the table, and why.

    `reason` is a stable word: empty, banner, header, comment, separator, total, subtotal, footnote, repeated-header,
    second-table, unreadable. `first` and `last` are row numbers in the file, from 1, both inclusive; `text` is how
    the first of them begins (at most 80 characters).
    """

    first: int
    last: int
    reason: str
    text: str = ""


class CellError(str):
    """A cell that holds an error (`#N/A`) or a formula without a stored value (`=A1+B1`): unreadable, not empty."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column, coded: what it says in each row is `values[codes[row]]`; code -1 is an empty cell.

    `values` are the distinct cells in order of first appearance: text exactly as in a text file (never stripped or
    converted), or a workbook's own typed value (str, float, int, bool, datetime, date, time, timedelta, CellError).
    Work on `values`, then take by `codes`: a million rows have few distinct dates.
    """

    heading: str
    values: npt.NDArray[np.object_]
    codes: npt.NDArray[np.int32]

    def cells(self) -> npt.NDArray[np.object_]:
        """The column row by row; an empty cell is the empty text."""
        import numpy as np

        with_empty = np.empty(len(self.values) + 1, dtype=object)
        with_empty[:-1] = self.values
        with_empty[-1] = ""
        return with_empty[self.codes]


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """A table as the file has it.

    `rows[i]` is the number in the file (from 1, as a spreadsheet or a text editor counts the first line of a record)
    of the table's row i. `headings` of the columns are the file's own text, several header rows joined with a space;
    without a header row (`header_rows` empty) they are empty texts. `total` is the file's own TOTAL row, if it was
    set aside: the cells as texts by column index. `header_line` is the header as `churndesk table` writes it, where
    that differs from the headings (an identical row repeated is joined there and dropped here). `hidden` are the
    numbers of rows that are hidden in the workbook, `hidden_columns` the indices of such columns; both are read like
    the others.
    """

    file: str
    columns: tuple[Column, ...]
    rows: npt.NDArray[np.int32]
    dialect: Dialect
    header_rows: tuple[int, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    problems: tuple[Problem, ...] = ()
    title: str = ""
    total: tuple[tuple[int, str], ...] = field(default=())
    header_line: tuple[str, ...] = ()
    hidden: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns' headings in order."""
        return tuple(column.heading for column in self.columns)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """The first rows of the file as they stand, before anything is set aside, for a person to look at.

    `lines` are (row number, cells); `table` is the reading proposed for them.
    """

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    table: RawTable
    remarks: tuple[Message, ...] = ()


class NoRows(NotPossible):
    """There is a file but no row of data in it; `table` has what there is (the headings, at most).

    Everybody refuses such a file with its sentence; only `churndesk table` writes what there is all the same.
    """

    def __init__(self, sentence: Message, table: RawTable) -> None:
        super().__init__(sentence)
        self.table = table

    def __reduce__(self) -> tuple[type[NoRows], tuple[Message, RawTable]]:  # type: ignore[override]
        """Lets the error cross from a child process with its table."""
        return type(self), (self.sentence, self.table)
