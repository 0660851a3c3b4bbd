"""How long customers stay: the Kaplan-Meier curve as live formulas, drawn in steps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Graph, Graphs, Line, Plan, Series, Table
from churndesk.export.sheets.kind import SheetKind
from churndesk.metrics.result import Undefined
from churndesk.metrics.stay_lengths import stay_survival
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Study
    from churndesk.metrics.survival import Survival

#: Curves of more points than this are thinned out for the graph; nobody could see the steps.
_MOST_STEPS = 1500


@dataclass(frozen=True)
class _Time:
    """One time at which somebody left or was last seen, with what the curve is then."""

    number: int
    time: float
    at_risk: int
    left: int
    share: float
    spread: float
    low: float
    high: float


@dataclass(frozen=True)
class _Corner:
    """A corner of the drawn curve: a time, and the row whose share holds there."""

    time: _Time
    holds: _Time


def found(study: Study) -> Survival | None:
    """The curve of the study's segment; None where nobody knows how long anybody stayed."""
    if study.ledger is None:
        return None
    segment = study.project.view.segment if study.periods else None
    curve = stay_survival(study.ledger, segment)
    return None if isinstance(curve, Undefined) or not curve.lost else curve


def _times(curve: Survival) -> list[_Time]:
    """Every time of the curve; `spread` adds up what Greenwood's formula adds at each."""
    spread, times = 0.0, []
    for number, (time, at_risk, left) in enumerate(
        zip(curve.time.tolist(), curve.at_risk.tolist(), curve.left.tolist(), strict=True)
    ):
        spread += left / (at_risk * max(at_risk - left, 1))
        ends = (float(numbers[number]) for numbers in (curve.share, curve.low, curve.high))
        share, low, high = ends
        times.append(_Time(number, time, at_risk, left, share, spread, low, high))
    return times


def _share(row: _Time) -> Formula:
    own = "1-{left}/{at_risk}"
    return Formula(own if row.number == 0 else f"{{above.share}}*({own})", row.share)


def _spread(row: _Time) -> Formula:
    own = "{left}/({at_risk}*MAX({at_risk}-{left},1))"
    return Formula(own if row.number == 0 else f"{{above.spread}}+{own}", row.spread)


def _bound(sign: str) -> str:
    reach = f"EXP(-EXP(LN(-LN({{share}})){sign}z_95*SQRT({{spread}})/LN({{share}})))"
    # Products of fractions reach 0 and 1 but for a hair, where the interval is the value itself.
    return f"IF(OR({{share}}<1E-12,{{share}}>1-1E-12),{{share}},{reach})"


def _table(curve: Survival, times: list[_Time]) -> Table:
    heading = message("Days since the start") if curve.unit == "days" else message("Months since the start")
    return Table(
        "survival",
        (
            Column("time", heading, "months" if curve.unit == "months" else "count", lambda row: row.time, 16),
            Column("at_risk", message("Followed so long"), "count", lambda row: row.at_risk, 14),
            Column("left", message("Left then"), "count", lambda row: row.left, 12),
            Column("share", sense("customers", "Still here"), "rate", _share, 12),
            Column("low", message("From (95%)"), "rate", lambda row: Formula(_bound("-"), row.low), 12),
            Column("high", message("To (95%)"), "rate", lambda row: Formula(_bound("+"), row.high), 12),
            Column("spread", message("For the interval"), "ratio", _spread, 14, aside=True),
        ),
        times,
    )


def _corners(times: list[_Time]) -> Iterator[_Corner]:
    """The curve as its corners: level up to a departure, then straight down."""
    leaving = [row for row in times if row.left or row.number in {0, len(times) - 1}]
    if len(leaving) > _MOST_STEPS:
        step = -(-len(leaving) // _MOST_STEPS)
        leaving = [*leaving[:-1:step], leaving[-1]]
    yield _Corner(leaving[0], leaving[0])
    for before, row in pairwise(leaving):
        yield _Corner(row, before)
        yield _Corner(row, row)


def _drawn(times: list[_Time]) -> Table:
    def at(row: _Time, column: str, number: float) -> Formula:
        return Formula(f"{{survival.{column}[{row.number}]}}", number)

    return Table(
        "survival_drawn",
        (
            Column("time", message("Time"), "months", lambda row: at(row.time, "time", row.time.time), 16),
            Column("share", message("Share"), "rate", lambda row: at(row.holds, "share", row.holds.share), 12),
            Column("low", message("From (95%)"), "rate", lambda row: at(row.holds, "low", row.holds.low), 12),
            Column("high", message("To (95%)"), "rate", lambda row: at(row.holds, "high", row.holds.high), 12),
        ),
        list(_corners(times)),
        title=message("For the chart: the corners of the curve"),
        printed=False,
    )


def _graphs(curve: Survival, times: list[_Time], drawn: Table) -> tuple[Graph, ...]:
    across = message("Days since the start") if curve.unit == "days" else message("Months since the start")
    curves = Graph(
        "curve",
        message("How long customers stay"),
        drawn.key,
        "time",
        (
            Series(sense("customers", "Still here"), "share", "accent"),
            Series(message("From (95%)"), "low", "muted", dashed=True),
            Series(message("To (95%)"), "high", "muted", dashed=True),
        ),
        "rate",
        message("A curve in steps of the share still here. {sentence}", sentence=curve.sentence),
        0,
        len(drawn.items) - 1,
        most=1.0,
        across=across,
    )
    followed = Graph(
        "curve",
        message("Customers followed so long"),
        "survival",
        "time",
        (Series(message("Customers"), "at_risk", "muted"),),
        "count",
        message("A curve of how many customers were followed for each time: the fewer, the wider the interval."),
        0,
        len(times) - 1,
        across=across,
    )
    return curves, followed


def _plan(study: Study) -> Plan | None:
    curve = found(study)
    if curve is None:
        return None
    times = _times(curve)
    drawn = _drawn(times)
    return Plan(
        "survival",
        SURVIVAL.title,
        (
            Line(SURVIVAL.title, "title"),
            Line(curve.sentence, "subtitle"),
            Line(
                message(
                    "Who is still here counts for as long as they have been here: Kaplan and Meier's estimate, with "
                    "its 95% interval."
                ),
                "muted",
            ),
            Gap(),
            Graphs(_graphs(curve, times, drawn)),
            Gap(),
            _table(curve, times),
            Gap(),
            drawn,
        ),
        upright=True,
    )


SURVIVAL = SheetKind(
    "survival",
    message("Survival"),
    message("The share of customers still here, by the time since they came"),
    _plan,
)
