"""Workbooks of Excel 97 to 2003, written record by record: [MS-XLS], [MS-CFB] and, under a password, [MS-OFFCRYPTO]."""

from __future__ import annotations

import struct
from hashlib import md5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What Excel calls its errors by.
ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#N/A": 0x2A}
_SECTOR = 512
_FREE, _END, _IS_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SALT, _VERIFIER = bytes(range(16)), bytes(range(16, 32))


def workbook(
    rows: Sequence[Sequence[object]], name: str = "Data", hidden: Sequence[int] = (), password: str = ""
) -> bytes:
    """A workbook of one sheet; texts such as #N/A become errors, `hidden` rows are marked so."""
    sheet = [_begin(0x10), _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))]
    sheet += [_record(0x0208, struct.pack("<HHHHHHHH", row, 0, 9, 255, 0, 0, 0x20, 0)) for row in hidden]
    sheet += [_cell(at, column, value) for at, row in enumerate(rows) for column, value in enumerate(row)]
    sheet.append(_record(0x000A, b""))
    lock = _record(0x002F, struct.pack("<HHH", 1, 1, 1) + _SALT + _proof(password)) if password else b""
    place = len(_begin(5)) + len(lock) + 4 + 8 + len(name) + 4
    entry = struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name.encode("ascii")
    stream = b"".join([_begin(5), lock, _record(0x0085, entry), _record(0x000A, b""), *sheet])
    # A shorter stream would have to be kept in another way; what stands behind the last sheet says nothing.
    stream += _record(0x00FF, bytes(max(0, 4096 - 4 - len(stream))))
    return _container(_encrypted(stream, password) if password else stream)


def _begin(what: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, what, 0x0DBB, 0x07CC, 0, 6))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if value in ERRORS:
        return _record(0x0205, place + bytes((ERRORS[str(value)], 1)))
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))
    return _record(0x0203, place + struct.pack("<d", value))


def _container(stream: bytes) -> bytes:
    """The compound file with the stream as its only one."""
    sectors = -(-len(stream) // _SECTOR)
    table = [_IS_FAT, _END, *range(3, sectors + 2), _END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    beginning = b"".join(
        [head.ljust(_SECTOR, b"\xff"), struct.pack(f"<{len(table)}I", *table), entries.ljust(_SECTOR, b"\0")]
    )
    return beginning + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def _key(password: str, block: int) -> bytes:
    once = md5(password.encode("utf-16-le")).digest()[:5]  # noqa: S324  (as the format has it)
    twice = md5((once + _SALT) * 16).digest()[:5]  # noqa: S324  (as the format has it)
    return md5(twice + struct.pack("<I", block)).digest()  # noqa: S324  (as the format has it)


def _stream_of(key: bytes, size: int) -> bytes:
    """The bytes that RC4 gives for a key."""
    state = list(range(256))
    other = 0
    for at in range(256):
        other = (other + state[at] + key[at % len(key)]) % 256
        state[at], state[other] = state[other], state[at]
    given, one, other = bytearray(), 0, 0
    for _ in range(size):
        one = (one + 1) % 256
        other = (other + state[one]) % 256
        state[one], state[other] = state[other], state[one]
        given.append(state[(state[one] + state[other]) % 256])
    return bytes(given)


def _mixed(data: bytes, key: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(data, key, strict=True))


def _proof(password: str) -> bytes:
    """The verifier and its digest, encrypted: by them a program sees whether a password is the right one."""
    return _mixed(_VERIFIER + md5(_VERIFIER).digest(), _stream_of(_key(password, 0), 32))  # noqa: S324  (as the format has it)


def _encrypted(stream: bytes, password: str) -> bytes:
    """All bodies of records encrypted, except those that a program needs before it can decrypt."""
    blocks = -(-len(stream) // 1024)
    keys = b"".join(_stream_of(_key(password, block), 1024) for block in range(blocks))[: len(stream)]
    mixed, given, at = _mixed(stream, keys), bytearray(stream), 0
    while at < len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        plain = size if kind in {0x0809, 0x002F} else 4 if kind == 0x0085 else 0
        given[at + 4 + plain : at + 4 + size] = mixed[at + 4 + plain : at + 4 + size]
        at += 4 + size
    return bytes(given)
