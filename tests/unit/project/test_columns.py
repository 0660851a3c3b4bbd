from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pytest

from churndesk.project import columns
from churndesk.project.columns import packed, unpacked
from churndesk.project.damage import DamagedRecord
from tests.torture import example


def repacked(blob: bytes, **members: bytes) -> bytes:
    """The blob with other bytes in some of its members ("0_texts" is 0.texts)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, members.get(name.replace(".", "_"), old.read(name)))
    return stream.getvalue()


def npy(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def test_the_same_rows_are_the_same_bytes_and_come_back() -> None:
    blob = packed(example.payments(50))
    assert packed(unpacked(blob)) == blob == packed(example.payments(50))


def test_a_dataset_without_rows_comes_back() -> None:
    blob = packed(example.payments(0))
    assert len(unpacked(blob).rows.row) == 0


def test_a_member_that_unpacks_to_more_than_the_limit_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    blob = packed(example.payments(50))
    monkeypatch.setattr(columns, "LIMIT", 2000)
    with pytest.raises(DamagedRecord):
        unpacked(blob)


def test_a_header_that_speaks_of_more_than_there_is_takes_no_memory() -> None:
    blob = packed(example.payments(50))
    huge = npy(np.zeros(3, dtype=np.int32)).replace(b"(3,)", b"(9999999999999,)")
    # The header keeps its length: numpy pads it with spaces.
    huge = huge.replace(b" " * 13, b"", 1)
    with pytest.raises(DamagedRecord):
        unpacked(repacked(blob, **{"2_array": huge}))


@pytest.mark.parametrize(
    "column",
    [
        np.array([object()], dtype=object),
        np.zeros((5, 10), dtype=np.int32),
        np.array([(1, 2)], dtype=[("a", "i4"), ("b", "i4")]),
        np.full(50, 10**6, dtype=np.int32),
        np.full(50, -1, dtype=np.int32),
        np.zeros(49, dtype=np.int32),
        np.array(["2024-01-01"] * 50, dtype="datetime64[D]"),
    ],
    ids=["objects", "two axes", "records", "beyond the customers", "below them", "too short", "days for numbers"],
)
def test_a_column_that_does_not_fit_is_refused(column: np.ndarray) -> None:
    blob = packed(example.payments(50))
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        record = json.loads(archive.read("record.json"))
    at = record["rows"]["customer"]["at"]
    with pytest.raises(DamagedRecord):
        unpacked(repacked(blob, **{f"{at}_array": npy(column)}))


@pytest.mark.parametrize("record", [b"[]", b"3", b"{", b'{"": "Dataset"}', b"[" * 100_000, b'{"": "Popen"}'])
def test_a_record_that_is_no_dataset_is_refused(record: bytes) -> None:
    with pytest.raises(DamagedRecord):
        unpacked(repacked(packed(example.payments(50)), record_json=record))


def test_lengths_that_wrap_around_are_refused() -> None:
    blob = packed(example.payments(50))
    lengths = np.array([2**62, 2**62, 2**62, 2**62, 40], dtype=np.int64)
    with pytest.raises(DamagedRecord):
        unpacked(repacked(blob, **{"0_lengths": npy(lengths)}))
