"""Gives each distinct cell of soundly written records a code, without making a text of every cell.

A million rows hold millions of cells but few distinct ones. The cells' places are known (see `survey`), so each is
hashed where it lies, eight bytes at a time for all rows at once; equal hashes are one value, and only one cell of each
value becomes a text. That takes about as long as a plain reading by pandas with half the memory. Each cell has two
independent hashes of 64 bits with constants drawn anew in every run; should two different cells ever share the first,
the second tells, and the caller reads the text by another way.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from churndesk.progress import Report
    from churndesk.reading.grid import Coded

    Places: TypeAlias = npt.NDArray[np.int64]
    Hashes: TypeAlias = npt.NDArray[np.uint64]

#: Cells longer than this are hashed one by one.
_LONG = 256
#: Rows hashed between two reports: about 10 ms of work.
_PIECE = 1 << 16
#: Where a word's bytes beyond the cell's end are cut off: by the number of bytes that belong to it.
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(9)], dtype=np.uint64)
_KEYS = tuple(np.uint64(secrets.randbits(64) | 1) for _ in range(4))


#: Up to so many rows are coded one by one.
_FEW = 64


class Collision(Exception):  # noqa: N818  (the caller reads the text by another way)
    """Two different cells have the same hash."""


@dataclass(frozen=True)
class Cells:
    """Where the cells of one column lie in `data`: start and length of each, quotes around it not included.

    Eight bytes can be read from any place within a cell. `quote` is the sign that is doubled inside a cell, or empty.
    """

    data: bytes
    starts: Places
    lengths: Places
    quote: str

    def texts(self, rows: Places, report: Report) -> list[str]:
        """The cells of some rows as texts."""
        found: list[str] = []
        for start in range(0, len(rows), _PIECE):
            found += self._piece_of_texts(rows[start : start + _PIECE])
            report()
        return found

    def _piece_of_texts(self, rows: Places) -> list[str]:
        """Copies the cells one behind the other, parted by zero bytes, which no text here holds, to decode at once."""
        starts, sizes = self.starts[rows], self.lengths[rows] + 1
        ends = np.cumsum(sizes)
        places = np.repeat(starts - (ends - sizes), sizes) + np.arange(ends[-1])
        # The byte behind a cell gives way to the zero.
        copied = np.frombuffer(self.data, dtype=np.uint8)[np.minimum(places, len(self.data) - 1)]
        copied[ends - 1] = 0
        joined: str = copied.tobytes().decode()
        if self.quote and self.quote * 2 in joined:
            joined = joined.replace(self.quote * 2, self.quote)
        return joined.split("\0")[:-1]


def coded(cells: Cells, by_hand: dict[int, str], report: Report) -> Coded:
    """The distinct cells in order of appearance, and each row's code, -1 for an empty cell.

    `by_hand` are cells that don't lie in the data as they should, by row: they stand for what lies there.

    Raises:
        Collision: two different cells have the same hash.
    """
    count = len(cells.starts)
    if count <= _FEW:
        return _one_by_one(cells, by_hand)
    first, second = np.empty(count, dtype=np.uint64), np.empty(count, dtype=np.uint64)
    for start in range(0, count, _PIECE):
        piece = slice(start, min(start + _PIECE, count))
        first[piece], second[piece] = _hashes(cells.data, cells.starts[piece], cells.lengths[piece])
        report()
    if by_hand:
        rows = np.fromiter(by_hand, dtype=np.int64, count=len(by_hand))
        first[rows], second[rows] = _hashes_of_texts(list(by_hand.values()), cells.quote)
    report()
    return _distinct(first, second, cells, by_hand, report)


def _one_by_one(cells: Cells, by_hand: dict[int, str]) -> Coded:
    """The same for a few rows, of which a table may have thousands of columns."""
    places: dict[str, int] = {}
    codes = np.empty(len(cells.starts), dtype=np.int32)
    for row, (start, length) in enumerate(zip(cells.starts.tolist(), cells.lengths.tolist(), strict=True)):
        text = cells.data[start : start + length].decode() if row not in by_hand else ""
        text = by_hand[row] if row in by_hand else text.replace(cells.quote * 2, cells.quote) if cells.quote else text
        codes[row] = places.setdefault(text, len(places)) if text else -1
    values = np.empty(len(places), dtype=object)
    values[:] = list(places)
    return values, codes


def _hashes(data: bytes, starts: Places, lengths: Places) -> tuple[Hashes, Hashes]:
    words = np.ndarray(shape=(max(len(data) - 7, 0),), dtype="<u8", buffer=data, strides=(1,))
    first = lengths.astype(np.uint64) * _KEYS[0]
    second = lengths.astype(np.uint64) * _KEYS[1]
    rest = np.arange(len(starts))[lengths > 0]
    done = 0
    while len(rest) and done < _LONG:
        left = lengths[rest] - done
        word = words[starts[rest] + done] & _MASKS[np.minimum(left, 8)]
        first[rest] = _mixed(first[rest], word, _KEYS[2])
        second[rest] = _mixed(second[rest], word, _KEYS[3])
        done += 8
        rest = rest[left > 8]
    for at in rest.tolist():
        start = int(starts[at])
        first[at], second[at] = _digest(data[start : start + int(lengths[at])])
    return first, second


def _mixed(hashes: Hashes, word: Hashes, key: np.uint64) -> Hashes:
    mixed = (hashes ^ word) * key
    mixed ^= mixed >> np.uint64(29)
    mixed *= key ^ np.uint64(0x9E3779B97F4A7C15 & ~1)
    return mixed ^ (mixed >> np.uint64(32))


def _digest(cell: bytes) -> tuple[int, int]:
    digest = hashlib.blake2b(cell, digest_size=16, key=_KEYS[0].tobytes()).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


def _hashes_of_texts(texts: Sequence[str], quote: str) -> tuple[Hashes, Hashes]:
    written = [(text.replace(quote, quote * 2) if quote else text).encode() for text in texts]
    lengths = np.array([len(cell) for cell in written], dtype=np.int64)
    starts = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)[:-1]))
    return _hashes(b"".join(written) + bytes(8), starts, lengths)


def _distinct(first: Hashes, second: Hashes, cells: Cells, by_hand: dict[int, str], report: Report) -> Coded:
    import pandas as pd

    found, _ = pd.factorize(first)
    codes = found.astype(np.int32)
    count = int(codes.max()) + 1 if len(codes) else 0
    place = np.empty(count, dtype=np.int64)
    place[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    report()
    if (second[place][codes] != second).any():
        raise Collision
    values = np.empty(count, dtype=object)
    values[:] = cells.texts(place, report)
    for row, text in by_hand.items():
        if place[codes[row]] == row:
            values[codes[row]] = text
    empty = np.flatnonzero(values == "")
    if len(empty):
        codes[codes == empty[0]] = -1
        codes[codes > empty[0]] -= 1
        values = np.delete(values, empty[0])
    return values, codes
