"""Whether groups of customers stay differently long: the log-rank test."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.metrics.comparison import SIGNIFICANT
from churndesk.metrics.result import Undefined
from churndesk.words import message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Flags
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class GroupTest:
    """The statistic, its degrees of freedom, and the probability of one at least as large by chance alone."""

    statistic: float
    freedom: int
    p: float

    @property
    def different(self) -> bool:
        """Whether the groups differ by more than chance."""
        return self.p < SIGNIFICANT

    @property
    def sentence(self) -> Message:
        """What the test says, and no more."""
        if self.different:
            return message("These groups stay differently long, more than chance explains.")
        return message("The difference between these groups is within what chance alone does with so few customers.")


def log_rank(durations: npt.NDArray[np.number], left: Flags, group: npt.NDArray[np.integer]) -> GroupTest | Undefined:
    """The log-rank test of two or more groups, numbered from 0, on what departures would be if they were all alike.

    At every time at which somebody left, each group expects its share of those at risk among the departures. A group
    that nobody was at risk of leaving in at such a time says nothing and is left out. Source: N. Mantel, Cancer
    Chemotherapy Reports 50 (1966); R. Peto, J. Peto, Journal of the Royal Statistical Society A 135 (1972).
    """
    at_risk, leaving = _tables(durations, left, group)
    all_at_risk, all_leaving = at_risk.sum(axis=1), leaving.sum(axis=1)
    share = at_risk / all_at_risk[:, None]
    expected = (all_leaving[:, None] * share).sum(axis=0)
    told = np.flatnonzero(expected > 0)
    if len(told) < 2:
        return Undefined(
            "one-group", message("It takes departures, and two groups to compare, before they can differ.")
        )
    weight = all_leaving * (all_at_risk - all_leaving) / np.maximum(all_at_risk - 1, 1)
    spread = np.diag(weight @ share) - share.T @ (share * weight[:, None])
    difference = leaving.sum(axis=0) - expected
    some = told[:-1]  # the differences of all groups add up to 0: the last one says nothing new
    statistic = float(difference[some] @ np.linalg.pinv(spread[np.ix_(some, some)], hermitian=True) @ difference[some])
    return GroupTest(statistic, len(some), chi_square_above(statistic, len(some)))


def _tables(
    durations: npt.NDArray[np.number], left: Flags, group: npt.NDArray[np.integer]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """At each time of a departure, for each group: who was at risk, and who left."""
    times, place = np.unique(durations, return_inverse=True)
    groups = int(group.max(initial=-1)) + 1
    cell, cells = place.astype(np.int64) * groups + group, len(times) * groups
    ended = np.bincount(cell, minlength=cells).reshape(-1, groups)
    leaving = np.bincount(cell[left], minlength=cells).reshape(-1, groups)
    at_risk = ended[::-1].cumsum(axis=0)[::-1]
    some = leaving.any(axis=1)
    return at_risk[some], leaving[some]


def chi_square_above(statistic: float, freedom: int) -> float:
    """The probability that a chi-square variable with so many degrees of freedom lies above the statistic.

    For whole degrees of freedom it is a finite sum: 3.841 with 1 gives 0.05, 5.991 with 2 gives 0.05. Source:
    M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.4.4 and 26.4.5.

    Raises:
        ValueError: no degree of freedom, or a statistic that is no number.
    """
    if freedom < 1 or math.isnan(statistic):
        raise ValueError("chi-square needs a statistic and at least one degree of freedom")
    half, odd = statistic / 2, freedom % 2
    if half <= 0:
        return 1.0
    powers = np.arange(freedom // 2) + odd / 2
    logs = [power * math.log(half) - half - math.lgamma(power + 1) for power in powers.tolist()]
    total = math.fsum(math.exp(log) for log in logs)
    return min(1.0, total + (math.erfc(math.sqrt(half)) if odd else 0.0))
