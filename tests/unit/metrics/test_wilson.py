from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from churndesk.metrics import wilson


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_agrees_with_scipy(case: tuple[int, int]) -> None:
    hits, of = case
    expected = binomtest(hits, of).proportion_ci(method="wilson")
    assert wilson(hits, of) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize("case", [(1, 0), (-1, 5), (6, 5)])
def test_no_share_has_no_interval(case: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="share"):
        wilson(*case)
