"""Churn over windows that roll on, drawn."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from churndesk.charts.chart import Chart, Line
from churndesk.ledger.days import date_of
from churndesk.words import PeriodName, Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.metrics.rolling import RollingChurn
    from churndesk.words import Message

#: More points than this stand closer than a screen can show.
_MOST_POINTS = 120


def chart_rolling_days(rolling: RollingChurn, days: int = 30) -> Chart:
    """The churn of the last days at each day; where there are many, at every n-th day up to the last."""
    count = len(rolling)
    step = max(1, math.ceil(count / _MOST_POINTS))
    places = np.arange(count - 1, -1, -step)[::-1]
    title = plural("Churn of the last {count} day", "Churn of the last {count} days", days)
    return _chart("rolling_days", title, rolling, places.tolist(), "day")


def chart_rolling_months(rolling: RollingChurn, months: int = 12) -> Chart:
    """The churn of the last months at each month's end."""
    title = plural("Churn of the last {count} month", "Churn of the last {count} months", months)
    return _chart("rolling_months", title, rolling, range(len(rolling)), "month")


def _chart(key: str, title: Message, rolling: RollingChurn, places: Sequence[int], by: str) -> Chart:
    ends = [date_of(int(rolling.ends[place])) for place in places]
    line = Line(
        message("Churn"),
        tuple(_number(rolling.rate[place]) for place in places),
        "bad",
        low=tuple(_number(rolling.low[place]) for place in places),
        high=tuple(_number(rolling.high[place]) for place in places),
    )
    labels = tuple(PeriodName(end.replace(day=1) if by == "month" else end, by) for end in ends)
    return Chart(key, "line", title, "rate", labels, (line,), _summary(title, line, labels))


def _number(rate: float) -> float | None:
    return None if math.isnan(rate) else float(rate)


def _summary(title: Message, line: Line, labels: Sequence[PeriodName]) -> Message:
    known = [(value, label) for value, label in zip(line.values, labels, strict=True) if value is not None]
    if not known:
        return message("{what}: the data doesn't reach back far enough.", what=title)
    rate, label = known[-1]
    return message("{what}: {rate} up to {end}.", what=title, rate=Rate(rate), end=label)
