from __future__ import annotations

import multiprocessing
import os
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING

import numpy as np
import pytest

from churndesk.progress import Cancelled
from churndesk.progress.parcel import SLICE
from churndesk.progress.workshop import Workshop, WorkshopLost
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.progress import Report


def doubled(numbers: np.ndarray, report: Report) -> np.ndarray:
    report(0.5, message("Half"))
    return numbers * 2


def first_half(numbers: np.ndarray, report: Report) -> tuple[np.ndarray, np.ndarray]:
    return numbers, numbers[: len(numbers) // 2]


def refused(report: Report) -> None:
    raise NotPossible(message("{file} is empty.", file="a.csv"))


def killed(report: Report) -> None:
    os._exit(9)


def endless(report: Report) -> None:
    while True:
        report(0.1)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.close()


def test_the_answer_and_the_progress_come_back(workshop: Workshop) -> None:
    seen = []
    answer = workshop.run(doubled, np.arange(SLICE * 2), report=lambda *step: seen.append(step))
    assert answer.tolist() == list(range(0, SLICE * 4, 2))
    assert (0.5, message("Half")) in seen


def test_a_refusal_comes_back_as_itself(workshop: Workshop) -> None:
    with pytest.raises(NotPossible) as refusal:
        workshop.run(refused)
    assert refusal.value.sentence == message("{file} is empty.", file="a.csv")


def test_a_child_that_dies_is_told_and_replaced(workshop: Workshop) -> None:
    with pytest.raises(WorkshopLost):
        workshop.run(killed)
    assert workshop.run(doubled, np.ones(2)).tolist() == [2.0, 2.0]


def test_cancelling_ends_the_work(workshop: Workshop) -> None:
    def stop(fraction: float | None = None, what: object = None) -> None:
        if fraction is not None:
            raise Cancelled

    with pytest.raises(Cancelled):
        workshop.run(endless, report=stop)


def test_a_program_closed_while_the_child_is_being_started_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    workshop, started = Workshop(), []

    def start(process: SpawnProcess) -> None:
        workshop.close()
        started.append(process)
        real(process)

    real = SpawnProcess.start
    monkeypatch.setattr(SpawnProcess, "start", start)
    workshop.warm()
    started[0].join(20)
    assert started[0].exitcode is not None
    workshop.close()


def test_what_travelled_once_comes_back_as_the_very_same_array(workshop: Workshop) -> None:
    numbers = np.arange(SLICE * 4)
    whole, half = workshop.run(first_half, numbers)
    assert whole is numbers
    again, quarter = workshop.run(first_half, half)
    assert again is half
    assert quarter.tolist() == list(range(SLICE))


def test_settling_leaves_what_still_lives(workshop: Workshop) -> None:
    kept = workshop.run(doubled, np.arange(SLICE))
    workshop.settle()
    assert workshop.run(doubled, kept).tolist() == list(range(0, SLICE * 4, 4))


def test_a_closed_workshop_starts_no_child() -> None:
    workshop, before = Workshop(), multiprocessing.active_children()
    workshop.close()
    workshop.warm()
    assert multiprocessing.active_children() == before
    with pytest.raises(WorkshopLost):
        workshop.run(doubled, np.arange(2))


def chatty(report: Report) -> int:
    for step in range(20_000):
        report(step / 20_000, message("Half") if step == 10_000 else None)
    return 20_000


def test_what_is_reported_too_often_is_told_now_and_then(workshop: Workshop) -> None:
    seen = []
    assert workshop.run(chatty, report=lambda *step: seen.append(step)) == 20_000
    told = [step for step in seen if step]
    assert (0.5, message("Half")) in told
    assert len(told) < 2_000
