"""How wide columns must be, and how high wrapped lines, measured in characters; wide East Asian ones count twice."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from churndesk.export.layout import NUMBERS, Formula, Link, Styled, Table
from churndesk.export.places import column_numbers
from churndesk.metrics.result import Undefined
from churndesk.words import Message, PeriodName

if TYPE_CHECKING:
    from churndesk.export.layout import Cell, Column, Plan, Style
    from churndesk.words import Language

#: The width of a column of figures where a reason stands in place of a figure.
_REASON = 17
#: So many rows are measured; the rest are like them.
_MEASURED = 300
#: What a number takes beyond its digits: signs, separators, a currency, the filter's button.
_AROUND = 4


def breadth(text: str) -> int:
    """The width of the longest line of the text, in Latin characters."""
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(
        (sum(2 if east_asian_width(char) in "WF" else 1 for char in line) for line in text.split("\n")), default=0
    )


def column_widths(plan: Plan, language: Language) -> dict[int, int]:
    """The width of each column of a sheet, by its number: as wide as what stands in it, within its bounds."""
    widths: dict[int, int] = {}
    for block in plan.blocks:
        if isinstance(block, Table):
            numbers = column_numbers(block)
            for column in block.columns:
                number = numbers[column.key]
                widths[number] = max(widths.get(number, column.least), _width(column, block, language))
    return widths


def _width(column: Column, table: Table, language: Language) -> int:
    if column.style in {"wrapped", "muted"}:
        return column.widest
    heading = max((breadth(word) for word in language.say(column.heading).split()), default=0) + 3
    cells = (_cell_width(column.cell(item), column.style, language) for item in table.items[:_MEASURED])
    return max(column.least, min(column.widest, max(heading, *cells, 0) if table.items else heading))


def _cell_width(cell: Cell, style: Style, language: Language) -> int:  # noqa: PLR0911  (one line a kind of cell)
    match cell:
        case Styled():
            return _cell_width(cell.cell, cell.style, language)
        case None:
            return 0
        case Undefined():
            return _REASON
        case str():
            return breadth(cell) + 2
        case Message() | PeriodName():
            return breadth(language.value(cell)) + 2
        case Link():
            return breadth(language.say(cell.text)) + 2
        case Formula():
            return _cell_width(cell.value, style, language)
        case date():
            return breadth(language.day(cell)) + 3
        case _:
            return _number_width(cell, style, language)


def _number_width(number: float, style: Style, language: Language) -> int:
    digits = {"money": 2, "ratio": 2, "rate": 1, "months": 1}.get(style, 0) if style in NUMBERS else 0
    return breadth(language.number(number, digits)) + _AROUND + (3 if style == "money" else 0)


def wrapped_lines(text: str, width: float) -> int:
    """How many lines the text takes in a cell of that width; what is lost where words break, narrow letters give."""
    return sum(max(1, ceil(breadth(line) / max(width, 1))) for line in text.split("\n"))
