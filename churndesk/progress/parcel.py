"""Values packed for another process in pieces small enough never to hold up a window.

Pickling a million texts in one call keeps the interpreter's lock for a fifth of a second. So arrays of objects travel
as slices of their own, plain arrays as raw buffers beside the value that holds them.
"""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Objects in one slice: about 3 ms of pickling.
SLICE = 20_000


class _Packer(pickle.Pickler):
    """Sets large arrays aside and leaves their number in their place."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, protocol=5)
        self.arrays: list[Any] = []

    def persistent_id(self, obj: Any) -> int | None:
        """The number of a large array; None for everything else, which is pickled as usual."""
        if type(obj).__name__ == "ndarray" and obj.ndim == 1 and len(obj) >= SLICE:
            self.arrays.append(obj)
            return len(self.arrays) - 1
        return None


class _Unpacker(pickle.Unpickler):
    """Puts the arrays back in their places."""

    def __init__(self, stream: io.BytesIO, arrays: Sequence[Any]) -> None:
        super().__init__(stream)
        self._arrays = arrays

    def persistent_load(self, pid: Any) -> Any:
        """The array of that number."""
        return self._arrays[pid]


def pack(value: object) -> Iterator[bytes]:
    """The value as a sequence of pieces, to be sent one by one; `unpack` takes them in the same order."""
    stream = io.BytesIO()
    packer = _Packer(stream)
    packer.dump(value)
    yield pickle.dumps([(str(array.dtype), len(array)) for array in packer.arrays])
    for array in packer.arrays:
        if array.dtype == object:
            for first in range(0, len(array), SLICE):
                yield pickle.dumps(array[first : first + SLICE].tolist(), protocol=5)
        else:
            yield array.tobytes()
    yield stream.getvalue()


def unpack(pieces: Iterator[bytes]) -> Any:
    """The value that was packed. Only for pieces from a process of our own."""
    arrays = [_array(dtype, length, pieces) for dtype, length in pickle.loads(next(pieces))]  # noqa: S301
    return _Unpacker(io.BytesIO(next(pieces)), arrays).load()


def _array(dtype: str, length: int, pieces: Iterator[bytes]) -> Any:
    import numpy as np

    if dtype != "object":
        return np.frombuffer(next(pieces), dtype=dtype)
    array = np.empty(length, dtype=object)
    for first in range(0, length, SLICE):
        array[first : first + SLICE] = pickle.loads(next(pieces))  # noqa: S301
    return array
