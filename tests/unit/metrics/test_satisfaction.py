from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from churndesk.metrics import wilson
from churndesk.metrics.satisfaction import csat, nps, scores_of
from tests.unit.tables import category

NAN = math.nan


def test_the_score_is_promoters_less_detractors() -> None:
    found = nps(np.array([9.0, 10.0] * 25 + [8.0] * 25 + [6.0] * 20 + [0.0] * 5))
    assert found.value == 0.25
    half = 1.959963984540054 * math.sqrt((0.75 - 0.0625) / 100)
    assert (found.low, found.high) == pytest.approx((0.25 - half, 0.25 + half))
    assert (round(100 * (found.low or 0), 1), round(100 * (found.high or 0), 1)) == (8.7, 41.3)
    assert found.notes == ()


def test_below_thirty_answers_there_is_no_interval() -> None:
    few, enough = nps(np.full(29, 9.0)), nps(np.full(30, 9.0))
    assert (few.value, few.low, few.high, len(few.notes)) == (1, None, None, 1)
    assert (enough.low, enough.high, enough.notes) == (1, 1, ())


@given(st.lists(st.integers(0, 10), min_size=30, max_size=80))
def test_the_interval_is_that_of_the_mean_of_plus_and_minus_ones(scores: list[int]) -> None:
    signs = np.array([1.0 if score >= 9 else -1.0 if score <= 6 else 0.0 for score in scores])
    found = nps(np.array(scores, float))
    half = 1.959963984540054 * signs.std() / math.sqrt(len(scores))
    assert found.value == pytest.approx(signs.mean())
    assert found.low == pytest.approx(max(-1.0, signs.mean() - half))
    assert found.high == pytest.approx(min(1.0, signs.mean() + half))


def test_what_is_not_on_the_scale_is_left_out_and_said() -> None:
    found = nps(np.array([9.0, NAN, 11.0, -1.0, 7.5, 6.0]))
    assert found.value == 0
    assert [note.count for note in found.notes] == [3, 2]


def test_the_satisfied_are_four_and_five() -> None:
    found = csat(np.array([5.0] * 20 + [4.0] * 10 + [3.0] * 4 + [1.0] * 6 + [0.0, NAN]))
    assert found.value == 0.75
    assert (found.low, found.high) == wilson(30, 40)
    assert [note.count for note in found.notes] == [1]


@pytest.mark.parametrize("scores", [[], [NAN], [77.0]])
def test_without_answers_there_is_none(scores: list[float]) -> None:
    for found in (nps(np.array(scores)), csat(np.array(scores))):
        assert found.value is None
        assert found.undefined is not None
        assert found.undefined.code == "no-answers"


def test_scores_are_read_from_a_column_of_texts() -> None:
    found = scores_of(category("score", ["9", " 10 ", "", "7,0", "n/a", "９"]))
    assert found.tolist() == pytest.approx([9, 10, NAN, 7, NAN, 9], nan_ok=True)
