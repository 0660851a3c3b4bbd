"""Why customers left: the reasons that were written down, how often, and period by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.export.sheets.periods import DRAWN, PERIOD_COLUMN, short
from churndesk.metrics.reasons import LossReasons, loss_reasons
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.charts.chart import Tone
    from churndesk.export.layout import Cell
    from churndesk.metrics.reasons import ReasonCount
    from churndesk.words import Message

#: Reasons beyond so many are added up in one column by period.
_MOST_COLUMNS = 12
_TONES: tuple[Tone, ...] = ("bad", "accent", "good")


@dataclass(frozen=True)
class _Row:
    """One reason; `place` is that of its column in the table by period, None where it shares one."""

    count: ReasonCount
    name: Message | str
    place: int | None


def found(study: Study) -> LossReasons | None:
    """Why the customers of all periods left; None where nothing was written down."""
    if study.ledger is None or not study.periods:
        return None
    reasons = loss_reasons(study.ledger, study.periods, study.project.view.segment)
    return reasons if isinstance(reasons, LossReasons) and reasons.recorded and reasons.known else None


def _rows(reasons: LossReasons) -> list[_Row]:
    rows = [
        _Row(count, count.reason, place if place < _MOST_COLUMNS else None)
        for place, count in enumerate(reasons.counts)
    ]
    if reasons.none.customers:
        rows.append(_Row(reasons.none, message("not recorded"), len(_shown(reasons))))
    return rows


def _shown(reasons: LossReasons) -> tuple[ReasonCount, ...]:
    return reasons.counts[:_MOST_COLUMNS]


def _customers(row: _Row) -> Cell:
    if row.place is None:
        return row.count.customers
    return Formula(f"SUM({{why_by_period.reason_{row.place}}})", row.count.customers)


def _table(reasons: LossReasons) -> Table:
    money = reasons.none.revenue is not None
    columns = (
        Column("reason", message("Reason"), "text", lambda row: row.name, 44, least=26),
        Column("customers", message("Customers"), "count", _customers, 14),
        Column("share", message("Share of all who left"), "rate",
               lambda row: Formula("{customers}/SUM({why.customers})", row.count.share), 16),
        Column("low", message("likely from"), "rate", lambda row: row.count.low, 14),
        Column("high", message("to"), "rate", lambda row: row.count.high, 14),
        *((Column("revenue", message("They brought a month"), "money", lambda row: row.count.revenue, 22),)
          if money else ()),
    )  # fmt: skip
    return Table("why", columns, _rows(reasons), main=True, filtered=False)


def _by_period(study: Study, reasons: LossReasons) -> Table:
    """A row a period, a column a reason; the rarest share one column."""
    columns = [Column(PERIOD_COLUMN, message("Period"), "text", lambda at: short(study.periods[at]), 28)]
    columns += [_column(place, count) for place, count in enumerate(_shown(reasons))]
    if reasons.none.customers:
        columns.append(_column(len(_shown(reasons)), reasons.none, message("not recorded")))
    rest = reasons.counts[_MOST_COLUMNS:]
    if rest:
        columns.append(
            Column("rest", message("all others"), "count", lambda at: sum(one.by_period[at] for one in rest), 16)
        )
    columns.append(Column("lost", sense("customers", "Lost"), "count", lambda at: _lost(study, at), 14))
    return Table(
        "why_by_period", tuple(columns), range(len(study.periods)), title=message("Period by period"), by_period=True
    )


def _lost(study: Study, at: int) -> Cell:
    lost = study.customers[at].lost
    return None if lost is None else Formula(f"{{periods.lost[{at}]}}", lost)


def _column(place: int, count: ReasonCount, name: Message | None = None) -> Column:
    heading = name or message("{reason}", reason=count.reason)
    return Column(f"reason_{place}", heading, "count", lambda at: count.by_period[at], 18)


def _graphs(study: Study, reasons: LossReasons) -> Iterator[Graph]:
    yield Graph(
        "bars",
        message("Why customers left"),
        "why",
        "reason",
        (Series(message("Customers"), "customers", "bad"),),
        "count",
        reasons.sentence,
        0,
        min(len(reasons.counts), _MOST_COLUMNS) - 1,
    )
    if len(study.periods) > 1:
        yield Graph(
            "line",
            message("The most frequent reasons, period by period"),
            "why_by_period",
            PERIOD_COLUMN,
            tuple(
                Series(message("{reason}", reason=count.reason), f"reason_{place}", tone)
                for place, (count, tone) in enumerate(zip(reasons.counts, _TONES, strict=False))
            ),
            "count",
            reasons.sentence,
            max(0, len(study.periods) - DRAWN),
            len(study.periods) - 1,
        )


def _plan(study: Study) -> Plan | None:
    reasons = found(study)
    if reasons is None:
        return None
    return Plan(
        "why",
        REASONS.title,
        (
            Line(REASONS.title, "title"),
            Line(reasons.sentence, "subtitle"),
            Gap(),
            _table(reasons),
            Gap(),
            Graphs(tuple(_graphs(study, reasons))),
            Gap(),
            _by_period(study, reasons),
        ),
    )


REASONS = SheetKind(
    "why",
    message("Reasons"),
    message("Why customers left, as far as it was written down, and how that changes"),
    _plan,
)
