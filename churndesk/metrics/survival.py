"""How long customers stay: the Kaplan-Meier curve, in which those who are still here count for as long as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from churndesk.metrics.normal import Z_95
from churndesk.metrics.result import Undefined
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Flags
    from churndesk.words import Message

    Floats: TypeAlias = npt.NDArray[np.float64]
    Counts: TypeAlias = npt.NDArray[np.int64]

#: What a duration is counted in: days for stays with dates, months for the tenure of a snapshot.
TimeUnit = Literal["days", "months"]

#: Whole durations up to so many are counted one by one.
_MOST_DAYS = 1_000_000

#: A share this close to one half is one half; products of fractions miss it by a hair.
_HAIR = 1e-12


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Survival:
    """The share of customers who stay longer than each time.

    `time` begins with 0 and holds every duration that occurs; `share`, `low` and `high` are the curve and its 95 %
    interval just after each, constant up to the next. `at_risk` are those whose stay lasted at least so long, `left`
    those of them who left exactly then. `median` is the first time at which half of them or fewer are left, None
    where that hasn't happened. `group` is the value of the category that these customers share, None for everybody.
    """

    unit: TimeUnit
    time: Floats
    at_risk: Counts
    left: Counts
    share: Floats
    low: Floats
    high: Floats
    median: float | None
    group: str | None = None

    @property
    def customers(self) -> int:
        """How many customers the curve is drawn from."""
        return int(self.at_risk[0]) if len(self.at_risk) else 0

    @property
    def lost(self) -> int:
        """How many of them have left."""
        return int(self.left.sum())

    @property
    def longest(self) -> float:
        """The longest time that any customer was followed."""
        return float(self.time[-1])

    def at(self, time: float) -> Estimate | Undefined:
        """The share who stay longer than `time`, undefined where nobody was followed for so long."""
        place = int(np.searchsorted(self.time, time, side="right")) - 1
        if time > self.longest and self.share[-1] > 0:
            return _not_followed(time, self.unit)
        return Estimate(float(self.share[place]), float(self.low[place]), float(self.high[place]))

    @property
    def sentence(self) -> Message:
        """When half of the customers are gone, or how many are left at the end of what is known."""
        if self.median is None:
            return _no_median(self)
        if self.unit == "days":
            return plural(
                "Half of your customers have left {count} day after they came.",
                "Half of your customers have left {count} days after they came.",
                round(self.median),
            )
        return message(
            "Half of your customers have left {months} months after they came.", months=Amount(self.median, 1)
        )

    def as_json(self) -> dict[str, object]:
        """The curve for a script: {"days", "survival", "low", "high", "median_days"}, with months for a snapshot."""
        return {
            self.unit: [_whole(time) for time in self.time.tolist()],
            "survival": self.share.tolist(),
            "low": self.low.tolist(),
            "high": self.high.tolist(),
            f"median_{self.unit}": None if self.median is None else _whole(self.median),
        }


def survival(
    durations: npt.NDArray[np.number], left: Flags, unit: TimeUnit = "days", group: str | None = None
) -> Survival | Undefined:
    """The Kaplan-Meier curve of these durations (0 or more); `left` tells who left then from who is still here.

    S(t) is the product, over all times up to t at which somebody left, of 1 - left / at risk. Who is still here after
    exactly t was at risk of leaving then: the departure comes first. The interval is Greenwood's on the log-log
    scale; before the first departure and at 0 it is the value itself. Example: of 4, one leaves on day 2, one is
    still here on day 2, one leaves on day 5: S(2) = 3/4, S(5) = 3/8. Sources: E. L. Kaplan, P. Meier, Journal of the
    American Statistical Association 53 (1958); J. D. Kalbfleisch, R. L. Prentice, "The Statistical Analysis of
    Failure Time Data" (1980).
    """
    if not len(durations):
        return Undefined("no-customers", message("There is no customer to follow."))
    times, ended, leaving = _counted(durations, left)
    time = times.astype(np.float64)
    if time[0] > 0:
        time, ended, leaving = (np.concatenate(([0], numbers)) for numbers in (time, ended, leaving))
    at_risk = ended[::-1].cumsum()[::-1]
    share = np.cumprod(1 - leaving / at_risk)
    low, high = _interval(share, at_risk, leaving)
    half = np.flatnonzero(share <= 0.5 + _HAIR)
    median = float(time[half[0]]) if len(half) else None
    return Survival(unit, time, at_risk, leaving, share, low, high, median, group)


def _counted(durations: npt.NDArray[np.number], left: Flags) -> tuple[npt.NDArray[np.number], Counts, Counts]:
    """Each time that occurs, how many stays end or are known up to it, and how many customers left then."""
    if durations.dtype.kind in "iu" and int(durations.max()) < _MOST_DAYS:
        ended = np.bincount(durations)  # counting days is ten times as fast as sorting them
        times = np.flatnonzero(ended)
        return times, ended[times], np.bincount(durations[left], minlength=len(ended))[times]
    times, place, ended = np.unique(durations, return_inverse=True, return_counts=True)
    return times, ended, np.bincount(place[left], minlength=len(times))


def _interval(share: Floats, at_risk: Counts, left: Counts) -> tuple[Floats, Floats]:
    inside = (share > 0) & (share < 1)
    staying = np.maximum(at_risk - left, 1)  # 0 only where the curve reaches 0, which has no interval
    variance = np.cumsum(left / (at_risk * staying))
    with_log = np.log(share, where=inside, out=np.full_like(share, -1.0))
    spread = Z_95 * np.sqrt(variance) / with_log
    scale = np.log(-with_log)
    low, high = np.exp(-np.exp(scale - spread)), np.exp(-np.exp(scale + spread))
    return np.where(inside, low, share), np.where(inside, high, share)


def _not_followed(time: float, unit: TimeUnit) -> Undefined:
    if unit == "days":
        return Undefined(
            "not-followed",
            plural(
                "No customer has been followed for {count} day yet.",
                "No customer has been followed for {count} days yet.",
                round(time),
            ),
        )
    return Undefined(
        "not-followed", message("No customer has been followed for {months} months yet.", months=Amount(time, 1))
    )


def _no_median(curve: Survival) -> Message:
    if curve.unit == "days":
        return plural(
            "After {count} day {share} of your customers are still here. Fewer than half have left, so nobody knows "
            "yet when half will be gone.",
            "After {count} days {share} of your customers are still here. Fewer than half have left, so nobody knows "
            "yet when half will be gone.",
            round(curve.longest),
            share=Rate(float(curve.share[-1])),
        )
    return message(
        "After {months} months {share} of your customers are still here. Fewer than half have left, so nobody knows "
        "yet when half will be gone.",
        months=Amount(curve.longest, 1),
        share=Rate(float(curve.share[-1])),
    )


def _whole(time: float) -> float | int:
    return int(time) if time == int(time) else time
