"""How long customers stay, drawn: the curve of everybody, or one for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.charts.step_chart import StepChart, StepLine
from churndesk.metrics.result import Undefined
from churndesk.metrics.stay_lengths import GroupSurvival
from churndesk.words import message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.charts.chart import Tone
    from churndesk.metrics.survival import Estimate, Survival, TimeUnit
    from churndesk.words import Message, Value

#: More curves than this can't be told apart.
MOST_CURVES = 4

_TONES: tuple[Tone, ...] = ("accent", "bad", "good", "muted")
_MOST_TICKS = 12
#: The distances between two labels, shortest first.
_DISTANCES: dict[TimeUnit, tuple[int, ...]] = {
    "days": (1, 2, 7, 14, 30, 60, 90, 180, 365, 730, 1825),
    "months": (1, 2, 3, 6, 12, 24, 60),
}
_TITLE = message("How long customers stay")


def chart_survival(found: Survival | GroupSurvival) -> StepChart:
    """The curve with its interval and median; of groups the four largest."""
    curves = _curves(found)
    return StepChart(
        "survival",
        _TITLE,
        message("Days since the start") if curves[0].unit == "days" else message("Months since the start"),
        curves[0].unit,
        tuple(_step_line(curve, place) for place, curve in enumerate(curves)),
        tuple(float(tick) for tick in _ticks(curves)),
        _summary(found),
    )


def chart_survival_points(found: Survival | GroupSurvival) -> Chart:
    """The same curves read at a dozen times, for where no steps can be drawn; None beyond the longest stay."""
    curves = _curves(found)
    ticks = _ticks(curves)
    return Chart(
        "survival_points",
        "line",
        _TITLE,
        "rate",
        tuple(_time(tick, curves[0].unit) for tick in ticks),
        tuple(_line(curve, place, ticks) for place, curve in enumerate(curves)),
        _summary(found),
    )


def _curves(found: Survival | GroupSurvival) -> tuple[Survival, ...]:
    return found.curves[:MOST_CURVES] if isinstance(found, GroupSurvival) else (found,)


def _summary(found: Survival | GroupSurvival) -> Message:
    if not isinstance(found, GroupSurvival):
        return found.sentence
    return found.test.text if isinstance(found.test, Undefined) else found.test.sentence


def _step_line(curve: Survival, place: int) -> StepLine:
    return StepLine(
        _name(curve),
        tuple(curve.time.tolist()),
        tuple(curve.share.tolist()),
        tuple(curve.low.tolist()),
        tuple(curve.high.tolist()),
        _TONES[place],
        dashed=place > 0,
        median=curve.median,
    )


def _line(curve: Survival, place: int, ticks: Sequence[int]) -> Line:
    read = [curve.at(tick) for tick in ticks]
    estimates: list[Estimate | None] = [None if isinstance(one, Undefined) else one for one in read]
    return Line(
        message("{group}", group=_name(curve)),
        tuple(None if one is None else one.value for one in estimates),
        _TONES[place],
        low=tuple(None if one is None else one.low for one in estimates),
        high=tuple(None if one is None else one.high for one in estimates),
        dashed=place > 0,
    )


def _name(curve: Survival) -> Value:
    if curve.group is None:
        return message("All customers")
    return curve.group or message("empty")


def _ticks(curves: Sequence[Survival]) -> tuple[int, ...]:
    """Whole times at even distances from 0 up to the longest stay of any curve."""
    longest, distances = max(curve.longest for curve in curves), _DISTANCES[curves[0].unit]
    distance = next((one for one in distances if longest / one <= _MOST_TICKS), distances[-1])
    return tuple(range(0, int(longest) + 1, distance))


def _time(tick: int, unit: TimeUnit) -> Message:
    if unit == "days":
        return plural("{count} day", "{count} days", tick)
    return plural("{count} month", "{count} months", tick)
