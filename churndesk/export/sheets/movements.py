"""The chosen period as a bridge: from the start to the end, step by step, for customers and for revenue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.figures import same
from churndesk.export.sheets.kind import SheetKind
from churndesk.words import Money, message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.charts.chart import Unit
    from churndesk.export.layout import Block, Cell, Emphasis, Style
    from churndesk.metrics.movements import CustomerMovement, RevenueMovement
    from churndesk.words import Message, Value

#: Every step that a bridge can have: the column of the table by period, its name, and whether it adds or takes away.
_STEPS: tuple[tuple[str, Message, int], ...] = (
    ("new", sense("customers", "New"), 1),
    ("returned", sense("customers", "Returned"), 1),
    ("expansion", message("Upgrades"), 1),
    ("moved_in", sense("customers", "Moved in"), 1),
    ("contraction", message("Downgrades"), -1),
    ("lost", sense("customers", "Lost"), -1),
    ("churned", sense("customers", "Lost"), -1),
    ("moved_out", sense("customers", "Moved out"), -1),
)
#: Steps that are left out where they are 0.
_RARE = frozenset({"returned", "moved_in", "moved_out"})


@dataclass(frozen=True)
class _Step:
    """One step: what it adds (negative: takes away), and where it has come to afterwards."""

    name: Message
    change: float
    running: float
    cell: str
    total: bool

    @property
    def before(self) -> float:
        return self.running - self.change


def _steps(moved: CustomerMovement | RevenueMovement, table: str, index: int) -> list[_Step]:
    """The bridge, or nothing where numbers are missing or don't fit together."""
    opening, closing = moved.opening, moved.closing
    if opening is None or closing is None:
        return []
    running: float = opening
    steps = [_Step(message("At the start"), opening, running, _cell(table, "opening", index, 1), total=True)]
    for key, name, sign in _STEPS:
        number = getattr(moved, key, None)
        if number is None or (key in _RARE and not number):
            continue
        running += sign * number
        steps.append(_Step(name, sign * number, running, _cell(table, key, index, sign), total=False))
    if not same(running, closing):
        return []
    return [*steps, _Step(message("At the end"), closing, closing, _cell(table, "closing", index, 1), total=True)]


def _cell(table: str, column: str, index: int, sign: int) -> str:
    return ("-" if sign < 0 else "") + "{" + f"{table}.{column}[{index}]" + "}"


def _number(step: _Step) -> Cell:
    return Formula(step.cell, step.change)


def _running(step: _Step) -> Cell:
    return Formula("{number}" if step.total else "{above.running}+{number}", step.running)


def _base(step: _Step) -> Cell:
    return None if step.total else Formula("MIN({above.running},{running})", min(step.before, step.running))


def _up(step: _Step) -> Cell:
    return None if step.total else Formula("MAX({number},0)", max(step.change, 0))


def _down(step: _Step) -> Cell:
    return None if step.total else Formula("MAX(-{number},0)", max(-step.change, 0))


def _emphasis(step: _Step) -> Emphasis:
    return "strong" if step.total else ""


def _bridge(key: str, title: Message, steps: list[_Step], unit: Unit) -> Table:
    style: Style = "money" if unit == "money" else "count"
    return Table(
        key,
        (
            Column("step", message("Step"), "text", lambda step: step.name, 40, least=36),
            Column("number", message("Number") if unit == "count" else message("Amount"), style, _number, 30, least=24),
            Column("running", message("After this step"), style, _running, 30, least=24),
            Column("total", message("For the chart: total"), style, lambda s: _number(s) if s.total else None, 14,
                   aside=True),
            Column("base", message("below"), style, _base, 14, aside=True),
            Column("up", message("more"), style, _up, 14, aside=True),
            Column("down", message("less"), style, _down, 14, aside=True),
        ),
        steps,
        title=title,
        emphasis=_emphasis,
    )  # fmt: skip


def _graph(bridge: Table, title: Message, unit: Unit, before: Value, after: Value) -> Graph:
    return Graph(
        "stacked",
        title,
        bridge.key,
        "step",
        (
            Series(message("below"), "base", hidden=True),
            Series(message("Total"), "total", "accent"),
            Series(message("More"), "up", "good"),
            Series(message("Less"), "down", "bad"),
        ),
        unit,
        message(
            "Columns from {before} at the start to {after} at the end, with one step for each movement.",
            before=before,
            after=after,
        ),
        0,
        len(bridge.items) - 1,
    )


def _drawn(key: str, title: Message, steps: list[_Step], unit: Unit, ends: tuple[Value, Value]) -> tuple[Block, ...]:
    bridge = _bridge(key, title, steps, unit)
    return (Gap(), bridge, Gap(), Graphs((_graph(bridge, title, unit, *ends),)))


def _plan(study: Study) -> Plan | None:
    index = study.chosen
    if index is None:
        return None
    people = _steps(study.customers[index], "periods", index)
    money = _steps(study.revenue[index], "revenue", index) if study.revenue else []
    if not people and not money:
        return None
    blocks: list[Block] = []
    if people:
        ends = (int(people[0].change), int(people[-1].change))
        blocks += _drawn("bridge", message("Customers"), people, "count", ends)
    if money:
        currency = study.project.currency
        amounts = (Money(money[0].change, currency), Money(money[-1].change, currency))
        blocks += _drawn("revenue_bridge", message("Revenue a month"), money, "money", amounts)
    return Plan(
        "movements",
        MOVEMENTS.title,
        (
            Line(MOVEMENTS.title, "title"),
            Line(message("From the start to the end of {period}", period=study.periods[index].name), "subtitle"),
            *blocks,
        ),
        whole=True,
    )


MOVEMENTS = SheetKind(
    "movements",
    message("Movements"),
    message("How customers and revenue got from the start of the chosen period to its end"),
    _plan,
)
