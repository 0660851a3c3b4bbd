"""The first sheet: the figures of the chosen period in numbers and in words, and the way to all the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Graphs, Line, Link, Plan, Styled, Table
from churndesk.export.sheets import loss_cost, periods, workings
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.policy import basis
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.export.layout import Block, Cell
    from churndesk.metrics import Metric, Result
    from churndesk.words import Message

#: So many things to do are named here; the action plan has all.
_SUGGESTED = 3


@dataclass(frozen=True)
class _Row:
    """One figure; `value`, `low` and `high` name the cells of its workings."""

    metric: Metric
    result: Result
    sheet: str
    value: str
    low: str
    high: str


@dataclass(frozen=True)
class _Suggestion:
    title: Message
    reason: Message


def _rows(study: Study) -> Iterator[_Row]:
    for metric in workings.shown_metrics(study):
        sheet, table, chosen = "workings", "workings", workings.own_metrics(study)
        if metric.key in workings.COSTS:
            sheet, table, chosen = "loss_cost", "loss_workings", loss_cost.cost_metrics(study)
        first = workings.result_row(study, chosen, metric.key)
        cells = [f"{{{table}.value[{first + n}]}}" for n in range(3)]
        yield _Row(metric, study.result(metric.key), sheet, *cells)


def _number(row: _Row, number: float | None, cell: str) -> Cell:
    return None if number is None else Styled(row.metric.unit, Formula(cell, number))


def _value(row: _Row) -> Cell:
    return row.result.undefined if row.result.value is None else _number(row, row.result.value, row.value)


_COLUMNS = (
    Column("figure", message("Figure"), "text", lambda row: Link(row.sheet, row.metric.title), 44, least=28),
    Column("value", message("Value"), "count", _value, 22, least=18),
    Column("low", message("From (95%)"), "count", lambda row: _number(row, row.result.low, row.low), 16),
    Column("high", message("To (95%)"), "count", lambda row: _number(row, row.result.high, row.high), 16),
    Column("words", message("In words"), "wrapped", lambda row: row.result.sentence, 66),
)
_NEXT = (
    Column("title", message("What to do"), "wrapped", lambda row: row.title, 32),
    Column("link", message("Steps"), "text", lambda _row: Link("actions", message("Action plan")), 24),
    Column("reason", message("Suggested because"), "wrapped", lambda row: row.reason, 66, at=4),
)


def name(study: Study) -> Message | str:
    """The report's title: the project's own name, where it has one."""
    return study.project.name or message("Customer churn report")


def subject(study: Study) -> Message:
    """Which period, in which steps, of whom."""
    if study.chosen is None or not study.periods:
        return message("All customers of your table") if study.snapshot is not None else message("From typed numbers")
    period, step = study.periods[study.chosen], _STEPS[study.periods[study.chosen].by]
    if study.project.view.segment is None:
        return message("{period} · {step} · all customers", period=period.name, step=step)
    heading, value = study.project.view.segment
    return message(
        "{period} · {step} · {heading}: {value}", period=period.name, step=step, heading=heading, value=value
    )


_STEPS: dict[str, Message] = {
    "month": message("by month"),
    "quarter": message("by quarter"),
    "year": message("by year"),
    "week": message("by week"),
    "dates": message("chosen dates"),
}


def _plan(study: Study) -> Plan | None:
    rows = list(_rows(study))
    if not rows and study.ledger is None:
        return None
    return Plan(
        "summary",
        SUMMARY.title,
        (
            Line(name(study), "title"),
            Line(subject(study), "subtitle"),
            Gap(),
            *_opening(study),
            Table("summary", _COLUMNS, rows),
            *_drawn(study),
            *_next(study),
            Gap(),
            Line(message("What the figures rest on"), "heading"),
            *(Line(text, "muted") for text in basis(study)),
        ),
        whole=True,
        upright=True,
        names=tuple(_named(rows)),
    )


def _named(rows: list[_Row]) -> Iterator[tuple[str, str]]:
    """Each figure under its own name, for formulas of the reader's own."""
    for number, row in enumerate(rows):
        if row.result.value is not None:
            yield row.metric.key, f"{{summary.value[{number}]}}"


def _opening(study: Study) -> tuple[Block, ...]:
    """Churn in a sentence, and whether it is different from the period before."""
    if study.ledger is None:
        return ()
    different = study.comparison() if study.chosen is not None else None
    lines: list[Block] = [Line(study.result("churn_rate").sentence, "callout")]
    if different is not None:
        lines.append(Line(different, "muted"))
    return (*lines, Gap())


def _drawn(study: Study) -> tuple[Block, ...]:
    drawn = periods.graphs(periods.table(study)) if study.periods else ()
    return (Gap(), Graphs(drawn)) if drawn else ()


def _next(study: Study) -> tuple[Block, ...]:
    from churndesk.strategies.catalogue import catalogue

    found = study.suggestions[:_SUGGESTED]
    if not found:
        return ()
    rows = [_Suggestion(catalogue().strategy(one.strategy).title, one.sentence) for one in found]
    return (Gap(), Table("next", _NEXT, rows, title=sense("report", "What to do next")))


SUMMARY = SheetKind(
    "summary",
    message("Summary"),
    message("The figures of the chosen period in numbers and in words, with charts"),
    _plan,
)
