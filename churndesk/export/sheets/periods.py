"""Customers period by period: who was there, came and left, and the rates over them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.counting import counting
from churndesk.export.sheets.figures import FORMULAS, bound, figure, from_data, sentences, wilson
from churndesk.export.sheets.kind import SheetKind
from churndesk.words import Rate, message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.layout import Cell, Emphasis
    from churndesk.export.sheets.counting import Counting
    from churndesk.metrics.movements import CustomerMovement
    from churndesk.metrics.periods import Period
    from churndesk.metrics.result import Result
    from churndesk.words import Message, PeriodName

#: The key of the column that names the periods, in every table by period.
PERIOD_COLUMN = "period"
#: So many of the last periods are drawn: more could not be read.
DRAWN = 36


@dataclass(frozen=True)
class _Row:
    """One period with its rates."""

    moved: CustomerMovement
    counting: Counting | None
    churn: Result
    retention: Result
    growth: Result
    net: Result
    chosen: bool


def _row(study: Study, index: int, counts: Counting | None) -> _Row:
    return _Row(
        study.customers[index],
        counts,
        from_data(study, "churn_rate", index),
        from_data(study, "retention_rate", index),
        from_data(study, "growth_rate", index),
        from_data(study, "net_growth", index),
        chosen=index == study.chosen,
    )


_COUNTS: tuple[tuple[str, Message], ...] = (
    ("opening", message("At the start")),
    ("new", sense("customers", "New")),
    ("returned", sense("customers", "Returned")),
    ("moved_in", sense("customers", "Moved in")),
    ("lost", sense("customers", "Lost")),
    ("moved_out", sense("customers", "Moved out")),
    ("closing", message("At the end")),
    ("passed_through", message("Came and left within")),
)
#: Columns that are shown only where something stands in them.
_RARE = frozenset({"moved_in", "moved_out", "credits"})


def _count(key: str, heading: Message) -> Column:
    return Column(key, heading, "count", lambda row: _counted(row, key), widest=14)


def _counted(row: _Row, key: str) -> Cell:
    """The number, as a formula over the rows of customers where these give it."""
    number: int | None = getattr(row.moved, key)
    formula = row.counting.count(row.moved, key) if row.counting is not None and number is not None else None
    return number if formula is None or number is None else Formula(formula, number)


def counted(rows: list[Any], key: str) -> bool:
    """Whether the column says anything: a number in some row, and for a rare one a number that isn't 0."""
    numbers = [getattr(row.moved, key) for row in rows]
    return any(numbers) if key in _RARE else any(number is not None for number in numbers)


def period_columns() -> tuple[Column, ...]:
    """Which period a row is about, and whether it has ended."""
    return (
        Column(PERIOD_COLUMN, message("Period"), "text", lambda row: short(row.moved.period), widest=28),
        Column("first_day", message("First day"), "day", lambda row: row.moved.period.start, widest=16),
        Column("last_day", message("Last day"), "day", lambda row: row.moved.period.end, widest=16),
        Column("state", sense("period", "State"), "text", _state, widest=18),
    )


def short(period: Period) -> PeriodName:
    """The period's name as it fits a column and the axis of a chart."""
    return replace(period.name, short=True)


def _state(row: Any) -> Cell:
    return sense("period", "complete") if row.moved.period.complete else sense("period", "not over yet")


def emphasis(row: Any) -> Emphasis:
    """The chosen period on a soft ground, one that has not ended in grey."""
    if row.chosen:
        return "chosen"
    return "" if row.moved.period.complete else "unfinished"


#: Where only those who are up for renewal are at risk.
_CONTRACTS = (
    Column("decided", message("Up for renewal"), "count", lambda row: row.moved.at_risk, 14),
    Column("not_renewed", message("Not renewed"), "count", lambda row: row.moved.gone, 14),
    Column("undecided", message("Undecided"), "count", lambda row: row.moved.renewals.undecided, 14),
)


def _rates(columns: set[str], *, contracts: bool) -> tuple[Column, ...]:
    gone, risk = ("{not_renewed}", "{decided}") if contracts else ("{lost}", "{opening}")
    kept = "({closing}" + "".join(
        sign + "{" + key + "}"
        for key, sign in (("new", "-"), ("returned", "-"), ("moved_in", "-"), ("moved_out", "+"))
        if key in columns
    ) + ")/{opening}"  # fmt: skip
    kept = f"({risk}-{gone})/{risk}" if contracts else kept
    return (
        Column("churn", message("Churn"), "rate", lambda row: figure(row.churn, f"{gone}/{risk}"), 22),
        Column(
            "churn_low", message("Churn from (95%)"), "rate",
            lambda row: bound(row.churn.low, wilson(gone, risk, "low")), 14,
        ),
        Column(
            "churn_high", message("Churn to (95%)"), "rate",
            lambda row: bound(row.churn.high, wilson(gone, risk, "high")), 14,
        ),
        Column("retention", message("Retention"), "rate", lambda row: figure(row.retention, kept), 22),
        Column("growth", message("Growth"), "rate", lambda row: figure(row.growth, FORMULAS["growth_rate"]), 22),
        Column("net", message("Net growth"), "rate", lambda row: figure(row.net, FORMULAS["net_growth"]), 22),
    )  # fmt: skip


def _notes(row: Any) -> tuple[Message, ...]:
    return tuple(dict.fromkeys((*row.moved.notes, *row.churn.notes)))


def _columns(rows: list[_Row]) -> tuple[Column, ...]:
    counts = tuple(_count(key, heading) for key, heading in _COUNTS if counted(rows, key))
    present = {column.key for column in counts}
    notes = Column("notes", message("Notes"), "muted", lambda row: sentences(_notes(row)), widest=44)
    drawn = Column(
        "drawn", message("For the chart: churn"), "rate",
        lambda row: None if row.churn.value is None else figure(row.churn, "{churn}"), 12, aside=True,
    )  # fmt: skip
    contracts = any(row.moved.renewals is not None for row in rows)
    rates = _rates(present, contracts=contracts) if {"opening", "lost"} <= present else ()
    shown = (*period_columns(), *counts, *(_CONTRACTS if contracts else ()), *rates)
    return (*shown, *((notes,) if any(_notes(row) for row in rows) else ()), *((drawn,) if rates else ()))


def table(study: Study) -> Table:
    """The table that the figures of the other sheets are computed from."""
    counts = counting(study)
    rows = [_row(study, index, counts) for index in range(len(study.periods))]
    return Table("periods", _columns(rows), rows, main=True, emphasis=emphasis, by_period=True)


def churn_graph(made: Table) -> Graph | None:
    """Churn with its interval over the last periods; None where there are fewer than two rates."""
    rates = [row.churn.value for row in made.items]
    known = [index for index, rate in enumerate(rates) if rate is not None]
    if len(known) < 2:
        return None
    first, last = max(known[0], len(rates) - DRAWN), len(rates) - 1
    drawn = [rate for rate in rates[first:] if rate is not None]
    return Graph(
        "line",
        message("Churn, with its 95% interval"),
        "periods",
        PERIOD_COLUMN,
        (
            Series(message("Churn"), "drawn", "accent"),
            Series(message("From (95%)"), "churn_low", "muted", dashed=True),
            Series(message("To (95%)"), "churn_high", "muted", dashed=True),
        ),
        "rate",
        message(
            "Line chart of churn from {first} to {last}: between {low} and {high}.",
            first=made.items[first].moved.period.name,
            last=made.items[last].moved.period.name,
            low=Rate(min(drawn, default=0.0)),
            high=Rate(max(drawn, default=0.0)),
        ),
        first,
        last,
    )


def customers_graph(made: Table) -> Graph | None:
    """Customers at the end of each of the last periods."""
    closings = [row.moved.closing for row in made.items]
    if not any(closings):
        return None
    first, last = max(0, len(closings) - DRAWN), len(closings) - 1
    return Graph(
        "columns",
        message("Customers at the end of each period"),
        "periods",
        PERIOD_COLUMN,
        (Series(message("Customers"), "closing", "accent"),),
        "count",
        message(
            "Column chart of customers: {before} at the end of {first}, {after} at the end of {last}.",
            before=closings[first] or 0,
            first=made.items[first].moved.period.name,
            after=closings[last] or 0,
            last=made.items[last].moved.period.name,
        ),
        first,
        last,
    )


def graphs(made: Table) -> tuple[Graph, ...]:
    """What can be drawn of the table."""
    return tuple(graph for graph in (churn_graph(made), customers_graph(made)) if graph is not None)


def _plan(study: Study) -> Plan | None:
    if not study.periods:
        return None
    made = table(study)
    drawn = graphs(made)
    return Plan(
        "periods",
        PERIODS.title,
        (
            Line(PERIODS.title, "title"),
            Line(message("Rates are over the customers at the start of each period."), "subtitle"),
            Gap(),
            made,
            Gap(),
            *((Graphs(drawn),) if drawn else ()),
        ),
    )


PERIODS = SheetKind(
    "periods",
    message("Periods"),
    message("Customers at the start and end of each period, who came and left, and the rates"),
    _plan,
)
