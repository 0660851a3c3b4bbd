"""What a person is likely to look at next, worked out while nothing else is to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import metrics
from churndesk.ledger import SpellLedger

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.analysis.study import Study

#: With more customers than these, the memory that it takes is worth more than the moment that it saves.
MOST_CUSTOMERS = 300_000


def look_ahead(study: Study, wanted: Callable[[], bool]) -> None:
    """Counts the movements of every group that can be chosen; the ledger remembers them. Ends once not `wanted`."""
    ledger = study.ledger
    if not isinstance(ledger, SpellLedger) or len(ledger.dataset.customers) > MOST_CUSTOMERS:
        return
    for heading, values in study.segments:
        if not wanted():
            return
        metrics.customer_movements(ledger, study.periods, (heading, values[0]))
