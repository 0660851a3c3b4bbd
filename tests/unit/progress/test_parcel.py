from __future__ import annotations

import numpy as np

from churndesk.progress.parcel import SLICE, Post


def sent(value: object, sender: Post, taker: Post) -> tuple[object, int]:
    """The value as it arrives, and the bytes that travelled."""
    pieces = [bytes(piece) for piece in sender.pack(value)]
    return taker.unpack(iter(pieces)), sum(map(len, pieces))


def test_large_arrays_travel_in_slices() -> None:
    texts = np.array([f"customer {number}" for number in range(SLICE + 5)], dtype=object)
    days = np.arange(SLICE + 5).astype("datetime64[D]")
    pieces = [bytes(piece) for piece in Post(keeps=False).pack({"texts": texts, "days": days, "few": np.array(["ä"])})]
    assert max(map(len, pieces)) < 600_000
    back = Post(keeps=True).unpack(iter(pieces))
    assert back["texts"].tolist() == texts.tolist()
    assert (back["days"] == days).all()
    assert back["few"].tolist() == ["ä"]


def test_an_array_that_stands_twice_travels_once() -> None:
    numbers = np.arange(SLICE)
    (first, second), length = sent((numbers, numbers), Post(keeps=False), Post(keeps=True))
    assert first is second
    assert numbers.nbytes < length < 1.1 * numbers.nbytes


def test_both_ends_remember_what_travelled() -> None:
    here, there = Post(keeps=False), Post(keeps=True)
    numbers = np.arange(SLICE)
    far, length = sent(numbers, here, there)
    assert length > numbers.nbytes
    again, length = sent(numbers, here, there)
    assert again is far
    assert length < 1000
    back, length = sent(far, there, here)
    assert back is numbers
    assert length < 1000


def test_what_is_let_go_here_is_let_go_there() -> None:
    here, there = Post(keeps=False), Post(keeps=True)
    numbers = np.arange(SLICE)
    far, _length = sent(numbers, here, there)
    here.answered()
    del numbers
    assert not here.settled
    sent(None, here, there)
    assert here.settled
    back, length = sent(far, there, here)
    assert back is not far
    assert length > SLICE


def test_nothing_goes_while_it_is_worked_on() -> None:
    here, there = Post(keeps=False), Post(keeps=True)
    numbers = np.arange(SLICE)
    far, _length = sent(numbers, here, there)
    sent("some work", here, there)
    del numbers
    back, length = sent(far, there, here)
    assert isinstance(back, np.ndarray)
    assert back.tolist() == list(range(SLICE))
    assert length < 1000


def test_the_columns_of_a_wide_table_travel_in_groups_and_once() -> None:
    here, there = Post(keeps=True), Post(keeps=False)
    columns = [np.array([f"{column}-{row}" for row in range(100)], dtype=object) for column in range(1000)]
    columns[7] = np.arange(SLICE)
    pieces = [bytes(piece) for piece in here.pack(columns)]
    assert len(pieces) < 12
    far = there.unpack(iter(pieces))
    assert all((one == other).all() for one, other in zip(columns, far, strict=True))
    back = [bytes(piece) for piece in there.pack(far)]
    assert len(back) == 2
    again = here.unpack(iter(back))
    assert all(one is other for one, other in zip(columns, again, strict=True))
