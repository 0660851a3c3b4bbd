"""Writes a table of many rows: each column made ready as a whole, then cell after cell with nothing in between."""

from __future__ import annotations

from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, Any

from churndesk.export.celltext import clean, looks_like_formula
from churndesk.export.places import NotThere, after_numbers, column_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from churndesk.export.layout import Cell, Column, Table
    from churndesk.export.look import Look
    from churndesk.export.places import Places

#: Rows are written between two reports.
_ROWS_A_REPORT = 1000
#: Day 0 of the numbers by which spreadsheet programs count days, and the first day for which the count is right: they
#: hold 1900 for a leap year. What comes before it stays a text.
_DAY_0, _FIRST_DAY = date(1899, 12, 30), date(1900, 3, 1)


class LongTable:
    """Writes the rows of a table whose columns are all `listed`, below its headings in row `top`."""

    def __init__(self, sheet: Worksheet, table: Table, top: int, look: Look, places: Places) -> None:
        self._sheet = sheet
        self._table = table
        self._top = top
        self._look = look
        self._places = places

    def write(self, advance: Callable[[int], None]) -> None:
        """Writes every row; `advance` is told how many were written since it was called last."""
        numbers = column_numbers(self._table)
        columns = [
            zip(repeat(numbers[column.key]), *self._column(column), strict=False) for column in self._table.columns
        ]
        for row, cells in enumerate(zip(*columns, strict=True), start=self._top + 1):
            for number, write, value, style in cells:
                write(row, number, value, style)
            if row % _ROWS_A_REPORT == 0:
                advance(_ROWS_A_REPORT)

    def _column(self, column: Column) -> tuple[Iterable[Callable[..., Any]], Iterable[Any], Iterable[Format]]:
        """For each row what writes its cell: the sheet's method, the value as it takes it, and the format."""
        values = column.values or ()
        after = column.key in after_numbers(self._table)
        plain = self._look.cell(column.style, after=after)
        if column.live and (by_row := self._formula(column.live)) is not None:
            return self._computed(column, by_row), [self._value(value) for value in values], repeat(plain)
        ready = self._ready(values)
        if None not in ready:
            kinds = {type(value) for value in ready}
            if kinds == {str} and not any(map(looks_like_formula, set(ready))):
                return repeat(self._sheet.write_string), ready, repeat(plain)
            if str not in kinds:
                return repeat(self._sheet.write_number), ready, repeat(plain)
        risky = self._look.cell(column.style, kind="risky", after=after)
        styles = [risky if isinstance(one, str) and looks_like_formula(one) else plain for one in ready]
        return [self._method(one) for one in ready], ready, styles

    def _method(self, value: str | float | None) -> Callable[..., Any]:
        method: Callable[..., Any] = self._sheet.write_number
        if value is None:
            method = self._sheet.write_blank
        elif isinstance(value, str):
            method = self._sheet.write_string
        return method

    def _ready(self, values: Iterable[Cell]) -> list[Any]:
        """The values as text, numbers and nothing; each distinct text is cleaned once."""
        known: dict[Cell, str | float | None] = {}
        ready = []
        for value in values:
            if value not in known:
                known[value] = self._value(value)
            ready.append(known[value])
        return ready

    def _value(self, value: Cell) -> Any:
        if isinstance(value, date):
            return (value - _DAY_0).days if value >= _FIRST_DAY else value.isoformat()
        if value is None or isinstance(value, int | float):
            return value
        return clean(self._places.language.value(value)) or None  # type: ignore[arg-type]

    def _formula(self, text: str) -> Callable[[int], str] | None:
        try:
            return self._places.by_row(text, self._table.key)
        except NotThere:
            return None

    def _computed(self, column: Column, by_row: Callable[[int], str]) -> Iterator[Callable[..., Any]]:
        """A method for each row that writes its own formula with the value that it gives."""
        write = self._sheet.write_formula
        for row, value in enumerate(column.values or (), start=self._top + 1):
            if value is None:
                yield self._sheet.write_blank
            else:
                formula = by_row(row)
                yield lambda at, number, known, style, formula=formula: write(at, number, formula, style, known)
