"""The rules in force, and what every figure means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Gap, Line, Plan, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.workings import shown_metrics
from churndesk.ledger.rules import in_words
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.export.layout import Block
    from churndesk.words import Message

_METRICS = (
    Column("figure", message("Figure"), "text", lambda metric: metric.title, 44),
    Column("unit", message("Shown as"), "text", lambda metric: _UNITS[metric.unit], 24),
    Column("formula", message("Formula"), "wrapped", lambda metric: metric.formula, 50),
    Column("definition", message("What it says"), "wrapped", lambda metric: metric.definition, 60),
)
_UNITS: dict[str, Message] = {
    "rate": message("percentage"),
    "money": message("amount of money"),
    "count": message("number"),
    "ratio": message("ratio"),
    "months": message("months"),
}


def basis(study: Study) -> Iterator[Message]:
    """What the figures rest on: the rules, the last day known, the segment, the currency."""
    yield from in_words(study.policy, study.ruled_by)
    if study.as_of is not None:
        yield message("The last day that the data covers is {day}; nothing after it is counted.", day=study.as_of)
    if study.project.view.segment is not None:
        heading, value = study.project.view.segment
        yield message("Only customers with {heading}: {value}.", heading=heading, value=value)
    if study.project.currency is not None:
        yield message("Amounts are in {currency}.", currency=study.project.currency)
    yield message("Intervals are Wilson's, at 95%: what chance alone could make of the same customers.")


def _plan(study: Study) -> Plan | None:
    chosen = shown_metrics(study)
    if study.ledger is None and not chosen:
        return None
    blocks: list[Block] = [Line(POLICY.title, "title"), Gap(), Line(message("The rules in force"), "heading")]
    blocks += [Line(text) for text in basis(study)]
    blocks += [Gap(), Table("definitions", _METRICS, chosen, title=message("What every figure means"))]
    return Plan("policy", POLICY.title, tuple(blocks))


POLICY = SheetKind(
    "policy",
    message("Definitions"),
    message("When a customer counts as gone, and what every figure means"),
    _plan,
)
