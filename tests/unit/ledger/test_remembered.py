from __future__ import annotations

import pickle

import numpy as np
import pytest

from churndesk.ledger.remembered import Remembered


def test_an_answer_is_computed_once_and_belongs_to_everybody() -> None:
    asked: list[int] = []
    remembered = Remembered()
    answers = [remembered.get("here", lambda: asked.append(1) or np.zeros(3)) for _ in range(2)]
    assert asked == [1]
    assert answers[0] is answers[1]
    with pytest.raises(ValueError, match="read-only"):
        answers[0][0] = 1


def test_the_oldest_are_forgotten_when_room_runs_out() -> None:
    remembered, asked = Remembered(most=2000), []
    for key in ("a", "b", "c", "a", "c"):
        remembered.get(key, lambda name=key: asked.append(name) or np.zeros(100))
    assert asked == ["a", "b", "c", "a"]


def test_in_another_process_it_begins_empty() -> None:
    remembered = Remembered()
    remembered.get("here", lambda: np.zeros(3))
    assert pickle.loads(pickle.dumps(remembered)).get("here", lambda: None) is None


def test_an_answer_that_two_threads_found_at_once_takes_its_room_once() -> None:
    remembered, asked = Remembered(most=2000), []
    remembered.get("a", lambda: remembered.get("a", lambda: np.zeros(100)).copy())
    for key in ("b", "a", "b"):
        remembered.get(key, lambda name=key: asked.append(name) or np.zeros(100))
    assert asked == ["b"]
