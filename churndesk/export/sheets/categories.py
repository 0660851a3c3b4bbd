"""A table without dates: the share lost, by every category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.charts.categories import chart_shares
from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.customers import MOST, category_key
from churndesk.export.sheets.figures import bound, figure, wilson
from churndesk.export.sheets.kind import SheetKind
from churndesk.ledger import SnapshotLedger
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.export.layout import Cell
    from churndesk.ledger.dataset import Category
    from churndesk.metrics.result import Result
    from churndesk.metrics.snapshot import Breakdown, Share

#: Graphs side by side, and rows of them.
_ACROSS, _MOST_GRAPHS = 2, 8
#: So many cells may be looked at by formulas in all.
_MOST_LOOKS = 20_000_000


@dataclass(frozen=True)
class _Row:
    """One value of a category; `column` is the category's on the sheet of customers, "" where it isn't counted."""

    heading: str
    share: Share
    column: str


def _rows(study: Study) -> Iterator[_Row]:
    if study.snapshot is None:
        return
    counted = _counted(study)
    for breakdown in study.snapshot.by:
        for share in breakdown.shares:
            yield _Row(breakdown.heading, share, counted.get(breakdown.heading, ""))


def _counted(study: Study) -> dict[str, str]:
    """The column of each category whose values a spreadsheet program tells apart: it doesn't look at upper case."""
    ledger = study.ledger
    if not isinstance(ledger, SnapshotLedger) or study.snapshot is None:
        return {}
    looks = 2 * ledger.rows.customer.size * sum(len(one.shares) for one in study.snapshot.by)
    if looks > _MOST_LOOKS or ledger.rows.customer.size > MOST:
        return {}
    return {
        category.heading: category_key(number)
        for number, category in enumerate(ledger.rows.categories)
        if _told_apart(category)
    }


def _told_apart(category: Category) -> bool:
    return len({value.strip().casefold() for value in category.values} - {""}) == len(category.values)


def _customers(row: _Row) -> Cell:
    if not row.column:
        return row.share.customers
    return Formula(f"SUMPRODUCT(--{_same(row)})", row.share.customers)


def _lost(row: _Row) -> Cell:
    if not row.column:
        return row.share.lost
    return Formula(f"SUMPRODUCT({_same(row)}*({{customers.state}}=word_gone))", row.share.lost)


def _same(row: _Row) -> str:
    """Whether a customer has the value; the sheet shows an empty one as an empty cell."""
    return f"({{customers.{row.column}}}={{value}})" if row.share.value else f'({{customers.{row.column}}}="")'


def _reach(row: _Row, end: str) -> Cell:
    result, number = row.share.churn, getattr(row.share.churn, end)
    if result.value is None or number is None:
        return None
    formula = "{churn}-{churn_low}" if end == "low" else "{churn_high}-{churn}"
    return Formula(formula, abs(number - result.value))


def _revenue(row: _Row) -> Cell:
    result: Result | None = row.share.revenue_churn
    return None if result is None else figure(result, None)


_COLUMNS = (
    Column("category", message("Column of your table"), "text", lambda row: row.heading, 40),
    Column("value", message("Value"), "text", lambda row: row.share.value or None, 40),
    Column("customers", message("Customers"), "count", _customers, 14),
    Column("lost", sense("customers", "Lost"), "count", _lost, 14),
    Column("churn", message("Churn"), "rate", lambda row: figure(row.share.churn, "{lost}/{customers}"), 22),
    Column(
        "churn_low", message("Churn from (95%)"), "rate",
        lambda row: bound(row.share.churn.low, wilson("{lost}", "{customers}", "low")), 14,
    ),
    Column(
        "churn_high", message("Churn to (95%)"), "rate",
        lambda row: bound(row.share.churn.high, wilson("{lost}", "{customers}", "high")), 14,
    ),
)  # fmt: skip
_REVENUE = Column("revenue", message("Revenue churn"), "rate", _revenue, 22)
_REACH = (
    Column("down", message("For the chart: down"), "rate", lambda row: _reach(row, "low"), 12, aside=True),
    Column("up", message("For the chart: up"), "rate", lambda row: _reach(row, "high"), 12, aside=True),
)


def _graph(breakdown: Breakdown, first: int) -> Graph:
    chart = chart_shares(breakdown)
    return Graph(
        "bars",
        chart.title,
        "categories",
        "value",
        (Series(message("Churn"), "churn", "bad", low="down", high="up"),),
        "rate",
        chart.summary,
        first,
        first + len(breakdown.shares) - 1,
    )


def _graphs(breakdowns: tuple[Breakdown, ...]) -> Iterator[Graphs]:
    """The share lost by each category, two charts side by side."""
    made, first = [], 0
    for breakdown in breakdowns:
        made.append(_graph(breakdown, first))
        first += len(breakdown.shares)
    for place in range(0, min(len(made), _MOST_GRAPHS), _ACROSS):
        yield Graphs(tuple(made[place : place + _ACROSS]))


def _plan(study: Study) -> Plan | None:
    if study.snapshot is None or not study.snapshot.by:
        return None
    rows = list(_rows(study))
    money = any(row.share.revenue_churn is not None and row.share.revenue_churn.value is not None for row in rows)
    return Plan(
        "categories",
        CATEGORIES.title,
        (
            Line(CATEGORIES.title, "title"),
            Line(message("The share of customers lost, for every value of every category column."), "subtitle"),
            *((Line(study.snapshot.by_chance, "muted"),) if study.snapshot.by_chance is not None else ()),
            Gap(),
            Table("categories", (*_COLUMNS, *((_REVENUE,) if money else ()), *_REACH), rows, main=True),
            Gap(),
            *_graphs(study.snapshot.by),
        ),
    )


CATEGORIES = SheetKind(
    "categories",
    message("By category"),
    message("The share of customers lost, by plan, region or whatever else your table has"),
    _plan,
)
