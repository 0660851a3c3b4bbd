"""A dataset as one compressed blob: its record as JSON, and every column as a plain numpy array in a zip."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Dataset
from churndesk.project.record import DamagedRecord, packed_texts, plain, unpacked_texts, value_of

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
        _write(archive, "record.json", json.dumps(record, ensure_ascii=False).encode())
        for number, array in enumerate(arrays):
            if array.dtype == object:
                encoded, lengths = packed_texts(array)
                _write(archive, f"{number}.texts", _npy(encoded))
                _write(archive, f"{number}.lengths", _npy(lengths))
            else:
                _write(archive, f"{number}.array", _npy(array))
    return stream.getvalue()


def unpacked(blob: bytes) -> Dataset:
    """The dataset that `packed` packed.

    Raises:
        DamagedRecord: the bytes are none of ours, or damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            if sum(member.file_size for member in archive.infolist()) > LIMIT:
                raise DamagedRecord("size")
            names = set(archive.namelist())
            columns: list[Array] = []
            while names & {f"{len(columns)}.array", f"{len(columns)}.texts"}:
                columns.append(_column(archive, len(columns), names))
            value = value_of(json.loads(archive.read("record.json")), columns)
    except (zipfile.BadZipFile, ValueError, KeyError, EOFError, OSError, NotImplementedError) as error:
        raise DamagedRecord("dataset") from error
    if not isinstance(value, Dataset):
        raise DamagedRecord("dataset")
    return value


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # A fixed time, so that equal datasets are equal bytes and are kept once.
    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 1)


def _npy(array: Array) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _column(archive: zipfile.ZipFile, number: int, names: set[str]) -> Array:
    def load(name: str) -> Array:
        column: Array = np.load(io.BytesIO(archive.read(name)), allow_pickle=False)
        return column

    if f"{number}.array" in names:
        return load(f"{number}.array")
    return unpacked_texts(load(f"{number}.texts"), load(f"{number}.lengths"))
