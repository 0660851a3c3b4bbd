"""Whether customers are lost in their first weeks, more than later on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.spells import SpellLedger
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
    kept. `later` is what customers who got past the last of these times lose in as long a time again.
    """

    unit: TimeUnit
    times: tuple[int, ...]
    losses: tuple[Result, ...]
    later: Result

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
    times, limit = EARLY[found.unit], ledger.policy.inactivity_days if _is_log(ledger) else None
    losses = tuple(_loss(curve, time, limit or 0) for time in times)
    return EarlyLoss(found.unit, times, losses, _later(found, times[-1]))


def _is_log(ledger: Ledger) -> bool:
    return isinstance(ledger, SpellLedger) and ledger.is_log


def _loss(curve: Survival, time: int, limit: int) -> Result:
    kept = curve.at(time)
    if isinstance(kept, Undefined):
        return Result.none(_KEY, "rate", _FORMULA, kept)
    lost, low, high = _lost(kept)
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


def _lost(kept: Estimate) -> tuple[float, float, float]:
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
