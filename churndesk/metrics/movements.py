"""How many customers came, went and stayed in each period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from churndesk.metrics.periods import Period
    from churndesk.metrics.renewals import Renewals
    from churndesk.metrics.result import Undefined
    from churndesk.words import Message


@dataclass(frozen=True, slots=True)
class CustomerMovement:
    """The customers of one period (definitions.md, section 1); None where the table can't say.

    opening + new + returned - lost + moved_in - moved_out = closing; the moves are 0 unless a segment is chosen.
    `no_rates` says why churn, retention and growth are undefined for this period although the counts stand. `renewals`
    is there where only those who were up for renewal are at risk.
    """

    period: Period
    opening: int | None
    new: int | None
    returned: int | None
    lost: int | None
    passed_through: int | None
    closing: int | None
    paused_and_returned: int | None = None
    moved_in: int = 0
    moved_out: int = 0
    no_rates: Undefined | None = None
    notes: tuple[Message, ...] = ()
    renewals: Renewals | None = None

    @property
    def at_risk(self) -> int | None:
        """Of how many customers churn is the share: those at the start, or those whose renewal is decided."""
        return self.opening if self.renewals is None else self.renewals.decided

    @property
    def gone(self) -> int | None:
        """How many of those at risk were lost."""
        return self.lost if self.renewals is None else self.renewals.not_renewed


@dataclass(frozen=True, slots=True)
class RevenueMovement:
    """The monthly revenue of one period's two closes, and what moved it (definitions.md, section 3).

    opening + new + returned + expansion - contraction - churned + moved_in - moved_out = closing. `paid` is what was
    paid in the period, for logs and summaries. `credits` is what fell below 0 at the closing and stands outside.
    """

    period: Period
    opening: float | None
    new: float | None
    returned: float | None
    expansion: float | None
    contraction: float | None
    churned: float | None
    closing: float | None
    paid: float | None = None
    moved_in: float = 0.0
    moved_out: float = 0.0
    credits: float = 0.0
    no_rates: Undefined | None = None
