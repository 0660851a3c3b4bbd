from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.metrics import wilson
from churndesk.metrics.result import Undefined
from churndesk.metrics.what_if import WhatIf, what_if

GIVEN: dict[str, float | None] = {"customers": 1000.0, "opening": 12000.0, "lost": 600.0, "points": 0.01}


def of(**more: Any) -> WhatIf:
    found = what_if({**GIVEN, **more})
    assert isinstance(found, WhatIf)
    return found


def test_one_point_less_in_a_month() -> None:
    """Of 1,000 customers 540.4 are left after a year at 5 % a month, 612.7 at 4 %."""
    found = of()
    assert found.churn.value == 0.05
    assert found.reduced.value == pytest.approx(0.04)
    assert found.kept.value == pytest.approx(72.3, abs=0.05)
    assert found.to_win.value == pytest.approx(50)
    assert found.to_win_then.value == pytest.approx(40)
    assert found.money is None
    assert dict(found.sentence.values)["count"] == 72
    assert dict(found.standing_still.values)["count"] == 50


def test_the_money_is_what_they_bring_within_the_year() -> None:
    found = of(arpa=20.0, margin=0.5)
    months = [1000 * (0.96**k - 0.95**k) for k in range(1, 13)]
    assert found.money is not None
    assert found.money.value == pytest.approx(10 * sum(months))
    assert found.money.low < found.money.value < found.money.high
    assert "money" in dict(found.sentence.values)


def test_a_yearly_rate_keeps_its_own_points() -> None:
    found = of(customers=120.0, opening=120.0, lost=30.0, points=0.05, months=12.0)
    assert found.kept.value == pytest.approx(6)
    assert found.to_win.value == pytest.approx(120 * (1 - 0.75 ** (1 / 12)))


def test_churn_cannot_fall_below_nothing() -> None:
    found = of(points=0.2)
    assert found.reduced.value == 0
    assert found.kept.value == pytest.approx(1000 * (1 - 0.95**12))
    assert found.to_win_then.value == 0


@given(st.integers(1, 400), st.integers(0, 400), st.floats(0, 1), st.sampled_from([1.0, 3.0, 12.0]))
def test_intervals_hold_the_answers_of_every_rate_within_churns_own(
    opening: int, lost: int, points: float, months: float
) -> None:
    lost = min(lost, opening)
    found = of(opening=float(opening), lost=float(lost), points=points, months=months, arpa=1.0)
    low, high = wilson(lost, opening)
    assert (found.churn.low, found.churn.high) == pytest.approx((low, high), abs=1e-12)
    for rate in (low, (low + high) / 2, min(max(points, low), high), high):
        left, left_then = 1 - rate, 1 - max(rate - points, 0)
        kept = 1000 * (left_then ** (12 / months) - left ** (12 / months))
        assert found.kept.low - 1e-6 <= kept <= found.kept.high + 1e-6
        won = 1000 * (1 - left ** (1 / months))
        assert found.to_win.low - 1e-6 <= won <= found.to_win.high + 1e-6


@pytest.mark.parametrize(
    ("more", "code"),
    [({"lost": 12001.0}, "lost-over-opening"), ({"lost": None}, "missing"), ({"points": 2.0}, "out-of-bounds")],
)
def test_what_makes_no_sense_is_refused(more: dict[str, float | None], code: str) -> None:
    found = what_if({**GIVEN, **more})
    assert isinstance(found, Undefined)
    assert found.code == code


def test_prices_and_plans_are_carried_through_with_the_interval() -> None:
    """1,000 customers at 20 a month, half of it margin; 10 % dearer, a quarter of them moving to a plan of 40."""
    found = of(arpa=20.0, margin=0.5, price=0.1, moved=0.25, other=40.0)
    here, here_then = (sum(1000 * (1 - rate) ** k for k in range(1, 13)) for rate in (0.05, 0.04))
    paid, cost = 25 * 1.1, 25 * 0.5
    assert found.in_all is not None
    assert found.in_all.value == pytest.approx(here_then * (paid - cost) - here * 10)
    assert found.in_all.low < found.in_all.value < found.in_all.high
    assert found.with_prices is not None
    assert found.money == of(arpa=20.0, margin=0.5).money  # what the lower churn alone keeps stays as it was


def test_lower_prices_can_cost_more_than_the_customers_kept_bring() -> None:
    found = of(arpa=20.0, margin=0.5, price=-0.2)
    assert found.in_all is not None
    assert found.in_all.high < 0


@pytest.mark.parametrize("more", [{}, {"moved": 0.5}, {"other": 40.0}, {"moved": 0.5, "other": 20.0}])
def test_where_neither_prices_nor_plans_change_nothing_is_added(more: dict[str, float]) -> None:
    assert of(arpa=20.0, **more).in_all is None
    assert of(price=0.1, **more).in_all is None  # nobody knows what they pay
