from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from churndesk.ledger.dataset import PaymentRows
from churndesk.ledger.days import FOREVER
from churndesk.ledger.ordering import in_order, payments_of, purchases_of
from tests.unit.tables import payments

KEYS = st.lists(st.tuples(st.integers(0, 2**31 - 1), st.integers(-800_000, 3_000_000)), min_size=1, max_size=40)


@given(KEYS)
def test_several_keys_sort_as_one_number(keys: list[tuple[int, int]]) -> None:
    customer, day = (np.array(column) for column in zip(*keys, strict=True))
    place, (customers, days) = in_order(customer, day)
    assert place.tolist() == np.lexsort((day, customer)).tolist()
    assert (customers.tolist(), days.tolist()) == (customer[place].tolist(), day[place].tolist())


def test_keys_too_wide_for_one_number_are_sorted_all_the_same() -> None:
    wide = np.array([2**31 - 1, 0, -(2**31), 0])
    place, keys = in_order(wide, wide[::-1].copy())
    assert place.tolist() == np.lexsort((wide[::-1], wide)).tolist()
    assert keys[0].tolist() == sorted(wide.tolist())


def test_nothing_is_in_order() -> None:
    place, keys = in_order(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64))
    assert [part.tolist() for part in (place, *keys)] == [[], [], []]


def test_gaps_are_those_of_one_customer() -> None:
    rows = payments(
        [("B", "2024-01-05", 1.0), ("A", "2024-01-09", 1.0), ("A", "2024-01-02", 1.0), ("B", "2024-01-05", 2.0)]
    )
    assert isinstance(rows.rows, PaymentRows)
    bought = purchases_of(rows.rows)
    assert bought.row.tolist() == [2, 1, 0, 3]
    assert bought.gap.tolist() == [FOREVER, 7, FOREVER, 0]
    assert purchases_of(rows.rows) is bought


def test_payments_up_to_a_day() -> None:
    rows = payments([("A", "2024-01-09", 1.0), ("A", "2024-01-02", -3.0), ("B", "2024-02-01", float("nan"))])
    assert isinstance(rows.rows, PaymentRows)
    paid = payments_of(rows.rows)
    assert paid.amount.tolist() == [-3.0, 1.0, 0.0]
    assert paid.until(int(paid.day[1])).row.tolist() == [1, 0]
    assert paid.until(int(paid.day[-1])) is paid
