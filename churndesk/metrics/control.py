"""One period among many: the limits between which chance alone moves churn, and the periods beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from churndesk.metrics.fisher import fisher
from churndesk.metrics.result import Undefined
from churndesk.words import Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from churndesk.metrics.movements import CustomerMovement
    from churndesk.metrics.periods import Period
    from churndesk.words import Message

#: The quantiles of the limits: three standard errors to each side, were the distribution normal.
LOWER, UPPER = 0.00135, 0.99865

#: Below this p of Fisher's test against the other periods a period is a signal, …
SIGNAL = 0.0027

#: … from this many complete periods on.
ENOUGH = 8

#: With fewer departures a period than this, a period with twice as many is mostly chance.
THIN = 5.0


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One complete period: its churn, the limits drawn from all the other periods, and whether it is beyond chance.

    `low` and `high` are rates. `expected` is the pooled rate of the others. `signal` is None for within chance.
    """

    period: Period
    opening: int
    lost: int
    expected: float
    low: float
    high: float
    p: float
    signal: Literal["high", "low"] | None

    @property
    def rate(self) -> float:
        """The churn of the period."""
        return self.lost / self.opening

    @property
    def sentence(self) -> Message:
        """What is said of the period, and no more than the test does."""
        if self.signal == "high":
            return message(
                "Churn in {period} was {rate}, against {expected} in the other periods: higher than chance explains.",
                period=self.period.name,
                rate=Rate(self.rate),
                expected=Rate(self.expected),
            )
        if self.signal == "low":
            return message(
                "Churn in {period} was {rate}, against {expected} in the other periods: lower than chance explains.",
                period=self.period.name,
                rate=Rate(self.rate),
                expected=Rate(self.expected),
            )
        return message(
            "Churn in {period} was {rate}, against {expected} in the other periods: within what chance alone does.",
            period=self.period.name,
            rate=Rate(self.rate),
            expected=Rate(self.expected),
        )


@dataclass(frozen=True, slots=True)
class Control:
    """All complete periods that have a rate, in order, and the rate of all of them together."""

    points: tuple[ControlPoint, ...]
    pooled: float

    @property
    def enough(self) -> bool:
        """Whether there are enough periods for a signal to be said."""
        return len(self.points) >= ENOUGH

    @property
    def departures(self) -> float:
        """How many leave in a period on average."""
        return sum(point.lost for point in self.points) / len(self.points)

    @property
    def thin(self) -> bool:
        """Whether so few leave in a period that not even twice as many would stand out from chance."""
        return self.departures < THIN

    @property
    def signals(self) -> tuple[ControlPoint, ...]:
        """The periods beyond chance."""
        return tuple(point for point in self.points if point.signal)

    @property
    def sentence(self) -> Message:
        """How many periods are beyond what chance does."""
        if not self.enough:
            return plural(
                "There is {count} complete period; from {enough} on unusual ones can be told from chance.",
                "There are {count} complete periods; from {enough} on unusual ones can be told from chance.",
                len(self.points),
                enough=ENOUGH,
            )
        if not self.signals:
            return message("No period stands out: the ups and downs are within what chance alone does.")
        return plural(
            "{count} period stands out by more than chance explains.",
            "{count} periods stand out by more than chance explains.",
            len(self.signals),
        )


def control(movements: Sequence[CustomerMovement]) -> Control | Undefined:
    """Each complete period against all the others together.

    Example: seven months lost 10 of 100 customers and the eighth 30 of 100: its limits are 2 % and 20 %, and it is a
    signal. Neighbouring periods share customers, so the test is approximate.
    """
    shares = list(_shares(movements))
    openings, losts = sum(opening for _, opening, _ in shares), sum(lost for _, _, lost in shares)
    if len(shares) < 2:
        return Undefined("too-few-periods", message("It takes two complete periods to compare one with another."))
    points = []
    for period, opening, lost in shares:
        others, others_lost = openings - opening, losts - lost
        expected = others_lost / others
        low, high = binomial_limits(opening, expected)
        p = fisher(lost, opening, others_lost, others)
        beyond: Literal["high", "low"] = "high" if lost / opening > expected else "low"
        signal = beyond if p < SIGNAL and len(shares) >= ENOUGH else None
        points.append(ControlPoint(period, opening, lost, expected, low / opening, high / opening, p, signal))
    return Control(tuple(points), losts / openings)


def _shares(movements: Sequence[CustomerMovement]) -> Iterator[tuple[Period, int, int]]:
    for movement in movements:
        opening, lost = movement.at_risk, movement.gone
        if movement.period.complete and movement.no_rates is None and opening and lost is not None and lost <= opening:
            yield movement.period, opening, lost


def binomial_limits(of: int, rate: float) -> tuple[int, int]:
    """The 0.00135 and 0.99865 quantiles of how many of `of` leave at that rate: of 100 at 10 %, 2 and 20.

    A quantile is the least number that is reached with at least that probability.

    Raises:
        ValueError: the rate isn't between 0 and 1.
    """
    if not 0 <= rate <= 1:
        raise ValueError("a rate lies between 0 and 1")
    if rate in {0.0, 1.0}:
        return round(of * rate), round(of * rate)
    # Beyond fifteen standard errors there is nothing that a double could hold.
    middle, reach = of * rate, 15 * (of * rate * (1 - rate)) ** 0.5 + 60
    least, most = max(0, int(middle - reach)), min(of, int(middle + reach) + 1)
    x = np.arange(least, most, dtype=np.float64)
    steps = np.log(of - x) - np.log(x + 1) + np.log(rate) - np.log1p(-rate)
    logs = np.concatenate(([0.0], np.cumsum(steps)))
    chances = np.exp(logs - logs.max())
    reached = np.cumsum(chances) / chances.sum()
    low, high = np.searchsorted(reached, (LOWER, UPPER)).tolist()
    return least + low, least + high
