from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from churndesk import metrics
from churndesk.metrics import bookings
from tests.unit.metrics.random_tables import AS_OF, TABLES, built

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger import SpellLedger
    from churndesk.ledger.dataset import Dataset
    from churndesk.ledger.policy import Policy

PLANS = (None, ("plan", "a"), ("plan", "b"), ("plan", ""), ("plan", "none has it"))


def moved(ledger: SpellLedger) -> list[tuple[object, ...]]:
    periods = metrics.periods_of(ledger, "month")
    return [
        (*metrics.customer_movements(ledger, periods, plan), *metrics.revenue_movements(ledger, periods, plan))
        for plan in PLANS
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("changed", [{"_BLOCK": 2}, {"_MOST_VALUES": 0}])
@given(table=TABLES, as_of=AS_OF)
def test_neither_blocks_nor_one_value_at_a_time_change_a_number(
    changed: dict[str, int], monkeypatch: pytest.MonkeyPatch, table: tuple[Dataset, Policy], as_of: date
) -> None:
    whole = moved(built(table, as_of)[0])
    with monkeypatch.context() as patched:
        for name, value in changed.items():
            patched.setattr(bookings, name, value)
        found = moved(built(table, as_of)[0])
    for one, other in zip(found, whole, strict=True):
        assert _numbers(one) == pytest.approx(_numbers(other), abs=1e-9)


def _numbers(movements: tuple[object, ...]) -> list[float]:
    named = ("opening", "new", "returned", "lost", "churned", "expansion", "contraction", "closing", "moved_in")
    return [getattr(one, name) for one in movements for name in named if getattr(one, name, None) is not None]
