"""Whether customers are lost in their first weeks, more than later on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.comparison import SIGNIFICANT
from churndesk.metrics.fisher import fisher
from churndesk.metrics.result import Result, Undefined
from churndesk.metrics.stay_lengths import lengths
from churndesk.metrics.survival import survival
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.ledger import Ledger
    from churndesk.metrics.closes import Segment
    from churndesk.metrics.stay_lengths import Lengths
    from churndesk.metrics.survival import Estimate, Survival, TimeUnit
    from churndesk.words import Message

#: After how long early loss is told: days for stays with dates, months for a snapshot.
EARLY: dict[TimeUnit, tuple[int, int, int]] = {"days": (30, 60, 90), "months": (1, 2, 3)}

_KEY = "early_loss"
_FORMULA = message("1 - the share who stay longer")


@dataclass(frozen=True, slots=True)
class EarlyLoss:
    """The share lost by each time of `EARLY`, and the loss in as long a time of later life.

    `losses` go with `times`: 1 - S(30), 1 - S(60) and 1 - S(90), so that customers too young to tell don't count as
    kept. `later` is what customers who got past the last of these times lose in as long a time again. `p` is the
    probability of Fisher's test that on each day (month) of the early time as many leave as on each later one; None
    where there is nothing to compare.
    """

    unit: TimeUnit
    times: tuple[int, ...]
    losses: tuple[Result, ...]
    later: Result
    p: float | None = None

    @property
    def different(self) -> bool:
        """Whether early and later loss differ by more than chance explains."""
        return self.p is not None and self.p < SIGNIFICANT

    @property
    def verdict(self) -> Message | None:
        """Whether more is lost early than later: never more than the test says. None where nothing is compared."""
        early, later = self.losses[-1].value, self.later.value
        if self.p is None or early is None or later is None:
            return None
        if not self.different:
            return message("Whether more is lost at the beginning than later on can't be told from chance yet.")
        if early > later:
            return message("More is lost at the beginning than later on: the first weeks deserve care.")
        return message("Less is lost at the beginning than later on.")

    @property
    def ratio(self) -> float | None:
        """How many times the later loss the early one is; None where either is undefined or nobody left later."""
        early, later = self.losses[-1].value, self.later.value
        return early / later if early is not None and later else None


def early_loss(ledger: Ledger, segment: Segment | None = None) -> EarlyLoss | Undefined:
    """The early loss of all customers, or of those who began in a segment (heading, value).

    Example: of 10 customers one leaves on day 20 and one is still here on day 25: the loss within 30 days is 10 %.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    found = lengths(ledger, segment)
    if isinstance(found, Undefined):
        return found
    curve = survival(found.duration, found.left, found.unit)
    if isinstance(curve, Undefined):
        return curve
    times, limit = EARLY[found.unit], (ledger.policy.inactivity_days if _is_log(ledger) else None) or 0
    losses = tuple(_loss(curve, time, limit) for time in times)
    return EarlyLoss(found.unit, times, losses, _later(found, times[-1]), _chance(found, times[-1], limit))


def _chance(found: Lengths, time: int, limit: int) -> float | None:
    """Fisher's p of the departures up to `time` against the later ones; each day (month) begun is a chance to leave.

    In a log nobody can be gone before its limit, so the days before it are no chances.
    """
    hidden, past = max(limit - 1, 0), found.duration > time
    early_days = np.ceil(np.maximum(np.minimum(found.duration, time), 1) - hidden).clip(min=0)
    early, early_left = int(early_days.sum()), int(np.count_nonzero(found.left & ~past))
    days, left = int(np.ceil(found.duration[past] - time).sum()), int(np.count_nonzero(found.left & past))
    if not days or early_left > early or not early:
        return None
    return fisher(early_left, early, left, days)


def _is_log(ledger: Ledger) -> bool:
    return isinstance(ledger, SpellLedger) and ledger.is_log


def _loss(curve: Survival, time: int, limit: int) -> Result:
    kept = curve.at(time)
    if isinstance(kept, Undefined):
        return Result.none(_KEY, "rate", _FORMULA, kept)
    lost, low, high = _lost(curve, time, kept)
    return Result(
        _KEY,
        "rate",
        lost,
        formula=message("1 - {kept} = {lost}", kept=Rate(kept.value), lost=Rate(lost)),
        sentence=_said(curve.unit, time, lost, low, high),
        low=low,
        high=high,
        notes=(_hidden(limit),) if time < limit else (),
    )


def _hidden(limit: int) -> Message:
    return plural(
        "In this table nobody counts as gone before {count} day without a purchase, so an earlier loss can't show.",
        "In this table nobody counts as gone before {count} days without a purchase, so an earlier loss can't show.",
        limit,
    )


def _lost(curve: Survival, time: int, kept: Estimate) -> tuple[float, float, float]:
    """The loss with its interval; where nobody or everybody left, the curve has none and Wilson's takes its place.

    It is that of 0 of those who were followed so long, or of all whose departure is known.
    """
    if kept.value == 1:
        return 0.0, *wilson(0, int(curve.at_risk[curve.time >= time][0]))
    if kept.value == 0:
        left = int(curve.left[curve.time <= time].sum())
        return 1.0, *wilson(left, left)
    return 1 - kept.value, 1 - kept.high, 1 - kept.low


def _said(unit: TimeUnit, time: int, lost: float, low: float, high: float) -> Message:
    if unit == "days":
        return plural(
            "{lost} of your customers leave within {count} day. By chance alone it could be {low} to {high}.",
            "{lost} of your customers leave within {count} days. By chance alone it could be {low} to {high}.",
            time,
            lost=Rate(lost),
            low=Rate(low),
            high=Rate(high),
        )
    return plural(
        "{lost} of your customers leave within {count} month. By chance alone it could be {low} to {high}.",
        "{lost} of your customers leave within {count} months. By chance alone it could be {low} to {high}.",
        time,
        lost=Rate(lost),
        low=Rate(low),
        high=Rate(high),
    )


def _later(found: Lengths, time: int) -> Result:
    """The loss in `time` after the first `time`, from those who left over the days (months) that all were followed.

    Each day followed after day 90 is one chance to leave: r = departures / days, and 1 - (1 - r)^90 in 90 days.
    Wilson's interval of r carries through.
    """
    past = found.duration > time
    departures = float(np.count_nonzero(found.left & past))
    followed = float((found.duration[past] - time).sum())
    if followed < max(departures, time):
        return Result.none(_KEY, "rate", _FORMULA, _too_young(found.unit, time))
    bounds = (departures / followed, *wilson(departures, followed))
    value, low, high = (1 - (1 - rate) ** time for rate in bounds)
    return Result(
        _KEY,
        "rate",
        value,
        formula=message(
            "1 - (1 - {left} / {followed})^{time} = {rate}",
            left=Amount(departures),
            followed=Amount(followed),
            time=time,
            rate=Rate(value),
        ),
        sentence=_later_said(found.unit, time, value),
        low=low,
        high=high,
    )


def _later_said(unit: TimeUnit, time: int, rate: float) -> Message:
    if unit == "days":
        return plural(
            "Later on {rate} leave in {count} day.", "Later on {rate} leave in {count} days.", time, rate=Rate(rate)
        )
    return plural(
        "Later on {rate} leave in {count} month.", "Later on {rate} leave in {count} months.", time, rate=Rate(rate)
    )


def _too_young(unit: TimeUnit, time: int) -> Undefined:
    if unit == "days":
        return Undefined(
            "too-young",
            plural(
                "Too few customers were followed for longer than {count} day.",
                "Too few customers were followed for longer than {count} days.",
                time,
            ),
        )
    return Undefined(
        "too-young",
        plural(
            "Too few customers were followed for longer than {count} month.",
            "Too few customers were followed for longer than {count} months.",
            time,
        ),
    )
