"""A table without dates: the share lost, by every category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Gap, Line, Plan, Table
from churndesk.export.sheets.figures import bound, figure, wilson
from churndesk.export.sheets.kind import SheetKind
from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.metrics.snapshot import Share


@dataclass(frozen=True)
class _Row:
    heading: str
    share: Share


_COLUMNS = (
    Column("category", message("Column of your table"), "text", lambda row: row.heading, 40),
    Column("value", message("Value"), "text", lambda row: row.share.value, 40),
    Column("customers", message("Customers"), "count", lambda row: row.share.customers, 14),
    Column("lost", sense("customers", "Lost"), "count", lambda row: row.share.lost, 14),
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


def _plan(study: Study) -> Plan | None:
    if study.snapshot is None or not study.snapshot.by:
        return None
    rows = [_Row(breakdown.heading, share) for breakdown in study.snapshot.by for share in breakdown.shares]
    return Plan(
        "categories",
        CATEGORIES.title,
        (
            Line(CATEGORIES.title, "title"),
            Line(message("The share of customers lost, for every value of every category column."), "subtitle"),
            Gap(),
            Table("categories", _COLUMNS, rows, main=True),
        ),
    )


CATEGORIES = SheetKind(
    "categories",
    message("By category"),
    message("The share of customers lost, by plan, region or whatever else your table has"),
    _plan,
)
