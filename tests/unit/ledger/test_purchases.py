from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from churndesk.ledger import SpellLedger, build
from churndesk.ledger.dataset import Category, Customers, Dataset, PaymentRows
from churndesk.ledger.days import date_of, number_of
from churndesk.ledger.policy import Policy
from churndesk.words import Language
from tests.unit.tables import payments


def ledger_of(*rows: tuple[str, str, float], limit: int | None = 30, as_of: str | None = None) -> SpellLedger:
    ledger = build(payments(rows), Policy(inactivity_days=limit), date.fromisoformat(as_of) if as_of else None)
    assert isinstance(ledger, SpellLedger)
    return ledger


def spells(ledger: SpellLedger) -> list[tuple[str, str]]:
    ends = zip(ledger.spells.start, ledger.spells.end, strict=True)
    return [(date_of(start).isoformat(), date_of(end).isoformat()) for start, end in ends]


@pytest.mark.parametrize(("second", "count"), [("2024-01-30", 1), ("2024-01-31", 1), ("2024-02-01", 2)])
def test_a_purchase_on_the_last_possible_day_continues_the_stay(second: str, count: int) -> None:
    ledger = ledger_of(("A", "2024-01-01", 5.0), ("A", second, 5.0))
    assert len(ledger.spells) == count


def test_a_purchase_keeps_a_customer_for_the_limit() -> None:
    ledger = ledger_of(("A", "2024-01-01", 5.0), as_of="2024-03-01")
    assert spells(ledger) == [("2024-01-01", "2024-01-31")]
    assert ledger.active_at(number_of(date(2024, 1, 30)))[0]
    assert not ledger.active_at(number_of(date(2024, 1, 31)))[0]


def test_a_purchase_of_nothing_keeps_a_customer_and_a_refund_does_not() -> None:
    ledger = ledger_of(("A", "2024-01-01", 5.0), ("A", "2024-01-20", 0.0), ("A", "2024-02-10", -5.0))
    assert spells(ledger) == [("2024-01-01", "2024-02-19")]


def test_a_refund_reduces_the_run_rate_and_never_below_zero() -> None:
    ledger = ledger_of(("A", "2024-01-01", 12.0), ("A", "2024-01-10", -2.0), ("A", "2024-01-20", -30.0))
    rates = [float(ledger.amounts_at(number_of(date(2024, 1, day)))[0]) for day in (5, 12, 25)]
    assert rates == pytest.approx([12 * 365 / 12 / 30, 10 * 365 / 12 / 30, 0])
    assert ledger.balances_at(number_of(date(2024, 1, 25)))[0] == pytest.approx(-20 * 365 / 12 / 30)


def test_purchases_after_the_last_day_are_not_counted() -> None:
    ledger = ledger_of(("A", "2024-01-01", 5.0), ("A", "2024-01-20", 5.0), as_of="2024-01-10")
    assert spells(ledger) == [("2024-01-01", "2024-01-31")]
    assert "dated after" in Language("en").say(ledger.notes[0])


def test_without_a_limit_it_is_proposed_and_stated() -> None:
    ledger = ledger_of(("A", "2024-01-01", 5.0), limit=None)
    assert ledger.policy.inactivity_days == 90
    assert "too few repeat purchases" in Language("en").say(ledger.notes[0])


def test_nothing_but_refunds_is_no_customer() -> None:
    ledger = ledger_of(("A", "2024-01-01", -5.0))
    assert ledger.first_day is None


def test_a_log_without_amounts_still_has_segments() -> None:
    rows = PaymentRows(
        customer=np.array([0, 1], dtype=np.int32),
        day=np.array(["2024-01-05", "2024-01-06"], dtype="datetime64[D]"),
        amount=np.array([np.nan, np.nan]),
        kind=np.zeros(2, dtype=np.int8),
        source=np.zeros(2, dtype=np.int32),
        row=np.array([2, 3], dtype=np.int32),
        categories=(Category("City", ("Gdańsk", "Łódź"), np.array([1, 0], dtype=np.int32)),),
    )
    ids = np.array(["a", "b"], dtype=object)
    dataset = Dataset("payments", Customers(ids), rows, (), latest=date(2024, 1, 31), has_amount=False)
    ledger = build(dataset, Policy(inactivity_days=90))
    assert isinstance(ledger, SpellLedger)
    assert ledger.segments_at(number_of(date(2024, 1, 31)), rows.categories[0]).tolist() == [1, 0]
