from __future__ import annotations

import pytest

from churndesk.charts import chart_parts
from churndesk.metrics import metric


@pytest.mark.parametrize(
    ("key", "given", "values"),
    [
        ("churn_rate", {"opening": 110, "lost": 2}, (110, -2, 108)),
        ("retention_rate", {"opening": 70, "closing": 90, "new": 30}, (70, -10, 30, 90)),
        ("gross_churn", {"opening": 10_000, "churned": 500, "contraction": 300}, (10_000, -300, -500, 9200)),
        (
            "net_churn",
            {"opening": 10_000, "churned": 500, "contraction": 300, "expansion": 400},
            (10_000, 400, -300, -500, 9600),
        ),
        (
            "lost_customer_cost",
            {"yearly_value": 10_000, "expansion_rate": 0.2, "cac": 500, "flat": None},
            (10_000, 2000, 500, 12_500),
        ),
        (
            "loss_cost",
            {"lost": 5, "yearly_value": 10_000, "expansion_rate": 0.2, "cac": 500},
            (50_000, 10_000, 2500, 62_500),
        ),
    ],
)
def test_the_parts_lead_from_the_first_to_the_last(
    key: str, given: dict[str, float], values: tuple[float, ...]
) -> None:
    found = metric(key)
    chart = chart_parts(found, given, found.compute(given, "EUR"), "EUR")
    assert chart is not None
    assert chart.lines[0].values == values
    assert chart.kind == "waterfall"
    assert len(chart.tones) == len(chart.labels) == len(values)


@pytest.mark.parametrize("given", [{}, {"opening": 0, "lost": 0}, {"opening": 10}])
def test_without_an_answer_there_is_nothing_to_draw(given: dict[str, float]) -> None:
    found = metric("churn_rate")
    assert chart_parts(found, given, found.compute(given, None)) is None


def test_a_flat_cost_and_a_cost_of_other_numbers_have_no_parts() -> None:
    found = metric("lost_customer_cost")
    flat = {"yearly_value": 100.0, "expansion_rate": 0.0, "cac": 0.0, "flat": 289.0}
    assert chart_parts(found, flat, found.compute(flat, None)) is None
    other = {"yearly_value": 100.0, "expansion_rate": 0.0, "cac": 0.0}
    assert chart_parts(found, other, found.compute({**other, "cac": 50.0}, None)) is None
