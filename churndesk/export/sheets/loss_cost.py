"""What the lost customers cost: the calculation, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.figures import same
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.workings import COSTS, columns, input_rows, rows, shown_metrics
from churndesk.ledger import SnapshotLedger
from churndesk.metrics import CostGroup
from churndesk.words import Money, message, plural, sense

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from churndesk.analysis import Members, Study
    from churndesk.export.layout import Block, Cell
    from churndesk.metrics import LossCost, Metric
    from churndesk.words import Message, Value


#: Bars beyond so many can't be told apart.
_MOST_BARS = 12
#: A sheet takes 1,048,576 rows; nobody reads so many. The dearest are listed.
_MOST_LISTED = 100_000
#: Graphs side by side, and the categories of a snapshot that get one.
_ACROSS, _MOST_CATEGORIES = 2, 4


@dataclass(frozen=True)
class _Grouping:
    """The cost by the values of one column; `key` is that of its table."""

    key: str
    title: Message
    heading: Message
    groups: tuple[CostGroup, ...]


@dataclass(frozen=True)
class _Lost:
    """One lost customer, what it paid a year, and what its loss costs."""

    id: str
    name: str
    end: date | None
    reason: str
    yearly: float
    cost: float
    formula: str | None


def _lost(members: Members, cost: LossCost, formula: str) -> list[_Lost]:
    """The lost customers, the dearest first; `formula` is for those whose cost it gives."""
    place = {int(customer): number for number, customer in enumerate(members.customer)}
    found = []
    for number, customer in enumerate(cost.who):
        at = place[int(customer)]
        end, yearly = members.end[at], float(cost.yearly[number])
        fits = bool(formula) and same(yearly * (1 + cost.expansion) + cost.cac, float(cost.costs[number]))
        found.append(
            _Lost(
                id=str(members.ids[at]),
                name=str(members.names[at]),
                end=None if np.isnat(end) else end.astype(object),
                reason=str(members.reason[at]),
                yearly=yearly,
                cost=float(cost.costs[number]),
                formula=formula if fits else None,
            )
        )
    return sorted(found, key=lambda one: -one.cost)


def _columns(found: list[_Lost]) -> tuple[Column, ...]:
    every = (
        (Column("customer", message("Customer"), "text", lambda one: one.id, 44), True),
        (Column("yearly", message("A year"), "money", lambda one: one.yearly, 24), True),
        (Column("cost", message("Cost"), "money", _cost, 24), True),
        (Column("name", message("Name"), "text", lambda one: one.name or None, 40), any(one.name for one in found)),
        (Column("end", message("Left on"), "day", lambda one: one.end, 16), any(one.end for one in found)),
        (
            Column("reason", message("Reason"), "wrapped", lambda one: one.reason or None, 40),
            any(one.reason for one in found),
        ),
    )
    return tuple(column for column, shown in every if shown)


def _cost(one: _Lost) -> Cell:
    return one.cost if one.formula is None else Formula(one.formula, one.cost)


def _groups(grouping: _Grouping) -> tuple[Column, ...]:
    return (
        Column(grouping.key, grouping.heading, "text", lambda group: group.name or None, 44),
        Column("customers", message("Customers"), "count", lambda group: group.customers, 24),
        Column("cost", message("Cost"), "money", lambda group: group.cost, 24),
    )


def cost_metrics(study: Study) -> tuple[Metric, ...]:
    """The metrics of this sheet that have a figure."""
    return tuple(metric for metric in shown_metrics(study) if metric.key in COSTS)


def _plan(study: Study) -> Plan | None:
    chosen = cost_metrics(study)
    if not chosen:
        return None
    lines = list(rows(study, chosen, "loss_workings"))
    workings = Table("loss_workings", columns(), lines, emphasis=lambda row: row.emphasis)
    blocks: tuple[Block, ...] = (Line(LOSS_COST.title, "title"), *_about(study), Gap(), workings)
    return Plan("loss_cost", LOSS_COST.title, (*blocks, *_details(study, _of_one(study, chosen))))


def _of_one(study: Study, chosen: tuple[Metric, ...]) -> str:
    """The formula of one customer's cost over the terms of the workings; "" where a flat cost is taken."""
    key = next((metric.key for metric in chosen if metric.key == "loss_cost"), chosen[0].key)
    places = input_rows(study, chosen, key)
    if not {"expansion_rate", "cac"} <= places.keys():
        return ""
    expansion, cac = (f"{{loss_workings.value[{places[one]}]}}" for one in ("expansion_rate", "cac"))
    return f"{{yearly}}+{{yearly}}*{expansion}+{cac}"


def _about(study: Study) -> Iterator[Line]:
    """Which period, on what basis, and what is left of the cost if everybody is replaced."""
    if study.chosen is not None and study.periods:
        yield Line(message("Customers lost in {period}", period=study.periods[study.chosen].name), "subtitle")
    if study.ledger is None:
        return
    cost, currency = study.loss_cost(), study.project.currency
    yield Line(cost.basis, "muted")
    if cost.replaced is not None:
        replaced = Money(cost.replaced, currency)
        yield Line(message("If each of them is replaced, {amount} of it remains.", amount=replaced), "muted")


def _details(study: Study, of_one: str) -> Iterator[Block]:
    """The cost by reason, by segment and by customer, as far as the table tells them apart."""
    if study.ledger is None:
        return
    cost = study.loss_cost()
    named = [
        _Grouping("reasons", message("By reason"), message("Reason"), cost.by_reason),
        _Grouping("segments", message("By segment"), message("Segment"), cost.by_segment),
        *_by_category(study, cost),
    ]
    told = [grouping for grouping in named if grouping.groups]
    for grouping in told:
        yield Gap()
        yield Table(grouping.key, _groups(grouping), grouping.groups, title=grouping.title)
    drawn = [_graph(grouping, study.project.currency) for grouping in told]
    for place in range(0, len(drawn), _ACROSS):
        yield Gap()
        yield Graphs(tuple(drawn[place : place + _ACROSS]))
    if study.has_customers and len(cost.who):
        found = _lost(study.members("lost"), cost, of_one)
        more = max(len(found) - _MOST_LISTED, 0)
        yield Gap()
        if more:
            note = plural(
                "{count} more customer isn't listed here.", "{count} more customers are not listed here.", more
            )
            yield Line(note, "body")
        yield Table("lost", _columns(found), found[:_MOST_LISTED], title=sense("report", "The customers lost"))


def _by_category(study: Study, cost: LossCost) -> Iterator[_Grouping]:
    """The cost by each of the first categories of a snapshot, dearest first."""
    if not isinstance(study.ledger, SnapshotLedger) or study.snapshot is None or not len(cost.who):
        return
    rows = study.ledger.rows
    shown = {breakdown.heading for breakdown in study.snapshot.by}
    for number, category in enumerate([one for one in rows.categories if one.heading in shown][:_MOST_CATEGORIES]):
        codes = category.codes[rows.lost] + 1
        costs, counts = np.bincount(codes, cost.costs), np.bincount(codes)
        names: tuple[Value, ...] = (message("empty"), *category.values)
        groups = [CostGroup(names[n], int(counts[n]), float(costs[n])) for n in np.flatnonzero(counts).tolist()]
        heading = message("{heading}", heading=category.heading)
        title = message("By {column}", column=category.heading)
        yield _Grouping(f"costs_{number}", title, heading, tuple(sorted(groups, key=lambda group: -group.cost)))


def _graph(grouping: _Grouping, currency: str | None) -> Graph:
    key, title, groups = grouping.key, grouping.title, grouping.groups
    return Graph(
        "bars",
        message("Cost of the lost: {by}", by=title),
        key,
        key,
        (Series(message("Cost"), "cost", "bad"),),
        "money",
        message(
            "Bar chart of the cost: {name} costs most, {cost}.",
            name=groups[0].name,
            cost=Money(groups[0].cost, currency),
        ),
        0,
        min(len(groups), _MOST_BARS) - 1,
    )


LOSS_COST = SheetKind(
    "loss_cost",
    message("Loss cost"),
    message("What a lost customer costs, what all of them cost together, and who they are"),
    _plan,
)
