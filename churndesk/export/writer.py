"""Writes one planned sheet: blocks from top to bottom, cell by cell, each by its kind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from churndesk.export.celltext import clean, looks_like_formula
from churndesk.export.graphs import native_chart
from churndesk.export.layout import NUMBERS, Formula, Gap, Graphs, Line, Link, Styled, Table
from churndesk.export.long_tables import LongTable
from churndesk.export.look import HEAT, LINE_HEIGHTS
from churndesk.export.places import NotThere, after_numbers, column_numbers, gaps, header_row, height, rows
from churndesk.export.widths import column_widths, wrapped_lines
from churndesk.metrics.result import Undefined
from churndesk.words import Message, PeriodName

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from churndesk.export.layout import Block, Cell, Column, Emphasis, Plan, Style
    from churndesk.export.look import Look
    from churndesk.export.options import Paper
    from churndesk.export.places import Places

#: The height of a line of body text, in points.
_LINE_POINTS = 15.5
#: The width of a column that nothing stands in, in characters.
_USUAL_WIDTH = 9
#: By how much small print is smaller than the rest.
_SMALLER = 11 / 9
#: The highest that a row can be.
_TALLEST = 400.0
_GRAPH_WIDTH = 480
_GRAPH_HEIGHT = 300
_GRAPH_GAP = 12
#: How wide a character of the usual font is, and what a column takes beyond its characters, in pixels.
_CHARACTER, _COLUMN_EDGE = 7, 5
#: Rows are written between two reports.
_ROWS_A_REPORT = 200
#: The library's numbers of the sizes of paper.
_SIZES: dict[Paper, int] = {"a4": 9, "letter": 1}


class _Room(NamedTuple):
    """How a cell stands in its table."""

    style: Style
    emphasis: Emphasis
    aside: bool
    after: bool


class SheetWriter:
    """Writes the plan of one sheet into a worksheet. Rows are written in their order, as streaming needs it."""

    def __init__(self, workbook: Workbook, plan: Plan, look: Look, places: Places, paper: Paper = "a4") -> None:
        self._workbook = workbook
        self._paper = paper
        self._sheet: Worksheet = workbook.add_worksheet(places.names[plan.key])
        self._plan = plan
        self._look = look
        self._places = places
        self._language = places.language
        self._widths = column_widths(plan, places.language)
        self._last_column = max(
            (
                column_numbers(block)[column.key]
                for block in plan.blocks
                if isinstance(block, Table)
                for column in block.columns
                if not column.aside
            ),
            default=0,
        )

    def write(self, advance: Callable[[int], None]) -> None:
        """Writes everything; `advance` is told how many rows were written since it was called last."""
        self._set_up()
        last = 0
        for row, block in rows(self._plan):
            advance(0)
            last = self._block(row, block, advance)
        self._page(last)

    def _set_up(self) -> None:
        self._sheet.hide_gridlines(2)
        self._sheet.set_default_row(_LINE_POINTS + 1.5)
        # Ids such as 00017 are meant to be text.
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for number, width in self._widths.items():
            self._sheet.set_column(number, number, width)

    def _block(self, row: int, block: Block, advance: Callable[[int], None]) -> int:
        match block:
            case Line():
                self._line(row, block)
            case Table():
                return self._table(row, block, advance)
            case Graphs():
                for number, graph in enumerate(block.graphs):
                    chart = native_chart(self._workbook, graph, self._look, self._places)
                    chart.set_size({"width": _GRAPH_WIDTH, "height": _GRAPH_HEIGHT})
                    place = {"x_offset": 4 + number * (_GRAPH_WIDTH + _GRAPH_GAP), "y_offset": 4, "object_position": 3}
                    self._sheet.insert_chart(row, 0, chart, place | {"description": self._language.say(graph.alt)})
            case Gap():
                self._sheet.set_row(row, 10)
        return row

    def _line(self, row: int, line: Line) -> None:
        text = clean(line.text if isinstance(line.text, str) else self._language.say(line.text))
        wanted, height = self._look.line(line.look), LINE_HEIGHTS[line.look]
        wraps = line.look in {"subtitle", "body", "muted", "callout"}
        if not wraps:
            self._sheet.set_row(row, height)
            self._sheet.write_string(row, 0, text, wanted)
            return
        across = sum(self._widths.get(number, _USUAL_WIDTH) for number in range(self._last_column + 1))
        self._sheet.set_row(row, height + (wrapped_lines(text, across) - 1) * _LINE_POINTS)
        if self._last_column:
            self._sheet.merge_range(row, 0, row, self._last_column, "", wanted)
        self._sheet.write_string(row, 0, text, wanted)

    def _table(self, row: int, table: Table, advance: Callable[[int], None]) -> int:
        if table.title:
            self._line(row, Line(table.title, "heading"))
        top = header_row(row, table)
        numbers = column_numbers(table)
        self._headings(top, table, numbers)
        last = top + len(table.items)
        if all(column.values is not None for column in table.columns):
            LongTable(self._sheet, table, top, self._look, self._places).write(advance)
        else:
            self._rows(top, table, numbers, advance)
        self._extras(top, last, table, numbers)
        return last

    def _rows(self, top: int, table: Table, numbers: dict[str, int], advance: Callable[[int], None]) -> None:
        after = after_numbers(table)
        for place, item in enumerate(table.items):
            if place and place % _ROWS_A_REPORT == 0:
                advance(_ROWS_A_REPORT)
            emphasis = table.emphasis(item)
            cells = [(column, column.cell(item)) for column in table.columns]
            height = max(self._height(cell, column.style, self._widths[numbers[column.key]]) for column, cell in cells)
            if height > _LINE_POINTS:
                self._sheet.set_row(top + 1 + place, min(4 + height, _TALLEST))
            for column, cell in cells:
                at = (top + 1 + place, numbers[column.key])
                self._cell(at, cell, _Room(column.style, emphasis, column.aside, column.key in after), table)
            for number in gaps(table):
                self._sheet.write_blank(top + 1 + place, number, None, self._look.cell("text", emphasis))

    def _height(self, cell: Cell, style: Style, width: int) -> float:
        """How high a cell is, in points: only wrapped ones take more than one line; small print takes less."""
        if isinstance(cell, Undefined):
            return wrapped_lines(self._language.say(cell.text), width * _SMALLER) * _LINE_POINTS / _SMALLER
        if style == "muted" and isinstance(cell, str | Message):
            return wrapped_lines(self._language.value(cell), width * _SMALLER) * _LINE_POINTS / _SMALLER
        if style == "wrapped" and isinstance(cell, str | Message):
            return wrapped_lines(self._language.value(cell), width) * _LINE_POINTS
        return _LINE_POINTS

    def _headings(self, row: int, table: Table, numbers: dict[str, int]) -> None:
        lines = 1
        for column in table.columns:
            text = self._language.say(column.heading)
            lines = max(lines, wrapped_lines(text, self._widths[numbers[column.key]] - 2))
            wanted = self._look.header(
                right=column.style in NUMBERS, aside=column.aside, after=column.key in after_numbers(table)
            )
            self._sheet.write_string(row, numbers[column.key], text, wanted)
        for number in gaps(table):
            self._sheet.write_blank(row, number, None, self._look.header(right=False, aside=False))
        self._sheet.set_row(row, 6 + lines * _LINE_POINTS)

    def _cell(self, at: tuple[int, int], cell: Cell, room: _Room, table: Table) -> None:
        if isinstance(cell, Styled):
            room, cell = room._replace(style=cell.style), cell.cell
        match cell:
            case None:
                if not room.aside:
                    self._sheet.write_blank(*at, None, self._format(room))
            case Message() | PeriodName() | str():
                self._text(at, cell, room)
            case Undefined():
                self._sheet.write_string(*at, clean(self._language.say(cell.text)), self._format(room, "reason"))
            case Formula():
                self._formula(at, cell, self._format(room), table)
            case Link():
                self._link(at, cell, room)
            case date():
                self._sheet.write_datetime(*at, cell, self._format(room))
            case _:
                self._sheet.write_number(*at, cell, self._format(room))

    def _format(self, room: _Room, kind: str = "") -> Format:
        return self._look.cell(room.style, room.emphasis, kind=kind, aside=room.aside and not kind, after=room.after)

    def _text(self, at: tuple[int, int], text: str | Message | PeriodName, room: _Room) -> None:
        said = clean(self._language.value(text))
        self._sheet.write_string(*at, said, self._format(room, "risky" if looks_like_formula(said) else ""))

    def _formula(self, at: tuple[int, int], cell: Formula, plain: Format, table: Table) -> None:
        value = self._language.say(cell.value) if isinstance(cell.value, Message) else cell.value
        try:
            self._sheet.write_formula(*at, self._places.formula(cell.text, table.key, at[0]), plain, value)
        except NotThere:
            self._sheet.write(*at, value, plain)

    def _link(self, at: tuple[int, int], link: Link, room: _Room) -> None:
        text = self._language.say(link.text)
        if link.sheet not in self._places.names:
            self._text(at, text, room)
            return
        name = self._places.names[link.sheet].replace("'", "''")
        self._sheet.write_url(*at, f"internal:'{name}'!A1", self._format(room, "link"), text)

    def _extras(self, top: int, last: int, table: Table, numbers: dict[str, int]) -> None:
        """What makes the rows a table: the filter, the heading that stays in sight, the choices."""
        if table.main:
            if table.filtered:
                self._sheet.autofilter(top, 0, last, max(numbers[c.key] for c in table.columns if not c.aside))
            self._sheet.freeze_panes(top + 1, 1)
            self._sheet.repeat_rows(top)
        heated = [numbers[column.key] for column in table.columns if column.heat]
        if heated and table.items:
            scale = {"type": "2_color_scale", "min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1,
                     "min_color": HEAT[0], "max_color": HEAT[1]}  # fmt: skip
            self._sheet.conditional_format(top + 1, min(heated), last, max(heated), scale)
        for column in table.columns:
            if column.choices and table.items:
                self._choices(top + 1, last, numbers[column.key], column)

    def _choices(self, first: int, last: int, number: int, column: Column) -> None:
        words = [self._language.say(choice) for choice in column.choices]
        self._sheet.data_validation(
            first, number, last, number, {"validate": "list", "source": words, "ignore_blank": True}
        )

    def _page(self, last: int) -> None:
        sheet = self._sheet
        if self._plan.upright:
            sheet.set_portrait()
        else:
            sheet.set_landscape()
        sheet.set_paper(_SIZES[self._paper])
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 1 if self._plan.whole else 0)
        sheet.print_area(0, 0, self._last_row(last), self._last_printed())
        sheet.set_footer("&L&8&F · &A&R&8&P / &N")

    def _last_row(self, last: int) -> int:
        """The last row of paper: graphs reach beyond their first one, and what only feeds a graph isn't printed."""
        printed = [(row, block) for row, block in rows(self._plan) if not isinstance(block, Table) or block.printed]
        if len(printed) == len(self._plan.blocks):
            return max(last, printed[-1][0] + height(printed[-1][1]) - 1)
        return max((row + height(block) - 1 for row, block in printed), default=last)

    def _last_printed(self) -> int:
        """The last column of paper: that of the widest table, or one on which the graphs side by side end."""
        graphs = max((len(block.graphs) for block in self._plan.blocks if isinstance(block, Graphs)), default=0)
        wanted = graphs * (_GRAPH_WIDTH + _GRAPH_GAP)
        column, reached = -1, 0
        while column < self._last_column or reached < wanted:
            column += 1
            reached += self._widths.get(column, _USUAL_WIDTH) * _CHARACTER + _COLUMN_EDGE
        return max(column, 1)
