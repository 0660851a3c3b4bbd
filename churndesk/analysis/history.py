"""What a ledger says over its whole length, whichever period is looked at: who stays how long, and when they left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from churndesk.metrics.cohorts import cohort_table
from churndesk.metrics.early_loss import early_loss
from churndesk.metrics.result import Undefined
from churndesk.metrics.rolling import rolling_days, rolling_months
from churndesk.metrics.stay_lengths import stay_survival, survival_by
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.ledger import Ledger
    from churndesk.metrics import Segment
    from churndesk.metrics.cohorts import CohortTable
    from churndesk.metrics.early_loss import EarlyLoss
    from churndesk.metrics.rolling import RollingChurn
    from churndesk.metrics.stay_lengths import GroupSurvival
    from churndesk.metrics.survival import Survival


@dataclass(frozen=True, eq=False)
class History:
    """The figures of one ledger, or of one segment of it, that no choice of a period changes.

    Each is computed when it is first asked for, which on large tables belongs off the window's thread. `ledger` is
    None where nothing was imported; everything is undefined then.
    """

    ledger: Ledger | None
    segment: Segment | None = None

    @cached_property
    def cohorts(self) -> CohortTable | Undefined:
        """Everybody by the month of the first start."""
        return _nothing() if self.ledger is None else cohort_table(self.ledger, self.segment)

    @cached_property
    def survival(self) -> Survival | Undefined:
        """How long customers stay."""
        return _nothing() if self.ledger is None else stay_survival(self.ledger, self.segment)

    @cached_property
    def early_loss(self) -> EarlyLoss | Undefined:
        """How many are lost in their first weeks."""
        return _nothing() if self.ledger is None else early_loss(self.ledger, self.segment)

    @cached_property
    def rolling_days(self) -> RollingChurn | Undefined:
        """The churn of the last 30 days, at every day."""
        return _nothing() if self.ledger is None else rolling_days(self.ledger)

    @cached_property
    def rolling_months(self) -> RollingChurn | Undefined:
        """The churn of the last 12 months, at every month's end."""
        return _nothing() if self.ledger is None else rolling_months(self.ledger)

    @cached_property
    def _by_heading(self) -> dict[str, GroupSurvival | Undefined]:
        return {}

    def survival_by(self, heading: str) -> GroupSurvival | Undefined:
        """How long the groups of one column stay, all customers counted.

        Raises:
            NotPossible: there is no column with that heading.
        """
        if self.ledger is None:
            return _nothing()
        if heading not in self._by_heading:
            self._by_heading[heading] = survival_by(self.ledger, heading)
        return self._by_heading[heading]


def _nothing() -> Undefined:
    return Undefined("no-data", message("Nothing has been imported yet."))
