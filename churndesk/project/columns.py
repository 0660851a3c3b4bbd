"""A dataset as one compressed blob: its record as JSON, and every column as a plain numpy array in a zip."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Dataset
from churndesk.project.damage import DamagedRecord
from churndesk.project.record import packed_texts, plain, unpacked_texts, value_of

if TYPE_CHECKING:
    from churndesk.project.record import Array

#: The most that one blob may unpack to: a column of 100 million numbers, and no bomb.
LIMIT = 2_000_000_000


def packed(dataset: Dataset) -> bytes:
    """The dataset as bytes; the same dataset gives the same bytes."""
    arrays: list[Array] = []
    record = plain(dataset, arrays)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        _write(archive, "record.json", json.dumps(record).encode())
        for number, array in enumerate(arrays):
            if array.dtype == object:
                encoded, lengths = packed_texts(array)
                _write(archive, f"{number}.texts", _npy(encoded))
                _write(archive, f"{number}.lengths", _npy(lengths))
            else:
                _write(archive, f"{number}.array", _npy(array))
    return stream.getvalue()


def unpacked(blob: bytes, left_out: list[str] | None = None) -> Dataset:
    """The dataset that `packed` packed; `left_out` as in `value_of`.

    Raises:
        DamagedRecord: the bytes are none of ours, damaged, or unpack to more than `LIMIT`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            # No member unpacks to more than it declares; what follows is bound by this sum.
            if sum(member.file_size for member in archive.infolist()) > LIMIT:
                raise DamagedRecord("size")
            names = set(archive.namelist())
            columns: list[Array] = []
            while names & {f"{len(columns)}.array", f"{len(columns)}.texts"}:
                columns.append(_column(archive, len(columns), names))
            value = value_of(json.loads(archive.read("record.json")), columns, left_out)
    except _DAMAGE as error:
        raise DamagedRecord("dataset") from error
    if not isinstance(value, Dataset):
        raise DamagedRecord("dataset")
    return value


#: What zipfile, zlib, json and numpy raise where the bytes aren't what they should be.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, ValueError, KeyError, IndexError, TypeError, EOFError, OSError, NotImplementedError,
    OverflowError, RecursionError, MemoryError, RuntimeError, SyntaxError, struct.error,
)  # fmt: skip

#: The kinds of numpy columns that a dataset has: flags, numbers, days, texts of one width.
_KINDS = "biufMU"


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # A fixed time, so that equal datasets are equal bytes and are kept once.
    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 1)


def _npy(array: Array) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _array(content: bytes) -> Array:
    """The column; its header is believed only where it speaks of exactly the bytes that follow it."""
    stream = io.BytesIO(content)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise DamagedRecord("column")
    shape, _fortran, dtype = np.lib.format.read_array_header_1_0(stream)
    at = stream.tell()
    if len(shape) != 1 or dtype.kind not in _KINDS or shape[0] * dtype.itemsize != len(content) - at:
        raise DamagedRecord("column")
    return np.frombuffer(content, dtype, shape[0], at).copy()


def _column(archive: zipfile.ZipFile, number: int, names: set[str]) -> Array:
    if f"{number}.array" in names:
        return _array(archive.read(f"{number}.array"))
    return unpacked_texts(_array(archive.read(f"{number}.texts")), _array(archive.read(f"{number}.lengths")))
