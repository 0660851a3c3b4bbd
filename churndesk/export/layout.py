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

from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from churndesk.charts.chart import Tone, Unit
    from churndesk.metrics.result import Undefined
    from churndesk.words import Message, PeriodName

#: How a cell looks; `look` makes the formats.
Style = Literal["text", "wrapped", "muted", "day", "count", "rate", "money", "ratio", "months"]

#: Those of numbers, which stand at the right edge.
NUMBERS: frozenset[Style] = frozenset({"count", "rate", "money", "ratio", "months"})


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and the program's own figure, which stands in the cell until something recalculates.

    Where a cell that it names isn't in the workbook, the figure is written in its place. A text is never empty.
    """

    text: str
    value: float | Message


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
    A column that is `heat` gets grounds from light to strong by its values, together with its neighbours. For
    `values` and `live` see `listed`.
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
    heat: bool = False
    values: Sequence[Cell] | None = None
    live: str = ""


def listed(
    key: str, heading: Message | str, style: Style, values: Sequence[Any], widest: int = 30, *, live: str = ""
) -> Column:
    """A column of a long table, whose items are the numbers of its rows (from 0): `values` has one for each.

    With a formula `live` the values are what it gives. A table of such columns alone is written much faster.
    """
    said = message("{heading}", heading=heading) if isinstance(heading, str) else heading
    return Column(key, said, style, lambda row: values[row], widest, values=values, live=live)


@dataclass(frozen=True, slots=True)
class Table:
    """Items as rows. `main` is the one table of a sheet whose heading stays in sight; it has a filter if `filtered`.

    A table `by_period` has a row for each period of the study from number `first` on; formulas and graphs call its
    rows by the number of the period. One that isn't `printed` feeds a graph.
    """

    key: str
    columns: tuple[Column, ...]
    items: Sequence[Any]
    title: Message | None = None
    main: bool = False
    filtered: bool = True
    emphasis: Callable[[Any], Emphasis] = lambda _item: ""
    by_period: bool = False
    first: int = 0
    printed: bool = True


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
    """One line or one set of columns of a graph: the column `column` of its table.

    `low` and `high` are the columns of how far its interval reaches down and up from it.
    """

    name: Message
    column: str
    tone: Tone = "accent"
    dashed: bool = False
    hidden: bool = False
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """A native chart over rows `first` to `last` of the table; `alt` says it in words for those who can't see it.

    `labels` is the column of the labels, or of the numbers across for a "curve". `least` and `most` bound the axis of
    values where they don't follow from these; `across` names the axis of labels.
    """

    kind: Literal["line", "columns", "stacked", "bars", "curve"]
    title: Message
    table: str
    labels: str
    series: tuple[Series, ...]
    unit: Unit
    alt: Message
    first: int
    last: int
    least: float | None = 0.0
    most: float | None = None
    across: Message | None = None


@dataclass(frozen=True, slots=True)
class Graphs:
    """Graphs side by side."""

    graphs: tuple[Graph, ...]


Block: TypeAlias = Line | Gap | Table | Graphs


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet, ready to be written: its blocks from top to bottom.

    `whole` brings it onto one page of paper, `upright` prints it on pages that are higher than wide. `names` are names
    that formulas anywhere in the workbook can use, each for a cell: ("churn_rate", "{summary.value[0]}").
    """

    key: str
    title: Message
    blocks: tuple[Block, ...]
    whole: bool = False
    upright: bool = False
    names: tuple[tuple[str, str], ...] = ()

    @property
    def main(self) -> Table | None:
        """The table whose heading stays in sight, if there is one."""
        return next((block for block in self.blocks if isinstance(block, Table) and block.main), None)
