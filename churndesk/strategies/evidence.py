"""What the owner's own figures say: all that the rules of the strategies may look at.

A field is None where the data doesn't hold it; its rule is then not evaluated, and nothing is shown for it.
Rates and shares are fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The rate above which a benchmark calls for action, in the unit of the rate that it is held against.

    `name` says whose it is and whom it covers ("software for small businesses").
    """

    rate: float
    name: Message


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why customers left: of `lost` customers, how many gave each reason, as it stands in the table."""

    lost: int
    given: tuple[tuple[str, int], ...]

    @property
    def recorded(self) -> int:
        """How many of the lost have a reason."""
        return sum(count for _, count in self.given)


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` customers."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        """The share as a fraction, 0 of nobody."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two groups of customers and how many of each were lost.

    `group` is what the first one is called (a plan, a city, a channel); `p` comes from Fisher's test, after Holm
    where several groups were tried.
    """

    group: str
    lost: Share
    rest: Share
    p: float


@dataclass(frozen=True, slots=True)
class EarlyLoss:
    """The share of new customers lost in their first 90 days, and in 90 days of their later life.

    `by_chance` tells that so few left that the test can't tell the two apart.
    """

    first: float
    later: float
    by_chance: bool = False


@dataclass(frozen=True, slots=True)
class Complaints:
    """Open complaints by age in days, and whether those who complained leave more often."""

    open_days: tuple[int, ...] = ()
    complainers: Contrast | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What an offer to a segment at risk would bring after its cost."""

    segment: str
    gain: float
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The owner's figures for the chosen period.

    `churn` and `revenue_churn` are those of one and the same period, and `benchmark` is in its unit. `revenue_left`
    is the part of revenue churn that went with customers who left, without what others cut back. `concentration`
    is the share of revenue of the top 20 % of customers. `asked` counts cancellations that are asked for and not yet
    in force; `saved` how many of those who wanted to cancel were kept. `segments` are the groups that were compared
    with all the others, `contracts` the monthly contracts against the longer ones.
    """

    churn: float | None = None
    benchmark: Benchmark | None = None
    revenue_churn: float | None = None
    revenue_left: float | None = None
    concentration: float | None = None
    reasons: Reasons | None = None
    segments: tuple[Contrast, ...] | None = None
    contracts: Contrast | None = None
    asked: int | None = None
    saved: Share | None = None
    early_loss: EarlyLoss | None = None
    inactive: Share | None = None
    uncontacted_at_risk: int | None = None
    offer: Offer | None = None
    nps: float | None = None
    complaints: Complaints | None = None
