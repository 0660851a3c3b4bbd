"""A chart of steps over time as a value: shares that stay the same until somebody leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.charts.chart import Tone
    from churndesk.metrics.survival import TimeUnit
    from churndesk.words import Value


@dataclass(frozen=True, slots=True)
class StepLine:
    """One curve: from `times[n]` up to the next, the share is `values[n]`, between `low[n]` and `high[n]`.

    `median` is the time at which half are left, None where that hasn't happened. The line ends at the last time.
    """

    name: Value
    times: tuple[float, ...]
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    tone: Tone = "accent"
    dashed: bool = False
    median: float | None = None


@dataclass(frozen=True, slots=True)
class StepChart:
    """What is drawn: shares from 0 to 1 over time, which is counted in `time_unit`.

    `ticks` are the times that get a label. `summary` says the chart in one sentence, for those who can't see it.
    """

    key: str
    title: Value
    time_title: Value
    time_unit: TimeUnit
    lines: tuple[StepLine, ...]
    ticks: tuple[float, ...]
    summary: Value
