"""Periods that were closed, what later data made of them, and because of whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Line, Plan, Styled, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.metrics import Period, metric
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.analysis.closing import ChangedCustomer, RestatedFigure, Restatement
    from churndesk.export.layout import Block, Cell
    from churndesk.project.closed import ClosedPeriod
    from churndesk.words import PeriodName


@dataclass(frozen=True)
class _Figure:
    """One figure of a restated period."""

    period: PeriodName
    figure: RestatedFigure


@dataclass(frozen=True)
class _Customer:
    """One customer who is counted otherwise than when the period was closed."""

    period: PeriodName
    changed: ChangedCustomer


def _name(closed: ClosedPeriod) -> PeriodName:
    return Period(closed.start, closed.end, closed.by).name


def _kept(closed: ClosedPeriod, key: str) -> Cell:
    return dict(closed.figures).get(key)


def _number(figure: RestatedFigure, value: float | None) -> Cell:
    return message("no figure") if value is None else Styled(figure.unit, value)


def _records(study: Study) -> Table:
    changed = {(one.closed.start, one.closed.end) for one in study.restatements}
    columns = (
        Column("period", message("Period"), "text", _name, 28),
        Column("closed_on", message("Closed on"), "day", lambda one: one.closed_on, 14),
        Column("opening", message("Customers at the start"), "count", lambda one: _kept(one, "opening"), 16),
        Column("lost", sense("customers", "Lost"), "count", lambda one: _kept(one, "lost"), 12),
        Column("churn", metric("churn_rate").title, "rate", lambda one: _kept(one, "churn_rate"), 14),
        Column("revenue_churn", metric("gross_churn").title, "rate", lambda one: _kept(one, "gross_churn"), 16),
        Column(
            "changed", message("Changed since"), "text",
            lambda one: sense("answer", "yes") if (one.start, one.end) in changed else sense("answer", "no"), 14,
        ),
    )  # fmt: skip
    return Table("closed", columns, study.project.closed, main=True, filtered=False)


def _figures(restated: tuple[Restatement, ...]) -> Table:
    rows = [_Figure(one.period, figure) for one in restated for figure in one.figures]
    columns = (
        Column("period", message("Period"), "text", lambda row: row.period, 28),
        Column("figure", message("Figure"), "text", lambda row: row.figure.title, 34),
        Column("was", message("As closed"), "count", lambda row: _number(row.figure, row.figure.was), 16),
        Column("now", message("Now"), "count", lambda row: _number(row.figure, row.figure.now), 16),
        Column("difference", message("Difference"), "count", _difference, 16),
    )
    return Table("restated", columns, rows, title=message("What changed"))


def _difference(row: _Figure) -> Cell:
    was, now = row.figure.was, row.figure.now
    return None if was is None or now is None else Styled(row.figure.unit, Formula("{now}-{was}", now - was))


def _customers(restated: tuple[Restatement, ...], *, money: bool) -> Table:
    rows = [_Customer(one.period, changed) for one in restated for changed in one.customers]
    columns = [
        Column("period", message("Period"), "text", lambda row: row.period, 28),
        Column("customer", message("Customer"), "text", lambda row: row.changed.id, 30),
        Column("name", message("Name"), "text", lambda row: row.changed.name or None, 30),
        Column("was", message("As closed"), "text", lambda row: row.changed.told[0], 24),
        Column("now", message("Now"), "text", lambda row: row.changed.told[1], 24),
    ]
    if money:
        columns += [
            Column("before_was", message("At the start, as closed"), "money", lambda row: row.changed.before_was, 18),
            Column("before_now", message("At the start, now"), "money", lambda row: row.changed.before_now, 18),
            Column("after_was", message("At the end, as closed"), "money", lambda row: row.changed.after_was, 18),
            Column("after_now", message("At the end, now"), "money", lambda row: row.changed.after_now, 18),
        ]
    return Table("who_changed", tuple(columns), rows, title=message("Who makes the difference"))


def _restated(study: Study) -> Iterator[Block]:
    restated = study.restatements
    if not restated:
        yield Line(message("Nothing changed in any closed period since."))
        return
    for one in restated:
        yield Line(one.sentence, "callout")
    yield Gap()
    yield _figures(restated)
    if any(one.customers for one in restated):
        yield Gap()
        yield _customers(restated, money=study.dataset.has_amount)


def _plan(study: Study) -> Plan | None:
    if not study.project.closed or study.ledger is None:
        return None
    return Plan(
        "closed",
        CLOSED.title,
        (
            Line(CLOSED.title, "title"),
            Line(message("The figures as they stood on the day of closing, of all customers."), "subtitle"),
            Gap(),
            _records(study),
            Gap(),
            *_restated(study),
        ),
    )


CLOSED = SheetKind(
    "closed",
    message("Closed periods"),
    message("The figures that were put on record, what later data changed in them, and because of whom"),
    _plan,
)
