"""The rows of a damaged SQLite file, read page by page without the tree that leads to them.

SQLite finds a row by its tree; where one page of the tree is gone, it gives up the rest. But every leaf page tells by
itself which rows it holds, and every long row which pages it goes on in. The layout is told at sqlite.org/fileformat2:
a leaf page begins with 13, two bytes that don't matter here, the number of its cells, and, from its ninth byte on,
where each cell stands. A cell is the length of the row, its rowid, and the row; what is too long for the page goes on
in others, each beginning with the number of the next. What comes out here is only a candidate: the caller knows its
checksums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Value: TypeAlias = "int | str | bytes | None"

_LEAF = 13
_USUAL_PAGE = 4096
#: No row of ours is longer.
_LONGEST_ROW = 256 * 1024 * 1024
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class _OutOfPlace(Exception):  # noqa: N818
    """These bytes are no row."""


def rows(data: bytes) -> Iterator[tuple[Value, ...]]:
    """Every row that still stands somewhere in the bytes of a database."""
    size = _page_size(data)
    # Rows that share their pages are no rows; a file made to be read for ever ends here.
    left = 2 * len(data)
    for number in range(-(-len(data) // size)):
        page = data[number * size : (number + 1) * size]
        head = 100 if number == 0 else 0
        if len(page) < head + 8 or page[head] != _LEAF:
            continue
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        for index in range(min(count, size // 4)):
            at = int.from_bytes(page[head + 8 + 2 * index : head + 10 + 2 * index], "big")
            try:
                payload = _payload(data, size, page, at)
                left -= len(payload)
                if left < 0:
                    return
                yield _row(payload)
            except (_OutOfPlace, IndexError):
                continue


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else _USUAL_PAGE


def _number(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's own kind of number, seven bits a byte, and where it ends."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9


def _payload(data: bytes, size: int, page: bytes, at: int) -> bytes:
    """The bytes of the row whose cell stands there, gathered from all its pages."""
    length, at = _number(page, at)
    _rowid, at = _number(page, at)
    if not 2 <= length <= _LONGEST_ROW:
        raise _OutOfPlace
    if length <= size - 35:
        return page[at : at + length]
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = here if here <= size - 35 else least
    pieces = [page[at : at + here]]
    following = int.from_bytes(page[at + here : at + here + 4], "big")
    missing = length - here
    while missing > 0:
        start = (following - 1) * size
        if following < 1 or start + 4 > len(data):
            raise _OutOfPlace
        pieces.append(data[start + 4 : start + 4 + min(missing, size - 4)])
        missing -= size - 4
        following = int.from_bytes(data[start : start + 4], "big")
    return b"".join(pieces)


def _row(payload: bytes) -> tuple[Value, ...]:
    end, at = _number(payload, 0)
    if end > len(payload):
        raise _OutOfPlace
    kinds = []
    while at < end:
        kind, at = _number(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:
        raise _OutOfPlace
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise _OutOfPlace
    # A text that was hit is still read: the caller decides what it is worth.
    return (payload[at:end] if kind % 2 == 0 else payload[at:end].decode("utf-8", "replace")), end
