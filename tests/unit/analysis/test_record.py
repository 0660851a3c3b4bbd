from __future__ import annotations

from datetime import date

import pytest

from churndesk.analysis.record import record_of
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.words import Language
from tests.unit.tables import payments, snapshot, stays

ROWS = [
    {"customer": "A", "start": "2024-01-05", "end": "2024-02-01", "amount": 10.0},
    {"customer": "A", "start": "2024-03-01", "end": "2025-06-01", "amount": 20.0},
    {"customer": "A", "start": "2024-06-01", "amount": 5.0},
    {"customer": "B", "start": "2024-01-01", "end": "2024-01-31", "amount": 10.0, "trial": True},
]


def test_stays_and_what_they_brought() -> None:
    record = record_of(build(stays(ROWS), Policy()), 0, "EUR")
    assert [(stay.start, stay.end, stay.days) for stay in record.stays] == [
        (date(2024, 1, 5), date(2024, 2, 1), 27),
        (date(2024, 3, 1), None, 306),
    ]
    assert [(step.day.isoformat(), step.amount) for step in record.steps] == [
        ("2024-01-05", 10.0), ("2024-02-01", 0.0), ("2024-03-01", 20.0), ("2024-06-01", 25.0),
    ]  # fmt: skip
    assert record.origins.number.tolist() == [2, 3, 4]
    assert "here again since Mar 1, 2024: 2 stays, 333 days" in Language().say(record.sentence)


def test_an_end_after_the_last_day_is_planned() -> None:
    record = record_of(build(stays(ROWS[:2]), Policy()), 0)
    assert record.stays[-1].planned == date(2025, 6, 1)


def test_a_row_that_the_rules_leave_out_is_there_and_says_so() -> None:
    record = record_of(build(stays(ROWS), Policy()), 1)
    assert [entry.counted for entry in record.entries] == [False]
    assert record.stays == ()
    assert "no count" in Language().say(record.sentence)


def test_a_log_lists_every_payment() -> None:
    log = payments(
        [("A", "2024-01-01", 30.0), ("A", "2024-01-11", -30.0), ("A", "2024-03-01", 10.0)], latest="2024-03-31"
    )
    record = record_of(build(log, Policy(inactivity_days=30)), 0)
    assert [Language().say(entry.text) for entry in record.entries] == ["Payment", "Refund", "Payment"]
    assert [(step.day.isoformat(), round(step.amount, 2)) for step in record.steps][:2] == [
        ("2024-01-01", 30.42), ("2024-01-11", 0.0),
    ]  # fmt: skip
    assert record.stays[-1].end == date(2024, 3, 31)


@pytest.mark.parametrize(("customer", "said"), [(0, "Lost"), (1, "Still here")])
def test_a_snapshot_has_one_row_a_customer(customer: int, said: str) -> None:
    record = record_of(build(snapshot([(True, 10.0, "m"), (False, 20.0, "y")]), Policy()), customer)
    [entry] = record.entries
    assert Language().say(entry.text) == said
