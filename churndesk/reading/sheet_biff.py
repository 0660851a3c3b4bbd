"""What the workbook library doesn't tell of an .xls sheet: cells with an error, hidden rows and columns.

An .xls holds records one behind the other, each with its number and length: [MS-XLS], 2.1.4. Only those that matter
here are looked into.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from churndesk.reading.sheet_facts import MOST_FOUND, SheetFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHEET, _BEGIN, _END = 0x0085, 0x0809, 0x000A
_FORMULA, _BOOL_OR_ERROR, _ROW, _COLUMNS = 0x0006, 0x0205, 0x0208, 0x007D
_LOOKED_INTO = frozenset({_FORMULA, _BOOL_OR_ERROR, _ROW, _COLUMNS})
_HEADER = struct.Struct("<HH")
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def inspect(data: bytes, number: int) -> SheetFacts:
    """What is told of the sheet of that number, counted from 0 among all sheets; nothing where it can't be found.

    Raises:
        OSError, ValueError: the file is damaged.
    """
    facts = SheetFacts()
    stream = _stream(data)
    places = [int.from_bytes(body[:4], "little") for kind, body in _records(stream, 0) if kind == _SHEET]
    if number < len(places):
        for kind, body in _records(stream, places[number]):
            _note(facts, kind, body)
    return facts


def _stream(data: bytes) -> bytes:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as container:
        for name in ("Workbook", "Book"):
            if container.exists(name):
                content: bytes = container.openstream(name).read()
                return content
    return b""


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of what begins there; what is nested inside (a chart) is left out."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = _HEADER.unpack_from(stream, at)
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1 and (kind in _LOOKED_INTO or kind == _SHEET):
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _note(facts: SheetFacts, kind: int, body: bytes) -> None:
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        _note_error(facts, body, body[8])
    elif kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7] == 1:
        _note_error(facts, body, body[6])
    elif kind == _ROW and len(body) >= 14 and body[12] & 0x20 and len(facts.hidden_rows) < MOST_FOUND:
        facts.hidden_rows.append(int.from_bytes(body[:2], "little"))
    elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1:
        first, last = int.from_bytes(body[:2], "little"), int.from_bytes(body[2:4], "little")
        facts.hidden_columns.extend(range(first, min(last, 255) + 1))


def _note_error(facts: SheetFacts, body: bytes, code: int) -> None:
    if len(facts.errors) < MOST_FOUND:
        place = int.from_bytes(body[:2], "little"), int.from_bytes(body[2:4], "little")
        facts.errors[place] = _ERRORS.get(code, "#VALUE!")
