"""What the lost customers cost: the calculation, and whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.export.layout import Column, Formula, Gap, Line, Plan, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.workings import COSTS, columns, rows, shown_metrics
from churndesk.words import message

if TYPE_CHECKING:
    from datetime import date

    from churndesk.analysis import Members, Study
    from churndesk.export.layout import Block, Cell
    from churndesk.metrics import Metric


@dataclass(frozen=True)
class _Lost:
    """One lost customer."""

    id: str
    name: str
    end: date | None
    reason: str
    amount: float | None


def _lost(members: Members) -> list[_Lost]:
    """The lost customers, those who paid most first."""
    found = [
        _Lost(
            id=str(members.ids[number]),
            name=str(members.names[number]),
            end=None if np.isnat(members.end[number]) else members.end[number].astype(object),
            reason=str(members.reason[number]),
            amount=None if np.isnan(members.amount[number]) else float(members.amount[number]),
        )
        for number in range(len(members))
    ]
    return sorted(found, key=lambda one: -(one.amount or 0))


def _yearly(one: _Lost) -> Cell:
    return None if one.amount is None else Formula("12*{amount}", 12 * one.amount)


def _columns(found: list[_Lost]) -> tuple[Column, ...]:
    every = (
        (Column("customer", message("Customer"), "text", lambda one: one.id, 44), True),
        (Column("amount", message("A month"), "money", lambda one: one.amount, 24), any(one.amount for one in found)),
        (Column("yearly", message("A year"), "money", _yearly, 24), any(one.amount for one in found)),
        (Column("name", message("Name"), "text", lambda one: one.name or None, 40), any(one.name for one in found)),
        (Column("end", message("Left on"), "day", lambda one: one.end, 16), any(one.end for one in found)),
        (
            Column("reason", message("Reason"), "wrapped", lambda one: one.reason or None, 40),
            any(one.reason for one in found),
        ),
    )
    return tuple(column for column, shown in every if shown)


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
    blocks: list[Block] = [Line(LOSS_COST.title, "title"), *_about(study), Gap(), workings]
    if study.has_customers:
        found = _lost(study.members("lost"))
        if found:
            blocks += [Gap(), Table("lost", _columns(found), found, title=message("The customers lost"))]
    return Plan("loss_cost", LOSS_COST.title, tuple(blocks))


def _about(study: Study) -> tuple[Line, ...]:
    if study.chosen is None or not study.periods:
        return ()
    period = study.periods[study.chosen].name
    return (Line(message("Customers lost in {period}", period=period), "subtitle"),)


LOSS_COST = SheetKind(
    "loss_cost",
    message("Loss cost"),
    message("What a lost customer costs, what all of them cost together, and who they are"),
    _plan,
)
