"""The axis of values: how far it reaches, and where its numbers stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from churndesk.words import Amount, Money, Rate

if TYPE_CHECKING:
    from churndesk.charts.chart import Chart, Unit
    from churndesk.words import Value

#: An interval of very few customers reaches almost everywhere; it is cut at so many times the highest value.
_HIGHEST_INTERVAL = 3
#: A band further off than this many times the data's own height isn't worth flattening the data for.
_FAR = 1.6
#: From here on, amounts are written in thousands and millions.
LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, with numbers at every `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where the numbers stand."""
        first, last = math.ceil(self.low / self.step - 1e-9), math.floor(self.high / self.step + 1e-9)
        return tuple(number * self.step for number in range(first, last + 1))

    def share(self, value: float) -> float:
        """How far up the value lies, from 0 to 1; what is beyond the ends lies on them."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def scale(low: float, high: float, *, whole: bool = False, wanted: int = 5) -> Scale:
    """A scale that holds both ends, with about `wanted` numbers at even distances of 1, 2 or 5."""
    if high <= low:
        high = low + 1.0
    rough = (high - low) / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= rough * (1 - 1e-9))
    step = max(step, 1.0) if whole else step
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def spans(chart: Chart) -> list[tuple[float, float]]:
    """Where each step of a waterfall begins and ends; the first and the last stand on 0."""
    values = [value or 0.0 for value in chart.lines[0].values]
    levels = list(accumulate(values[:-1]))
    between = list(pairwise(levels))
    return [(0.0, values[0]), *between, (0.0, values[-1])] if len(values) > 1 else [(0.0, one) for one in values]


def scale_of(chart: Chart) -> Scale:
    """The scale of a chart: always with 0, every value, and every interval that isn't out of all proportion."""
    values = (
        [edge for span in spans(chart) for edge in span]
        if chart.kind == "waterfall" and chart.lines[0].values
        else [value for line in chart.lines for value in line.values if value is not None]
    )
    top, bottom = max([0.0, *values]), min([0.0, *values])
    highs = [bound for line in chart.lines for bound in line.high if bound is not None]
    top = max(top, min(max(highs, default=top), _HIGHEST_INTERVAL * top if top else 1.0))
    edges = [edge for band in chart.bands for edge in (band.low, band.high) if edge is not None]
    top = max([top, *(edge for edge in edges if edge <= _FAR * top)])
    if top == bottom:
        top = 0.05 if chart.unit == "rate" else 1.0
    if chart.kind == "waterfall":
        # The numbers on the steps need room.
        top += 0.16 * (top - bottom)
    return scale(bottom, top, whole=chart.unit == "count")


def value(unit: Unit, number: float, currency: str | None, step: float = 0.0) -> Value:
    """A number beside the axis, with as many decimals as tell one from the next."""
    if unit == "rate":
        return Rate(number, 0 if step >= 0.01 - 1e-9 else 1 if step >= 0.001 else 2)
    if unit == "money":
        return Money(number, currency, whole=step >= 1 or abs(number) >= 1000)
    return Amount(number)
