"""How every figure was computed: its numbers, where each comes from, and the formula over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk import metrics
from churndesk.export.layout import Column, Formula, Gap, Line, Plan, Styled, Table
from churndesk.export.sheets.figures import FLAT, FORMULAS, SHARES, bound, figure, sentences, wilson
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.sources import source_formula
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.export.layout import Cell, Emphasis
    from churndesk.metrics import Input, Metric, Result, Unit
    from churndesk.words import Message

#: The metrics whose workings stand on the sheet of the loss cost.
COSTS = frozenset({"lost_customer_cost", "loss_cost"})
#: What only the owner knows.
_NEVER_IN_A_TABLE = frozenset({"cac", "margin"})
_INPUT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Row:
    """One line: a metric's name, one of its numbers, or what came out."""

    label: Message
    emphasis: Emphasis = "indented"
    value: Cell = None
    unit: Unit = "count"
    origin: Message | None = None
    words: Message | None = None


def shown_metrics(study: Study) -> tuple[Metric, ...]:
    """The metrics about which the data, or what was typed, says anything."""
    return tuple(metric for metric in metrics.METRICS if _applies(metric, study))


def own_metrics(study: Study) -> tuple[Metric, ...]:
    """Those whose workings stand on this sheet; the costs have one of their own."""
    return tuple(metric for metric in shown_metrics(study) if metric.key not in COSTS)


def _applies(metric: Metric, study: Study) -> bool:
    if study.typed(metric.key):
        return True
    if study.ledger is None or study.ledger.kind not in metric.reads:
        return False
    inputs = study.inputs(metric.key)
    needed = [put.key for put in metric.inputs if put.key in _named(FORMULAS.get(metric.key, ""))]
    wanted = [key for key in needed if key not in _NEVER_IN_A_TABLE | {"expansion_rate", "months"}]
    return all(inputs.get(key) is not None for key in wanted)


def _named(formula: str) -> set[str]:
    return set(_INPUT.findall(formula))


def result_row(study: Study, chosen: tuple[Metric, ...], key: str) -> int:
    """The row (from 0) of that metric's figure in a table of the `rows` of these metrics."""
    made = list(rows(study, chosen, "workings"))
    return _results(made)[[metric.key for metric in chosen].index(key)]


def input_rows(study: Study, chosen: tuple[Metric, ...], key: str) -> dict[str, int]:
    """The row (from 0) of each number of that metric in a table of the `rows` of these metrics."""
    first = 0
    for metric in chosen:
        lines = list(_rows(study, metric, "workings", first))
        if metric.key == key:
            there = [put.key for put in metric.inputs if _number(study, metric, put) is not None]
            return {put: first + 1 + place for place, put in enumerate(there)}
        first += len(lines)
    return {}


def _results(made: list[Row]) -> list[int]:
    return [number for number, row in enumerate(made) if row.emphasis == "strong"]


def rows(study: Study, chosen: tuple[Metric, ...], table: str) -> Iterator[Row]:
    """The lines of these metrics, for the table of that key: formulas name its cells."""
    number = 0
    for metric in chosen:
        for row in _rows(study, metric, table, number):
            yield row
            number += 1


def _rows(study: Study, metric: Metric, table: str, first: int) -> Iterator[Row]:
    result = study.result(metric.key)
    places: dict[str, str] = {}
    yield Row(metric.title, "heading", words=metric.definition)
    for put in metric.inputs:
        row = _number(study, metric, put)
        if row is not None:
            places[put.key] = "{" + f"{table}.value[{first + 1 + len(places)}]" + "}"
            yield row
    formula = _over(FLAT if "flat" in places else FORMULAS, metric.key, places)
    yield Row(metric.title, "strong", figure(result, formula), metric.unit, words=metric.formula)
    yield from _interval(result, metric, places)
    if result.notes:
        yield Row(message("Note"), words=sentences(result.notes))


def _typed(study: Study, metric: Metric) -> dict[str, float]:
    """What was typed for it; the two costs share their numbers."""
    if metric.key not in COSTS:
        return study.typed(metric.key)
    return {**study.typed("lost_customer_cost"), **study.typed("loss_cost")}


def _number(study: Study, metric: Metric, put: Input) -> Row | None:
    typed, known = _typed(study, metric).get(put.key), study.inputs(metric.key).get(put.key)
    if known is not None and put.key in _NEVER_IN_A_TABLE and typed is None:
        return Row(put.label, value=known, unit=put.unit, origin=message("assumed"))
    if typed is not None:
        return Row(put.label, value=typed, unit=put.unit, origin=message("typed by you"))
    if known is not None:
        formula = source_formula(study, metric.key, put.key, known)
        cell = Formula(formula, known) if formula else known
        return Row(put.label, value=cell, unit=put.unit, origin=message("from your table"))
    if put.default is not None:
        return Row(put.label, value=put.default, unit=put.unit, origin=message("assumed"))
    return None


def _over(formulas: dict[str, str], key: str, places: dict[str, str]) -> str | None:
    """The metric's formula over the cells of its numbers; None where it has none, or a number is missing."""
    formula = formulas.get(key)
    if formula is None or not _named(formula) <= places.keys():
        return None
    return _INPUT.sub(lambda found: places[found[1]], formula)


def _interval(result: Result, metric: Metric, places: dict[str, str]) -> Iterator[Row]:
    if result.low is None or result.high is None:
        return
    ends: dict[str, str | None] = {"low": None, "high": None}
    share = SHARES.get(metric.key)
    if share and _named(" ".join(share)) <= places.keys():
        hits, of = (_INPUT.sub(lambda found: places[found[1]], part) for part in share)
        ends = {end: wilson(hits, of, end) for end in ends}
    why = message("What chance alone could make of it, 95 times of 100.")
    yield Row(message("From (95%)"), "", bound(result.low, ends["low"]), metric.unit, words=why)
    yield Row(message("To (95%)"), "", bound(result.high, ends["high"]), metric.unit)


def columns() -> tuple[Column, ...]:
    """A line's name, its number in its own unit, where it comes from, and the words that go with it."""
    return (
        Column("label", message("Figure"), "text", lambda row: row.label, 54),
        Column("value", message("Value"), "count", _value, 24),
        Column("origin", message("Where from"), "text", lambda row: row.origin, 20),
        Column("words", message("In words"), "muted", lambda row: row.words, 80),
    )


def _value(row: Row) -> Cell:
    whole = row.unit == "count" and isinstance(row.value, float) and row.value != int(row.value)
    return None if row.value is None else Styled("ratio" if whole else row.unit, row.value)


def table(study: Study, chosen: tuple[Metric, ...], key: str) -> Table:
    """The workings of these metrics."""
    return Table(
        key, columns(), list(rows(study, chosen, key)), main=True, filtered=False, emphasis=lambda row: row.emphasis
    )


def _plan(study: Study) -> Plan | None:
    chosen = own_metrics(study)
    if not chosen:
        return None
    return Plan(
        "workings",
        WORKINGS.title,
        (
            Line(WORKINGS.title, "title"),
            Line(sense("workings", "Change a number, and the figure below it follows."), "subtitle"),
            Gap(),
            table(study, chosen, "workings"),
        ),
    )


WORKINGS = SheetKind(
    "workings",
    message("Workings"),
    message("How every figure was computed: its numbers, where they come from, and the formula"),
    _plan,
)
