from __future__ import annotations

import pytest

from churndesk.ledger import SnapshotLedger, build
from churndesk.ledger.policy import Policy
from churndesk.metrics import metric, snapshot_figures, snapshot_inputs
from churndesk.words import Language
from tests.unit.tables import snapshot

ROWS = [(True, 30.0, "monthly"), (False, 20.0, "monthly"), (False, 50.0, "yearly")]


def ledger_of(rows: list[tuple[bool, float, str]], *, total: bool = False, has_amount: bool = True) -> SnapshotLedger:
    ledger = build(snapshot(rows, amount_is_total=total, has_amount=has_amount), Policy())
    assert isinstance(ledger, SnapshotLedger)
    return ledger


def test_shares_lost_of_customers_and_charges() -> None:
    figures = snapshot_figures(ledger_of(ROWS))
    assert (figures.customers, figures.lost) == (3, 1)
    assert figures.churn.value == pytest.approx(1 / 3)
    assert figures.churn.low is not None
    assert figures.revenue_churn.value == pytest.approx(0.3)
    (contract,) = figures.by
    assert [(share.value, share.customers, share.lost) for share in contract.shares] == [
        ("monthly", 2, 1),
        ("yearly", 1, 0),
    ]
    assert contract.shares[0].revenue_churn is not None
    assert contract.shares[0].revenue_churn.value == pytest.approx(0.6)
    assert figures.past_sales is None


def test_a_total_so_far_is_no_monthly_charge() -> None:
    figures = snapshot_figures(ledger_of(ROWS, total=True))
    assert figures.revenue_churn.undefined is not None
    assert figures.revenue_churn.undefined.code == "amount-is-total"
    assert figures.past_sales is not None
    assert figures.past_sales.value == pytest.approx(0.3)
    assert Language("en").say(figures.past_sales.sentence) == "The lost customers brought 30.0% of all past sales."


def test_no_amounts() -> None:
    figures = snapshot_figures(ledger_of(ROWS, has_amount=False))
    assert figures.revenue_churn.undefined is not None
    assert figures.revenue_churn.undefined.code == "no-amounts"


@pytest.mark.parametrize(("values", "shown"), [(1, 0), (2, 1), (20, 1), (21, 0)])
def test_columns_of_2_to_20_values_are_broken_down(values: int, shown: int) -> None:
    figures = snapshot_figures(ledger_of([(False, 1.0, f"v{n}") for n in range(values)]))
    assert len(figures.by) == shown


def test_metrics_take_their_numbers_from_a_snapshot() -> None:
    ledger = ledger_of(ROWS)
    values = {
        key: metric(key).compute(snapshot_inputs(key, ledger), None).value
        for key in ("churn_rate", "retention_rate", "gross_churn", "grr", "arpa")
    }
    assert values == pytest.approx(
        {"churn_rate": 1 / 3, "retention_rate": 2 / 3, "gross_churn": 0.3, "grr": 0.7, "arpa": 35}
    )
    assert snapshot_inputs("growth_rate", ledger) == {}
    assert snapshot_inputs("lost_customer_cost", ledger)["yearly_value"] == 360
