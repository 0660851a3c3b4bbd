from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

import pytest

from churndesk.progress import Cancelled
from churndesk.reading import guarded
from churndesk.words import Message, NotPossible, message

Tell = Callable[[float], None]


def _double(number: int, tell: Tell) -> int:
    tell(0.5)
    return number * 2


def _refuse(tell: Tell) -> None:
    raise NotPossible(message("No."))


def _crash(tell: Tell) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _hang(tell: Tell) -> None:
    while True:
        pass


def _grow(tell: Tell) -> None:
    held = []
    while True:
        held.append(bytearray(8 << 20))


def _fail(tell: Tell) -> None:
    raise ValueError("bad")


def test_the_result_comes_back() -> None:
    told: list[float | None] = []
    assert guarded.run(_double, 21, report=lambda fraction=None, what=None: told.append(fraction)) == 42
    assert told


def test_a_refusal_keeps_its_sentence() -> None:
    with pytest.raises(NotPossible) as refused:
        guarded.run(_refuse)
    assert refused.value.sentence == Message("No.")


@pytest.mark.parametrize(("work", "reason"), [(_crash, "crash"), (_fail, "crash"), (_hang, "time"), (_grow, "memory")])
@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits as POSIX has them")
def test_what_goes_wrong_ends_the_child_alone(work: Callable[[Tell], None], reason: str) -> None:
    with pytest.raises(guarded.Failed) as failed:
        guarded.run(work, memory=200 << 20, patience=0.5 if work is _hang else 60)
    assert failed.value.reason == reason


def test_cancelling_ends_the_child() -> None:
    def cancel(fraction: float | None = None, what: Message | None = None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        guarded.run(_hang, report=cancel)


def test_memory_of_this_process_is_known() -> None:
    assert guarded.memory_of(os.getpid()) > 1 << 20
