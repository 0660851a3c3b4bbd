"""Values on their way between two processes, in pieces small enough never to hold up a window.

Pickling a million texts in one call keeps the interpreter's lock for a fifth of a second. So arrays of objects travel
as slices of their own, plain arrays as raw buffers beside the value that holds them, short arrays in groups; and an
array that has travelled once isn't sent again, in either direction: both ends remember it by a number.
"""

from __future__ import annotations

import io
import pickle
import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Objects in one slice: about 3 ms of pickling.
SLICE = 20_000
#: Shorter arrays travel with the value itself. A table may have thousands of columns, so the limit is low.
LEAST = 64


class _Label(NamedTuple):
    """A large array of a value: its number, and what it is made of where it is still to be sent."""

    number: int
    dtype: str
    length: int
    sent: bool


class Post:
    """One end of the line between two processes.

    The end that works (`keeps`) holds on to every large array that went over the line until the other end has let it
    go; the other end only knows which of them still live.
    """

    def __init__(self, *, keeps: bool) -> None:
        self._keeps = keeps
        self._next = 1 if keeps else 0
        self._numbers: dict[int, int] = {}
        self._arrays: dict[int, Any] = {}
        self._gone: list[int] = []
        self._held: list[Any] = []

    def pack(self, value: object) -> Iterator[bytes | memoryview]:
        """The value as a sequence of pieces, to be sent one by one; the other end unpacks them in the same order.

        Arrays that were sent must not be changed afterwards.
        """
        if not self._keeps:
            # The answer may hold any array that both ends know when the work is sent: none may go before it is there.
            self._held = [reference() for reference in list(self._arrays.values())]
        stream = io.BytesIO()
        packer = _Packer(stream, self)
        packer.dump(value)
        gone, self._gone = self._gone, []
        yield pickle.dumps((gone, [tuple(label) for label in packer.labels.values()]))
        yield from _groups([array for array in packer.new if len(array) < SLICE])
        for array in packer.new:
            if len(array) >= SLICE:
                yield from _pieces(array)
        yield stream.getvalue()

    def unpack(self, pieces: Iterator[bytes]) -> Any:
        """The value that was packed. Only for pieces from a process of our own."""
        gone, said = pickle.loads(next(pieces))  # noqa: S301
        for number in gone:
            self._forget(number)
        labels = [_Label(*label) for label in said]
        short, grouped = [label for label in labels if label.sent and label.length < SLICE], _ungrouped(pieces)
        arrays = {label.number: self._kept(label, next(grouped)) for label in short}
        arrays |= {label.number: self._taken(label, pieces) for label in labels if label.number not in arrays}
        return _Unpacker(io.BytesIO(next(pieces)), arrays).load()

    def answered(self) -> None:
        """Nothing that was sent is still worked on."""
        self._held = []

    @property
    def settled(self) -> bool:
        """Whether the other end knows of every array that was let go here."""
        return not self._gone

    def label(self, array: Any) -> _Label:
        """What is said of a large array that is to be sent; from here on it is remembered."""
        number = self._numbers.get(id(array))
        if number is not None:
            return _Label(number, "", 0, sent=False)
        self._next += 2
        self._remember(self._next, array)
        return _Label(self._next, str(array.dtype), len(array), sent=True)

    def _taken(self, label: _Label, pieces: Iterator[bytes]) -> Any:
        if not label.sent:
            known = self._arrays[label.number]
            return known if self._keeps else known()
        return self._kept(label, _array(label.dtype, label.length, pieces))

    def _kept(self, label: _Label, array: Any) -> Any:
        self._remember(label.number, array)
        return array

    def _remember(self, number: int, array: Any) -> None:
        self._numbers[id(array)] = number
        self._arrays[number] = array if self._keeps else weakref.ref(array, self._ending(number, id(array)))

    def _ending(self, number: int, address: int) -> Callable[[object], None]:
        """What happens when an array goes here: the other end is told with the next value."""

        def end(_: object) -> None:
            self._arrays.pop(number, None)
            self._numbers.pop(address, None)
            self._gone.append(number)

        return end

    def _forget(self, number: int) -> None:
        array = self._arrays.pop(number, None)
        self._numbers.pop(id(array), None)


class _Packer(pickle.Pickler):
    """Sets large arrays aside and leaves their number in their place."""

    def __init__(self, stream: io.BytesIO, post: Post) -> None:
        super().__init__(stream, protocol=5)
        self._post = post
        self.labels: dict[int, _Label] = {}
        self.new: list[Any] = []

    def persistent_id(self, obj: Any) -> int | None:
        """The number of a large array; None for everything else, which is pickled as usual."""
        if type(obj).__name__ != "ndarray" or obj.ndim != 1 or len(obj) < LEAST:
            return None
        label = self._post.label(obj)
        if self.labels.setdefault(label.number, label) is label and label.sent:
            self.new.append(obj)
        return label.number


class _Unpacker(pickle.Unpickler):
    """Puts the arrays back in their places."""

    def __init__(self, stream: io.BytesIO, arrays: dict[int, Any]) -> None:
        super().__init__(stream)
        self._arrays = arrays

    def persistent_load(self, pid: Any) -> Any:
        """The array of that number."""
        return self._arrays[pid]


def _groups(arrays: list[Any]) -> Iterator[bytes]:
    """Short arrays in as many pieces as their objects would fill: a wide table has thousands of them."""
    group: list[Any] = []
    for array in arrays:
        group.append(array)
        if sum(map(len, group)) >= SLICE:
            yield pickle.dumps(group, protocol=5)
            group = []
    if group:
        yield pickle.dumps(group, protocol=5)


def _ungrouped(pieces: Iterator[bytes]) -> Iterator[Any]:
    for piece in pieces:
        yield from pickle.loads(piece)  # noqa: S301


def _pieces(array: Any) -> Iterator[bytes | memoryview]:
    import numpy as np

    if array.dtype != object:
        yield np.ascontiguousarray(array).view(np.uint8).data
        return
    for first in range(0, len(array), SLICE):
        yield pickle.dumps(array[first : first + SLICE].tolist(), protocol=5)


def _array(dtype: str, length: int, pieces: Iterator[bytes]) -> Any:
    import numpy as np

    if dtype != "object":
        return np.frombuffer(next(pieces), dtype=dtype)
    array = np.empty(length, dtype=object)
    for first in range(0, length, SLICE):
        array[first : first + SLICE] = pickle.loads(next(pieces))  # noqa: S301
    return array
