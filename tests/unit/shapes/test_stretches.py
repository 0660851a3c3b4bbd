from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from churndesk.shapes.stretches import Presences, stretches


def presences(entries: list[tuple[int, int, float]]) -> Presences:
    line, step, amount = (np.array([entry[part] for entry in entries]) for part in range(3))
    size = len(entries)
    return Presences(
        line.astype(np.intp), step.astype(np.intp), np.arange(size), amount.astype(float), np.zeros(size, dtype=np.int8)
    )


def test_equal_amounts_in_neighbouring_steps_are_one_stretch() -> None:
    found = stretches(presences([(0, 0, 10), (0, 1, 10), (0, 2, 15), (0, 4, 15), (1, 4, 15)]))
    assert found.first.tolist() == [0, 2, 4, 4]
    assert found.last.tolist() == [1, 2, 4, 4]
    assert found.amount.tolist() == [10, 15, 15, 15]
    assert found.line.tolist() == [0, 0, 0, 1]


def test_what_stands_twice_is_added_up_and_keeps_its_first_row() -> None:
    found = stretches(presences([(0, 0, 10), (0, 1, 4), (0, 1, 6), (0, 2, np.nan)]))
    assert found.amount[0] == 10
    assert np.isnan(found.amount[1])
    assert found.place.tolist() == [0, 3]
    assert (found.first.tolist(), found.last.tolist()) == ([0, 2], [1, 2])


def test_nobody_makes_no_stretch() -> None:
    assert len(stretches(presences([]))) == 0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6), st.sampled_from([5.0, 7.0])), min_size=1, max_size=40))
def test_the_stretches_cover_what_they_were_made_of(entries: list[tuple[int, int, float]]) -> None:
    found = stretches(presences(entries))
    paid: dict[tuple[int, int], float] = {}
    for line, step, amount in entries:
        paid[line, step] = paid.get((line, step), 0) + amount
    covered = {
        (int(line), step): amount
        for line, first, last, amount in zip(found.line, found.first, found.last, found.amount, strict=True)
        for step in range(first, last + 1)
    }
    assert covered == paid
