"""Revenue a month, period by period: what moved it between two closes, and the rates over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Gap, Line, Plan, Table
from churndesk.export.sheets.figures import FORMULAS, figure, from_data
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.periods import counted, emphasis, period_columns
from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.layout import Style
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
    rates: dict[str, Result]
    chosen: bool

    def formula(self, key: str) -> str:
        """The formula over this row's own columns."""
        if key == "arpa":
            return "{closing}/{periods.closing[" + str(self.index) + "]}"
        return FORMULAS[key]


def _row(study: Study, index: int) -> _Row:
    rates = {key: from_data(study, key, index) for key, _, _ in _RATES}
    return _Row(index, study.revenue[index], rates, chosen=index == study.chosen)


def _amount(key: str, heading: Message) -> Column:
    return Column(key, heading, "money", lambda row: getattr(row.moved, key), widest=20)


def _rate(key: str, heading: Message, needed: frozenset[str], present: set[str]) -> Column:
    style: Style = "money" if key == "arpa" else "ratio" if key == "quick_ratio" else "rate"
    live = needed <= present
    return Column(
        key, heading, style, lambda row: figure(row.rates[key], row.formula(key) if live else None), widest=22
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
    rows = [_row(study, index) for index in range(len(study.periods))]
    amounts = tuple(_amount(key, heading) for key, heading in _AMOUNTS if counted(rows, key))
    present = {column.key for column in amounts}
    rates = tuple(
        _rate(key, heading, needed, present)
        for key, heading, needed in _RATES
        if any(row.rates[key].value is not None for row in rows)
    )
    return Table("revenue", (*period_columns()[:1], *amounts, *rates), rows, main=True, emphasis=emphasis)


def explanation(study: Study) -> Message:
    """What an amount of this table is."""
    if study.ruled_by == "payments":
        return message(
            "Revenue per month is a run rate: what was paid in the days after which a customer counts as gone, brought "
            "to a month. What was paid in the period itself stands beside it."
        )
    return message("Amounts are a month's. The rates are over the revenue a month at the start of each period.")


def _plan(study: Study) -> Plan | None:
    if not study.periods or not has_amounts(study):
        return None
    return Plan(
        "revenue",
        REVENUE.title,
        (Line(REVENUE.title, "title"), Line(explanation(study), "muted"), Gap(), table(study)),
    )


REVENUE = SheetKind(
    "revenue",
    message("Revenue"),
    message("Revenue a month at the start and end of each period, what moved it, and the rates"),
    _plan,
)
