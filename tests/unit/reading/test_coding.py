from __future__ import annotations

import numpy as np
import pytest

from churndesk.progress import silent
from churndesk.reading import coding, delimited
from churndesk.reading.grammar import Grammar

LONG = "a long cell that says a good deal " * 20


def coded(cells: list[str], by_hand: dict[int, str] | None = None) -> tuple[list[object], list[int]]:
    written = [cell.replace('"', '""').encode() for cell in cells]
    lengths = np.array([len(cell) for cell in written], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    place = coding.Cells(b"".join(written) + bytes(8), starts, lengths, '"')
    values, codes = coding.coded(place, by_hand or {}, silent)
    return values.tolist(), codes.tolist()


def test_values_in_order_of_appearance() -> None:
    assert coded(["b", "a", "", "b", "12345678", "123456789"]) == (
        ["b", "a", "12345678", "123456789"],
        [0, 1, -1, 0, 2, 3],
    )


def test_cells_that_differ_in_one_place_are_two() -> None:
    cells = [LONG, LONG + "x", LONG[:-1] + "y", "y" + LONG[1:], LONG[:100], LONG[:256], LONG[:257]]
    values, codes = coded(cells + cells)
    assert values == cells
    assert codes == [*range(7), *range(7)]


def test_doubled_quotes_and_other_letters() -> None:
    assert coded(['5" pipe', "Łódź", "東京", '""']) == (['5" pipe', "Łódź", "東京", '""'], [0, 1, 2, 3])


def test_cells_parsed_by_hand_share_the_values() -> None:
    assert coded(["a", "junk", "b", "junk"], {1: "b", 3: 'new "one"'}) == (["a", "b", 'new "one"'], [0, 1, 1, 2])


def test_random_cells_against_a_plain_dictionary() -> None:
    chance = np.random.default_rng(7)
    cells = ["".join(chance.choice(list("ab,ż \n"), chance.integers(0, 20))) for _ in range(3000)]
    values, codes = coded(cells)
    assert [values[code] if code >= 0 else "" for code in codes] == cells
    assert len(set(values)) == len(values)


def test_equal_hashes_of_different_cells_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(data: bytes, starts: coding.Places, lengths: coding.Places) -> tuple[coding.Hashes, coding.Hashes]:
        return np.zeros(len(starts), dtype=np.uint64), np.arange(len(starts), dtype=np.uint64)

    monkeypatch.setattr(coding, "_hashes", blind)
    with pytest.raises(coding.Collision):
        coded(["a", "b"] * 50)
    found = delimited.grid(b"a,b\n" * 50 + b"c,d\n" * 50, Grammar(","))
    assert found.record(70) == ("c", "d")
