from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from churndesk.metrics.control import Control, binomial_limits, control
from churndesk.metrics.movements import CustomerMovement
from churndesk.metrics.periods import Period
from churndesk.metrics.result import Undefined
from churndesk.words import message


def months(counts: list[tuple[int | None, int | None]], **more: Any) -> list[CustomerMovement]:
    return [
        CustomerMovement(
            Period(date(2020 + n // 12, n % 12 + 1, 1), date(2020 + n // 12, n % 12 + 1, 28), "month"),
            opening, 0, 0, lost, 0, None, **more,
        )
        for n, (opening, lost) in enumerate(counts)
    ]  # fmt: skip


def of(counts: list[tuple[int | None, int | None]]) -> Control:
    found = control(months(counts))
    assert isinstance(found, Control)
    return found


def test_a_period_is_held_against_all_the_others() -> None:
    found = of([(100, 10)] * 7 + [(100, 30)])
    last = found.points[-1]
    assert (last.expected, last.low, last.high, last.signal) == (0.1, 0.02, 0.2, "high")
    assert last.p == pytest.approx(stats.fisher_exact([[30, 70], [70, 630]]).pvalue)
    assert found.signals == (last,)
    assert found.points[0].expected == 90 / 700
    assert found.pooled == 100 / 800
    assert "higher than chance" in last.sentence.text
    assert "within what chance" in found.points[0].sentence.text
    assert "stand" in found.sentence.text


def test_less_than_chance_explains_is_a_signal_too() -> None:
    found = of([(200, 60)] * 8 + [(200, 10)])
    assert [point.signal for point in found.points] == [None] * 8 + ["low"]
    assert "lower than chance" in found.points[-1].sentence.text


def test_below_eight_periods_nothing_is_called_unusual() -> None:
    found = of([(100, 10)] * 6 + [(100, 40)])
    assert not found.enough
    assert found.signals == ()
    assert dict(found.sentence.values)["count"] == 7


def test_what_chance_explains_is_no_signal() -> None:
    found = of([(20, 1)] * 8 + [(20, 4)])
    assert found.enough
    assert found.signals == ()
    assert "No period stands out" in found.sentence.text


def test_only_complete_periods_with_a_rate_count() -> None:
    counts: list[tuple[int | None, int | None]] = [(100, 10), (0, 0), (None, 3), (100, None), (5, 6), (100, 12)]
    assert [point.lost for point in of(counts).points] == [10, 12]
    unfinished = CustomerMovement(
        Period(date(2021, 1, 1), date(2021, 1, 31), "month", complete=False), 9, 0, 0, 1, 0, 8
    )
    assert isinstance(control([*months([(100, 10)]), unfinished]), Undefined)
    assert isinstance(control(months([(9, 1)] * 3, no_rates=Undefined("x", message("x")))), Undefined)


@settings(max_examples=300)
@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_limits_are_the_exact_quantiles(of_all: int, lost: int, others: int) -> None:
    rate = Fraction(min(lost, others), others)
    chances = [comb(of_all, k) * rate**k * (1 - rate) ** (of_all - k) for k in range(of_all + 1)]
    reached = [sum(chances[: k + 1]) for k in range(of_all + 1)]
    expected = [
        next(k for k in range(of_all + 1) if reached[k] >= q) for q in (Fraction("0.00135"), Fraction("0.99865"))
    ]
    assert list(binomial_limits(of_all, float(rate))) == expected


@settings(max_examples=200)
@given(st.integers(1, 2_000_000), st.floats(1e-6, 1 - 1e-6))
def test_limits_agree_with_scipy(of_all: int, rate: float) -> None:
    expected = stats.binom.ppf([0.00135, 0.99865], of_all, rate)
    assert list(binomial_limits(of_all, rate)) == expected.tolist()


def test_a_rate_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        binomial_limits(10, 1.2)
    assert binomial_limits(10, 0.0) == (0, 0)
    assert binomial_limits(10, 1.0) == (10, 10)
