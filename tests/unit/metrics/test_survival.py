from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from churndesk.metrics.result import Undefined
from churndesk.metrics.survival import Estimate, Survival, survival
from tests.unit.metrics import slow_time

STAYS = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=40)


def curve(stays: list[tuple[float, bool]], **more: Any) -> Survival:
    found = survival(np.array([days for days, _ in stays]), np.array([left for _, left in stays], bool), **more)
    assert isinstance(found, Survival)
    return found


@pytest.fixture(scope="module")
def lifelines() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("lifelines", reason="the library that the curve is held against isn't installed")


@settings(max_examples=200)
@given(STAYS)
def test_is_the_product_of_who_stayed_at_every_departure(stays: list[tuple[float, bool]]) -> None:
    found, expected = curve(stays), slow_time.kaplan_meier(stays)
    assert found.time.tolist() == sorted(expected)
    assert found.share.tolist() == pytest.approx([float(expected[time]) for time in sorted(expected)], abs=1e-12)
    halved = [time for time in sorted(expected) if expected[time] * 2 <= 1]
    assert found.median == (halved[0] if halved else None)


@settings(max_examples=60)
@given(STAYS)
def test_agrees_with_lifelines(lifelines: Any, stays: list[tuple[float, bool]]) -> None:
    found = curve(stays)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = lifelines.KaplanMeierFitter().fit([days for days, _ in stays], [left for _, left in stays])
    assert found.time.tolist() == fitted.survival_function_.index.tolist()
    share = fitted.survival_function_.to_numpy().ravel()
    assert found.share == pytest.approx(share, abs=1e-9)
    bounds = fitted.confidence_interval_survival_function_.to_numpy()
    inside = (share > 1e-12) & (share < 1 - 1e-12)
    assert found.low[inside] == pytest.approx(bounds[inside, 0], abs=1e-9)
    assert found.high[inside] == pytest.approx(bounds[inside, 1], abs=1e-9)


def test_many_customers_agree_with_lifelines(lifelines: Any) -> None:
    random = np.random.default_rng(7)
    days, left = np.ceil(random.exponential(200, 5000)).clip(1, 600), random.random(5000) < 0.7
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = lifelines.KaplanMeierFitter().fit(days, left)
    found = survival(days, left)
    assert isinstance(found, Survival)
    assert found.share == pytest.approx(fitted.survival_function_.to_numpy().ravel(), abs=1e-9)
    bounds = fitted.confidence_interval_survival_function_.to_numpy()[1:-1]
    assert np.column_stack((found.low, found.high))[1:-1] == pytest.approx(bounds, abs=1e-9)
    assert found.median == fitted.median_survival_time_


FOUR = [(2.0, True), (2.0, False), (5.0, True), (9.0, False)]


def test_who_is_still_here_on_a_day_was_at_risk_of_leaving_on_it() -> None:
    found = curve(FOUR)
    assert found.time.tolist() == [0, 2, 5, 9]
    assert found.at_risk.tolist() == [4, 4, 2, 1]
    assert found.left.tolist() == [0, 1, 1, 0]
    assert found.share.tolist() == [1, 0.75, 0.375, 0.375]
    assert found.median == 5
    assert (found.customers, found.lost) == (4, 2)


def test_the_interval_is_the_value_before_the_first_departure_and_at_nothing() -> None:
    found = curve([(3.0, False), (4.0, True), (6.0, True)])
    assert [(found.low[n], found.high[n]) for n in (0, 1, 3)] == [(1, 1), (1, 1), (0, 0)]
    assert found.low[2] < 0.5 < found.high[2]


def test_a_curve_is_read_between_its_steps() -> None:
    found = curve(FOUR)
    assert found.at(0) == Estimate(1, 1, 1)
    assert found.at(4.9) == found.at(2)
    assert isinstance(found.at(9), Estimate)


def test_nothing_is_said_beyond_the_longest_stay() -> None:
    beyond = curve(FOUR).at(10)
    assert isinstance(beyond, Undefined)
    assert beyond.code == "not-followed"
    assert curve([(2.0, True)]).at(10) == Estimate(0, 0, 0)


def test_half_left_exactly_is_the_median() -> None:
    assert curve([(day, day < 7) for day in (1.0, 2.0, 3.0, 7.0, 8.0, 9.0)]).median == 3


def test_a_median_that_is_not_reached_is_said() -> None:
    found = curve([(1.0, True), (5.0, False), (5.0, False)])
    assert found.median is None
    assert dict(found.sentence.values)["count"] == 5
    assert "Half of your customers" in curve(FOUR).sentence.text


def test_months_are_said_as_months() -> None:
    assert "months" in curve(FOUR, unit="months").sentence.text
    assert "months" in curve([(1.5, False)], unit="months").sentence.text
    beyond = curve([(1.5, False)], unit="months").at(3)
    assert isinstance(beyond, Undefined)
    assert "months" in beyond.text.text


def test_who_left_on_the_first_day_counts() -> None:
    assert curve([(0.0, True), (3.0, False)]).share.tolist() == [0.5, 0.5]


def test_nobody_gives_no_curve() -> None:
    found = survival(np.array([]), np.array([], bool))
    assert isinstance(found, Undefined)


def test_the_json_form() -> None:
    found = curve(FOUR).as_json()
    assert found["days"] == [0, 2, 5, 9]
    assert found["survival"] == [1.0, 0.75, 0.375, 0.375]
    assert found["median_days"] == 5
    assert set(curve([(1.5, True)], unit="months").as_json()) == {"months", "survival", "low", "high", "median_months"}
