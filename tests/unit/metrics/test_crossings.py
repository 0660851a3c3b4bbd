from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from churndesk import metrics
from churndesk.metrics import crossings
from churndesk.metrics.crossings import Counted, counted, row_of_closes
from tests.unit.metrics.random_tables import AS_OF, TABLES, built

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger.dataset import Dataset
    from churndesk.ledger.policy import Policy

PARTS = ("opening", "new", "returned", "lost", "passed_through", "closing", "paused_and_returned")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("block", [1, 3, 1 << 16])
@given(table=TABLES, as_of=AS_OF, by=st.sampled_from(["month", "week", "quarter"]))
def test_one_pass_counts_whom_each_period_names(
    block: int,
    monkeypatch: pytest.MonkeyPatch,
    table: tuple[Dataset, Policy],
    as_of: date,
    by: metrics.Granularity,
) -> None:
    monkeypatch.setattr(crossings, "_BLOCK", block)
    ledger, _ = built(table, as_of)
    periods = metrics.periods_of(ledger, by)
    closes = row_of_closes(ledger, periods)
    found = () if closes is None else counted(ledger, closes)
    assert found == tuple(Counted(*(len(metrics.who(ledger, period, part)) for part in PARTS)) for period in periods)


@given(TABLES, AS_OF)
def test_some_periods_alone_are_counted_like_all(table: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, _ = built(table, as_of)
    periods = metrics.periods_of(ledger, "week")
    every = metrics.customer_movements(ledger, periods)
    assert metrics.customer_movements(ledger, periods[1:])[1:] == every[2:]
    apart = metrics.customer_movements(ledger, periods[::2])  # not one row of closes
    assert [movement.lost for movement in apart] == [movement.lost for movement in every[::2]]
