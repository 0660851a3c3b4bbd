"""Revenue a month, period by period: what moved it between two closes, and the rates over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.counting import counting
from churndesk.export.sheets.figures import FORMULAS, figure, from_data
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.periods import DRAWN, PERIOD_COLUMN, counted, emphasis, period_columns
from churndesk.words import Money, message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.layout import Cell, Style
    from churndesk.export.sheets.counting import Counting
    from churndesk.metrics.movements import RevenueMovement
    from churndesk.metrics.result import Result
    from churndesk.words import Message

_AMOUNTS: tuple[tuple[str, Message], ...] = (
    ("opening", message("At the start")),
    ("new", sense("customers", "New")),
    ("returned", sense("customers", "Returned")),
    ("expansion", message("Upgrades")),
    ("moved_in", sense("customers", "Moved in")),
    ("contraction", message("Downgrades")),
    ("churned", sense("customers", "Lost")),
    ("moved_out", sense("customers", "Moved out")),
    ("closing", message("At the end")),
    ("paid", message("Paid in the period")),
    ("credits", message("Credits, not in it")),
)
_RATES: tuple[tuple[str, Message, frozenset[str]], ...] = (
    ("gross_churn", message("Revenue churn"), frozenset({"opening", "churned", "contraction"})),
    ("net_churn", message("Net revenue churn"), frozenset({"opening", "churned", "contraction", "expansion"})),
    ("grr", message("Gross retention"), frozenset({"opening", "churned", "contraction"})),
    ("nrr", message("Net retention"), frozenset({"opening", "churned", "contraction", "expansion"})),
    ("arpa", message("Per customer"), frozenset({"closing"})),
    ("quick_ratio", message("Quick ratio"), frozenset({"new", "expansion", "churned", "contraction"})),
)


@dataclass(frozen=True)
class _Row:
    """One period with its rates."""

    index: int
    moved: RevenueMovement
    counting: Counting | None
    rates: dict[str, Result]
    chosen: bool

    def formula(self, key: str) -> str:
        """The formula over this row's own columns."""
        if key == "arpa":
            return "{closing}/{periods.closing[" + str(self.index) + "]}"
        return FORMULAS[key]


def _row(study: Study, index: int, counts: Counting | None) -> _Row:
    rates = {key: from_data(study, key, index) for key, _, _ in _RATES}
    return _Row(index, study.revenue[index], counts, rates, chosen=index == study.chosen)


def _amount(key: str, heading: Message) -> Column:
    return Column(key, heading, "money", lambda row: _summed(row, key), widest=20)


def _summed(row: _Row, key: str) -> Cell:
    """The amount, as a formula over the rows of customers where these give it."""
    number: float | None = getattr(row.moved, key)
    formula = row.counting.amount(row.moved, key) if row.counting is not None and number is not None else None
    return number if formula is None or number is None else Formula(formula, number)


def _rate(key: str, heading: Message, needed: frozenset[str], present: set[str]) -> Column:
    style: Style = "money" if key == "arpa" else "ratio" if key == "quick_ratio" else "rate"
    live = needed <= present
    return Column(
        key, heading, style, lambda row: figure(row.rates[key], row.formula(key) if live else None), widest=22
    )


def _drawn(column: Column) -> Column:
    """The column once more for a graph, which would draw a reason as 0."""
    return Column(
        f"drawn_{column.key}",
        message("For the chart: {figure}", figure=column.heading),
        "rate",
        lambda row: (
            None if row.rates[column.key].value is None else Formula(f"{{{column.key}}}", row.rates[column.key].value)
        ),
        12,
        aside=True,
    )


def has_amounts(study: Study) -> bool:
    """Whether the table says anything about revenue."""
    return any(
        number is not None
        for moved in study.revenue
        for number in (moved.opening, moved.closing, moved.churned, moved.new, moved.paid)
    )


def table(study: Study) -> Table:
    """Amounts and rates by period."""
    counts = counting(study)
    rows = [_row(study, index, counts) for index in range(len(study.periods))]
    amounts = tuple(_amount(key, heading) for key, heading in _AMOUNTS if counted(rows, key))
    present = {column.key for column in amounts}
    rates = tuple(
        _rate(key, heading, needed, present)
        for key, heading, needed in _RATES
        if any(row.rates[key].value is not None for row in rows)
    )
    periods = period_columns()
    if counts is None:
        periods = periods[:1]
    drawn = tuple(_drawn(column) for column in rates if column.key in {"gross_churn", "net_churn"})
    return Table("revenue", (*periods, *amounts, *rates, *drawn), rows, main=True, emphasis=emphasis, by_period=True)


def explanation(study: Study) -> Message:
    """What an amount of this table is."""
    if study.ruled_by == "payments":
        return message(
            "Revenue per month is a run rate: what was paid in the days after which a customer counts as gone, brought "
            "to a month. What was paid in the period itself stands beside it."
        )
    return message("Amounts are a month's. The rates are over the revenue a month at the start of each period.")


def amount_graph(study: Study, made: Table) -> Graph | None:
    """Revenue a month at the end of each of the last periods."""
    closings = [row.moved.closing for row in made.items]
    known = [number for number, closing in enumerate(closings) if closing is not None]
    if not known or not any(closings):
        return None
    first, last = max(known[0], len(closings) - DRAWN), known[-1]
    currency = study.project.currency
    return Graph(
        "columns",
        message("Revenue a month at the end of each period"),
        "revenue",
        PERIOD_COLUMN,
        (Series(message("Revenue a month"), "closing", "accent"),),
        "money",
        message(
            "Column chart of revenue a month: {before} at the end of {first}, {after} at the end of {last}.",
            before=Money(closings[first] or 0.0, currency),
            first=made.items[first].moved.period.name,
            after=Money(closings[last] or 0.0, currency),
            last=made.items[last].moved.period.name,
        ),
        first,
        last,
    )


def churn_graph(made: Table) -> Graph | None:
    """Revenue churn of each of the last periods, before and after upgrades."""
    shown = [
        (Series(message("Revenue churn"), "drawn_gross_churn", "bad"), "gross_churn"),
        (Series(message("After upgrades"), "drawn_net_churn", "accent", dashed=True), "net_churn"),
    ]
    there = {column.key for column in made.columns}
    series = tuple(one for one, key in shown if key in there)
    known = [number for number, row in enumerate(made.items) if row.rates["gross_churn"].value is not None]
    if not series or len(known) < 2:
        return None
    return Graph(
        "line",
        message("Revenue churn, and what upgrades leave of it"),
        "revenue",
        PERIOD_COLUMN,
        series,
        "rate",
        message(
            "Line chart of revenue churn from {first} to {last}.",
            first=made.items[known[0]].moved.period.name,
            last=made.items[known[-1]].moved.period.name,
        ),
        max(known[0], len(made.items) - DRAWN),
        len(made.items) - 1,
        least=None,
    )


def _plan(study: Study) -> Plan | None:
    if not study.periods or not has_amounts(study):
        return None
    made = table(study)
    drawn = tuple(graph for graph in (amount_graph(study, made), churn_graph(made)) if graph is not None)
    return Plan(
        "revenue",
        REVENUE.title,
        (
            Line(REVENUE.title, "title"),
            Line(explanation(study), "muted"),
            Gap(),
            made,
            Gap(),
            *((Graphs(drawn),) if drawn else ()),
        ),
    )


REVENUE = SheetKind(
    "revenue",
    message("Revenue"),
    message("Revenue a month at the start and end of each period, what moved it, and the rates"),
    _plan,
)
