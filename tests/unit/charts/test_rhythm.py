from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.charts.rhythm import bins, chart_gaps
from churndesk.words import Language


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=200))
def test_every_gap_stands_in_one_bar(gaps: list[int]) -> None:
    bars = bins(np.array(gaps))
    assert sum(bars.counts) == len(gaps)
    assert bars.count <= 12
    assert bars.counts[-1] == sum(gap > bars.count * bars.width for gap in gaps)


@pytest.mark.parametrize(("limit", "bar"), [(1, 0), (5, 0), (6, 1), (900, 10)])
def test_the_limit_is_marked_in_its_bar(limit: int, bar: int) -> None:
    chart = chart_gaps(np.arange(1, 51), limit)
    assert [Language().say(label) for label in chart.labels][:2] == ["1–5", "6–10"]
    assert chart.marks[0].index == bar


def test_the_share_within_the_limit_is_said() -> None:
    said = Language().say(chart_gaps(np.array([10, 20, 30, 40]), 30).summary)
    assert said == "Of 4 returns to buy again, 75.0% came within 30 days."


def test_without_a_return_there_is_nothing_to_draw() -> None:
    chart = chart_gaps(np.zeros(0, dtype=np.int64), 90)
    assert chart.labels == ()
    assert "Nobody has come twice" in Language().say(chart.summary)
