from __future__ import annotations

import pickle
from datetime import date, datetime

from churndesk.reading.table import CellError
from churndesk.reading.typed_cells import TypedCoder


def coded(*pieces: list[object]) -> tuple[list[object], list[int]]:
    coder = TypedCoder()
    for piece in pieces:
        coder.add(piece)
    column = pickle.loads(pickle.dumps(coder.finish()))  # as it comes from the other process
    values, codes = column.coded()
    return values.tolist(), codes.tolist()


def test_values_in_order_of_appearance_over_several_pieces() -> None:
    assert coded(["b", "a", "b"], ["a", "c"]) == (["b", "a", "c"], [0, 1, 0, 1, 2])


def test_nothing_is_empty() -> None:
    assert coded(["", None, "x", ""]) == (["x"], [-1, -1, 0, -1])
    assert coded([]) == ([], [])


def test_whole_numbers_are_ints_and_equal_ones_are_one_value() -> None:
    values, codes = coded([5.0, 5, 2.5])
    assert (values, codes) == ([5, 2.5], [0, 0, 1])
    assert [type(value) for value in values] == [int, float]


def test_true_is_not_one_and_an_error_is_not_its_text() -> None:
    values, codes = coded([1.0, True], ["#N/A", CellError("#N/A")])
    assert codes == [0, 1, 2, 3]
    assert [type(value) for value in values] == [int, bool, str, CellError]


def test_a_day_is_not_its_midnight() -> None:
    assert coded([date(2024, 1, 5), datetime(2024, 1, 5)])[1] == [0, 1]  # noqa: DTZ001  (sheets know no zones)
