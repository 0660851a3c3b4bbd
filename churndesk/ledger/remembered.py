"""What was computed once and is asked for again, as long as it takes no more than a bounded room."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Answer = TypeVar("Answer")

#: The most bytes that one ledger remembers: the closes of ten years of months for a hundred thousand customers.
MOST_BYTES = 256 << 20


class Remembered:
    """Answers by key; the oldest are forgotten where they take more than `most` bytes together.

    An array that it answers can't be written to: it belongs to everybody who asks. Threads may share it.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._known: dict[Hashable, Any] = {}
        self._turn = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], Answer]) -> Answer:
        """The answer to that key, computed where it isn't known yet."""
        known = cast("Answer | None", self._known.get(key))
        if known is None:
            known = compute()
            self._keep(key, known)
        return known

    def _keep(self, key: Hashable, answer: Any) -> None:
        if isinstance(answer, np.ndarray):
            answer.flags.writeable = False
        with self._turn:
            self._bytes += _bytes(answer) - _bytes(self._known.pop(key, None))  # another thread may have been faster
            self._known[key] = answer
            while self._bytes > self._most and len(self._known) > 1:
                self._bytes -= _bytes(self._known.pop(next(iter(self._known))))

    def __reduce__(self) -> tuple[type[Remembered], tuple[int]]:
        """In another process everything is computed anew."""
        return type(self), (self._most,)


def _bytes(answer: Any) -> int:
    if isinstance(answer, tuple):
        return sum(map(_bytes, answer))
    return int(getattr(answer, "nbytes", 0))
