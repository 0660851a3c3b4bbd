"""What a sheet holds, as a value: lines of text, tables and graphs one below the other, before anything is written.

Sheets are planned first and written afterwards, so that a formula can name a cell of a sheet that comes later. A
formula names cells in braces, by table and column:

    {lost}                the cell of column `lost` in the same row
    {above.running}       the cell of column `running` in the row above
    {periods.lost[12]}    the cell of row 12 (from 0) in the table `periods`
    {periods.lost[3:12]}  its rows 3 to 12, both inclusive
    {periods.lost}        the whole column
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from churndesk.charts.chart import Tone, Unit
    from churndesk.metrics.result import Undefined
    from churndesk.words import Message, PeriodName

#: How a cell looks; `look` makes the formats.
Style = Literal["text", "wrapped", "muted", "day", "count", "rate", "money", "ratio", "months"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and the program's own figure, which stands in the cell until something recalculates.

    Where a cell that it names isn't in the workbook, the figure is written in its place.
    """

    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another sheet; plain words where that sheet was left out."""

    sheet: str
    text: Message


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell that looks different from the rest of its column."""

    style: Style
    cell: Cell


#: What stands in a cell. A `str` comes from the owner's file, a Message from the program; an Undefined says why there
#: is no figure.
Cell: TypeAlias = "str | int | float | date | Message | PeriodName | Undefined | Formula | Link | Styled | None"
#: How a whole row is set off from the others.
Emphasis = Literal["", "chosen", "unfinished", "heading", "strong", "indented"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `cell` answers what stands there for an item.

    `least` and `widest` bound the width in characters; wrapped text takes it whole. `choices` are the words that a
    person may put there. A column `aside` feeds a graph: it stands right of the table, muted, and isn't printed.
    `at` is its number on the sheet (from 0) where it isn't simply the next: tables below each other share columns.
    """

    key: str
    heading: Message
    style: Style
    cell: Callable[[Any], Cell]
    widest: int = 30
    choices: tuple[Message, ...] = ()
    aside: bool = False
    least: int = 10
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Items as rows. `main` is the one table of a sheet whose heading stays in sight; it has a filter if `filtered`."""

    key: str
    columns: tuple[Column, ...]
    items: Sequence[Any]
    title: Message | None = None
    main: bool = False
    filtered: bool = True
    emphasis: Callable[[Any], Emphasis] = lambda _item: ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words across the sheet."""

    text: Message | str
    look: Literal["title", "subtitle", "heading", "body", "muted", "callout"] = "body"


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty row."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of columns of a graph: the column `column` of its table."""

    name: Message
    column: str
    tone: Tone = "accent"
    dashed: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """A native chart over rows `first` to `last` of the table; `alt` says it in words for those who can't see it."""

    kind: Literal["line", "columns", "stacked"]
    title: Message
    table: str
    labels: str
    series: tuple[Series, ...]
    unit: Unit
    alt: Message
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Graphs:
    """Graphs side by side."""

    graphs: tuple[Graph, ...]


Block: TypeAlias = Line | Gap | Table | Graphs


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet, ready to be written: its blocks from top to bottom. `whole` brings it onto one page of paper."""

    key: str
    title: Message
    blocks: tuple[Block, ...]
    whole: bool = False

    @property
    def main(self) -> Table | None:
        """The table whose heading stays in sight, if there is one."""
        return next((block for block in self.blocks if isinstance(block, Table) and block.main), None)
