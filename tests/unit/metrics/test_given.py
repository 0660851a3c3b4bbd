from __future__ import annotations

from datetime import date

from churndesk.metrics import CustomerMovement, Period, RevenueMovement, figure


def test_a_table_of_totals_says_what_it_has_none_of() -> None:
    month = Period(date(2025, 1, 1), date(2025, 1, 31), "month")
    nothing = RevenueMovement(month, None, None, None, None, None, None, None, paid=100.0)
    sales = CustomerMovement(month, None, None, None, None, None, None)
    users = CustomerMovement(month, 100, None, None, None, None, 110)
    for key in ("churn_rate", "retention_rate", "growth_rate", "net_growth"):
        refused = figure(key, [sales], [nothing], 0).undefined
        assert refused is not None
        assert refused.code == "no-customers"
    refused = figure("churn_rate", [users], [nothing], 0).undefined
    assert refused is not None
    assert refused.code == "no-losses"
    assert figure("net_growth", [users], [nothing], 0).value == 0.1
