"""What the lost customers cost: the calculation, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.export.layout import Column, Gap, Line, Plan, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.workings import COSTS, columns, rows, shown_metrics
from churndesk.words import Money, message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from churndesk.analysis import Members, Study
    from churndesk.export.layout import Block
    from churndesk.metrics import LossCost, Metric
    from churndesk.words import Message


@dataclass(frozen=True)
class _Lost:
    """One lost customer, what it paid a year, and what its loss costs."""

    id: str
    name: str
    end: date | None
    reason: str
    yearly: float
    cost: float


def _lost(members: Members, cost: LossCost) -> list[_Lost]:
    """The lost customers, the dearest first."""
    place = {int(customer): number for number, customer in enumerate(members.customer)}
    found = []
    for number, customer in enumerate(cost.who):
        at = place[int(customer)]
        end = members.end[at]
        found.append(
            _Lost(
                id=str(members.ids[at]),
                name=str(members.names[at]),
                end=None if np.isnat(end) else end.astype(object),
                reason=str(members.reason[at]),
                yearly=float(cost.yearly[number]),
                cost=float(cost.costs[number]),
            )
        )
    return sorted(found, key=lambda one: -one.cost)


def _columns(found: list[_Lost]) -> tuple[Column, ...]:
    every = (
        (Column("customer", message("Customer"), "text", lambda one: one.id, 44), True),
        (Column("yearly", message("A year"), "money", lambda one: one.yearly, 24), True),
        (Column("cost", message("Cost"), "money", lambda one: one.cost, 24), True),
        (Column("name", message("Name"), "text", lambda one: one.name or None, 40), any(one.name for one in found)),
        (Column("end", message("Left on"), "day", lambda one: one.end, 16), any(one.end for one in found)),
        (
            Column("reason", message("Reason"), "wrapped", lambda one: one.reason or None, 40),
            any(one.reason for one in found),
        ),
    )
    return tuple(column for column, shown in every if shown)


def _groups(key: str, heading: Message) -> tuple[Column, ...]:
    return (
        Column(key, heading, "text", lambda group: group.name or None, 44),
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
    workings = Table(
        "loss_workings", columns(), list(rows(study, chosen, "loss_workings")), emphasis=lambda row: row.emphasis
    )
    blocks: tuple[Block, ...] = (Line(LOSS_COST.title, "title"), *_about(study), Gap(), workings)
    return Plan("loss_cost", LOSS_COST.title, (*blocks, *_details(study)))


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


def _details(study: Study) -> Iterator[Block]:
    """The cost by reason, by segment and by customer, as far as the table tells them apart."""
    if study.ledger is None:
        return
    cost = study.loss_cost()
    named = (
        ("reasons", message("By reason"), message("Reason"), cost.by_reason),
        ("segments", message("By segment"), message("Segment"), cost.by_segment),
    )
    for key, title, heading, groups in named:
        if groups:
            yield Gap()
            yield Table(key, _groups(key, heading), groups, title=title)
    if study.has_customers and len(cost.who):
        found = _lost(study.members("lost"), cost)
        yield Gap()
        yield Table("lost", _columns(found), found, title=sense("report", "The customers lost"))


LOSS_COST = SheetKind(
    "loss_cost",
    message("Loss cost"),
    message("What a lost customer costs, what all of them cost together, and who they are"),
    _plan,
)
