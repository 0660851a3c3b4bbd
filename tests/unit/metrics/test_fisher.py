from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from churndesk.metrics import fisher

GROUP = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(GROUP, GROUP)
def test_agrees_with_scipy(one: tuple[int, int], other: tuple[int, int]) -> None:
    table = [[one[0], one[1] - one[0]], [other[0], other[1] - other[0]]]
    assert fisher(*one, *other) == pytest.approx(fisher_exact(table).pvalue, abs=1e-9)


def test_large_groups() -> None:
    table = [[1_000, 99_000], [1_100, 98_900]]
    assert fisher(1_000, 100_000, 1_100, 100_000) == pytest.approx(fisher_exact(table).pvalue, abs=1e-9)


def test_the_worked_figure() -> None:
    assert fisher(1, 10, 11, 14) == pytest.approx(0.00276, abs=5e-6)


def test_empty_groups_do_not_differ() -> None:
    assert fisher(0, 0, 3, 10) == 1


def test_impossible_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="hits"):
        fisher(3, 2, 1, 5)
