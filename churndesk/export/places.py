"""Where everything stands: the row of every block, the name of every sheet, and the address of every named cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from churndesk.export.celltext import clean
from churndesk.export.layout import NUMBERS, Graphs, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from churndesk.export.layout import Block, Column, Plan
    from churndesk.words import Language

#: How many rows a line of graphs takes.
GRAPH_ROWS = 14
#: The longest name that a sheet can have.
LONGEST_NAME = 31

#: What stands for the number of a row until it is known.
_THIS_ROW, _ROW_ABOVE = "\0", "\1"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME = re.compile(r"\{(?:(?P<table>\w+)\.)?(?P<column>\w+)(?:\[(?P<first>\d+)(?::(?P<last>\d+))?\])?\}")


class NotThere(LookupError):  # noqa: N818  (it is expected: the figure is written instead)
    """A formula names a cell of a sheet, or of a column, that was left out."""


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """The title as the name of a sheet: no forbidden sign, 31 characters at most, unlike all those `taken`."""
    plain = _FORBIDDEN.sub(" ", clean(title).replace("\n", " ")).strip().strip("'").strip() or "Sheet"
    # "History" is a name that the program keeps for itself.
    known = {name.casefold() for name in (*taken, "History")}
    name, number = _shortened(plain, ""), 1
    while name.casefold() in known:
        number += 1
        name = _shortened(plain, f" {number}")
    return name


def _shortened(text: str, end: str) -> str:
    units = text.encode("utf-16-le")[: (LONGEST_NAME - len(end)) * 2]
    return units.decode("utf-16-le", "ignore").rstrip().rstrip("'") + end


def height(block: Block) -> int:
    """How many rows the block takes."""
    if isinstance(block, Table):
        return len(block.items) + (2 if block.title else 1)
    return GRAPH_ROWS if isinstance(block, Graphs) else 1


def rows(plan: Plan) -> Iterator[tuple[int, Block]]:
    """Each block with its first row, from 0."""
    row = 0
    for block in plan.blocks:
        yield row, block
        row += height(block)


def header_row(row: int, table: Table) -> int:
    """The row of the headings of a table that begins there."""
    return row + 1 if table.title else row


def column_numbers(table: Table) -> dict[str, int]:
    """The number of each column; those that only feed a graph come after an empty one."""
    shown = _numbered((column for column in table.columns if not column.aside), 0)
    after = max(shown.values(), default=-1) + 2
    return shown | _numbered((column for column in table.columns if column.aside), after)


def gaps(table: Table) -> tuple[int, ...]:
    """The numbers that no column of the table has, although columns stand on both sides."""
    taken = column_numbers(table)
    shown = {taken[column.key] for column in table.columns if not column.aside}
    return tuple(number for number in range(max(shown, default=0)) if number not in shown)


def after_numbers(table: Table) -> frozenset[str]:
    """The columns of words that stand right of one of numbers."""
    shown = [column for column in table.columns if not column.aside]
    return frozenset(
        column.key for before, column in pairwise(shown) if before.style in NUMBERS and column.style not in NUMBERS
    )


def _numbered(columns: Iterable[Column], first: int) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for column in columns:
        numbers[column.key] = first if column.at is None else column.at
        first = numbers[column.key] + 1
    return numbers


@dataclass(frozen=True)
class _Place:
    """Where a table stands: `first_row` is the sheet's row of its first item, whose number is `first`."""

    sheet: str
    first_row: int
    first: int
    count: int
    columns: dict[str, int]

    def number(self, column: str) -> int:
        """The number of the column.

        Raises:
            NotThere: the table has no such column.
        """
        if column not in self.columns:
            raise NotThere(column)
        return self.columns[column]

    def span(self, column: str, first: int, last: int) -> str:
        """The address of a column's items of these numbers, both inclusive.

        Raises:
            NotThere: one of them was left out.
        """
        if first < self.first or last >= self.first + self.count:
            raise NotThere(f"{column}[{first}:{last}]")
        letter: str = xl_col_to_name(self.number(column), True)  # noqa: FBT003  (the library's own signature)
        top = self.first_row - self.first + 1
        start = f"{letter}${top + first}"
        return start if first == last else f"{start}:{letter}${top + last}"


@dataclass(frozen=True)
class Places:
    """The addresses of all that was planned, in one language."""

    plans: tuple[Plan, ...]
    language: Language

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each sheet, by its key."""
        names: dict[str, str] = {}
        for plan in self.plans:
            names[plan.key] = sheet_name(self.language.say(plan.title), tuple(names.values()))
        return names

    @cached_property
    def _tables(self) -> dict[str, _Place]:
        return {
            block.key: _Place(
                plan.key, header_row(row, block) + 1, block.first, len(block.items), column_numbers(block)
            )
            for plan in self.plans
            for row, block in rows(plan)
            if isinstance(block, Table)
        }

    def formula(self, text: str, table: str, row: int) -> str:
        """The formula with every named cell as an address, for a cell in row `row` (from 0) of the sheet's table.

        Raises:
            NotThere: it names a cell of a sheet that isn't in the workbook.
        """
        return self.by_row(text, table)(row)

    def by_row(self, text: str, table: str) -> Callable[[int], str]:
        """The same for any row, so that long columns name their cells once.

        Raises:
            NotThere: it names a cell of a sheet that isn't in the workbook.
        """
        here = self._place(table)
        made = "=" + _NAME.sub(lambda found: self._address(found, here), text)
        return lambda row: made.replace(_THIS_ROW, str(row + 1)).replace(_ROW_ABOVE, str(row))

    def cells(self, table: str, column: str, first: int, last: int) -> str:
        """The address of rows `first` to `last` of a table's column, with its sheet."""
        place = self._place(table)
        return self._on_sheet(place, place.span(column, first, last))

    def named(self, text: str) -> str:
        """The formula of a name: every named cell as an address with its sheet.

        Raises:
            NotThere: it names a cell of a sheet that isn't in the workbook.
        """
        return "=" + _NAME.sub(lambda found: self._spanned(found, self._place(found["table"]), here=None), text)

    def _place(self, table: str) -> _Place:
        try:
            return self._tables[table]
        except KeyError as error:
            raise NotThere(table) from error

    def _address(self, found: re.Match[str], here: _Place) -> str:
        table, column = found.group("table", "column")
        if table is None or table == "above":
            letter: str = xl_col_to_name(here.number(column))
            return letter + (_ROW_ABOVE if table else _THIS_ROW)
        return self._spanned(found, self._place(table), here)

    def _spanned(self, found: re.Match[str], place: _Place, here: _Place | None) -> str:
        column, first, last = found.group("column", "first", "last")
        if first is None and place.first:
            # A sum over the rows that are left would be another one.
            raise NotThere(column)
        start = place.first if first is None else int(first)
        end = place.first + place.count - 1 if first is None else int(last or first)
        span = place.span(column, start, end)
        return span if here is not None and place.sheet == here.sheet else self._on_sheet(place, span)

    def _on_sheet(self, place: _Place, span: str) -> str:
        return f"{quote_sheetname(self.names[place.sheet])}!{span}"
