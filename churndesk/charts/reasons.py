"""Why customers left, drawn: how many for each reason, and period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.charts.chart import Tone
    from churndesk.metrics.reasons import LossReasons, ReasonCount
    from churndesk.words import Message, Value

#: Bars beyond so many can't be told apart; the rest is added up in one.
_MOST_BARS = 8
_TONES: tuple[Tone, ...] = ("bad", "accent", "good")


def chart_reasons(reasons: LossReasons) -> Chart:
    """How many left for each reason, the most frequent first, and those who gave none last."""
    counts = [(_name(count), count.customers) for count in reasons.counts[:_MOST_BARS]]
    rest = sum(count.customers for count in reasons.counts[_MOST_BARS:])
    if rest:
        counts.append((message("all others"), rest))
    if reasons.none.customers:
        counts.append((message("not recorded"), reasons.none.customers))
    return Chart(
        "reasons",
        "bars",
        message("Why customers left"),
        "count",
        tuple(name for name, _ in counts),
        (Line(message("Customers"), tuple(float(count) for _, count in counts), "bad"),),
        reasons.sentence,
    )


def chart_reason_trend(reasons: LossReasons) -> Chart:
    """The three most frequent reasons, period by period."""
    return Chart(
        "reason_trend",
        "line",
        message("Why customers left, over time"),
        "count",
        tuple(period.name for period in reasons.periods),
        _lines(reasons.counts[: len(_TONES)]),
        reasons.sentence,
        incomplete=tuple(index for index, period in enumerate(reasons.periods) if not period.complete),
    )


def _lines(counts: Sequence[ReasonCount]) -> tuple[Line, ...]:
    return tuple(
        Line(message("{reason}", reason=_name(count)), tuple(float(number) for number in count.by_period), tone)
        for count, tone in zip(counts, _TONES, strict=False)
    )


def _name(count: ReasonCount) -> Value | Message:
    return count.reason
