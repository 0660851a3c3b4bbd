from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from churndesk.metrics.logrank import GroupTest, chi_square_above, log_rank
from churndesk.metrics.result import Undefined


@pytest.fixture(scope="module")
def statistics() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(
            "lifelines.statistics", reason="the library that the test is held against isn't installed"
        )


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 20), st.booleans(), st.integers(0, 3)), min_size=4, max_size=50))
def test_agrees_with_lifelines(statistics: Any, rows: list[tuple[int, bool, int]]) -> None:
    days, left, group = (np.array(column) for column in zip(*rows, strict=True))
    group = np.unique(group, return_inverse=True)[1]
    assume(left.any() and group.max() > 0)
    first = days[left].min()
    assume(all((days[group == one] >= first).any() for one in range(group.max() + 1)))
    found = log_rank(days, left, group)
    assert isinstance(found, GroupTest)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = statistics.multivariate_logrank_test(days, group, left)
    assert found.statistic == pytest.approx(expected.test_statistic, abs=1e-9)
    assert found.p == pytest.approx(expected.p_value, abs=1e-9)


def test_two_groups_by_hand() -> None:
    """On day 1 one of two in group 0 and of two in group 1 leaves, on day 2 one of one and of two.

    Group 0 loses 2 where 1/2 + 1/3 are expected; the variance is 1/4 + 2/9.
    """
    found = log_rank(np.array([1, 2, 3, 3]), np.array([True, True, False, False]), np.array([0, 0, 1, 1]))
    assert isinstance(found, GroupTest)
    assert found.statistic == pytest.approx((2 - 5 / 6) ** 2 / (1 / 4 + 2 / 9))
    assert found.freedom == 1
    assert not found.different
    assert "chance alone" in found.sentence.text


def test_a_difference_is_said_only_where_the_test_finds_one() -> None:
    days = np.concatenate([np.arange(1, 31), np.full(30, 60)])
    found = log_rank(days, days < 60, np.repeat([0, 1], 30))
    assert isinstance(found, GroupTest)
    assert found.different
    assert "more than chance" in found.sentence.text


def test_a_group_that_left_no_trace_is_left_out() -> None:
    days, left = np.array([1, 2, 3, 3, 0]), np.array([True, True, False, False, False])
    with_it = log_rank(days, left, np.array([0, 0, 1, 1, 2]))
    assert with_it == log_rank(days[:4], left[:4], np.array([0, 0, 1, 1]))


@pytest.mark.parametrize("group", [[0, 0, 0], [0, 1, 1]])
def test_without_departures_or_a_second_group_nothing_is_tested(group: list[int]) -> None:
    left = np.array([len(set(group)) == 1, False, False])
    found = log_rank(np.array([1, 2, 3]), left, np.array(group))
    assert isinstance(found, Undefined)


@settings(max_examples=200)
@given(st.floats(0, 300), st.integers(1, 40))
def test_chi_square_agrees_with_scipy(statistic: float, freedom: int) -> None:
    assert chi_square_above(statistic, freedom) == pytest.approx(
        stats.chi2.sf(statistic, freedom), rel=1e-10, abs=1e-300
    )


def test_chi_square_far_out_is_small_and_not_nothing() -> None:
    assert chi_square_above(700.0, 3) == pytest.approx(stats.chi2.sf(700.0, 3), rel=1e-9)


def test_chi_square_refuses_what_has_no_answer() -> None:
    for statistic, freedom in ((1.0, 0), (float("nan"), 1)):
        with pytest.raises(ValueError, match="chi-square"):
            chi_square_above(statistic, freedom)
    assert chi_square_above(-1e-15, 2) == 1
