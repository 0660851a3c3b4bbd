from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from churndesk.ledger import SpellLedger, build
from churndesk.ledger.days import FOREVER, date_of, number_of
from churndesk.ledger.policy import Policy
from churndesk.words import Language
from tests.unit.tables import stays


def ledger_of(*rows: dict[str, Any], as_of: str = "2024-12-31", **rules: Any) -> SpellLedger:
    ledger = build(stays([{"customer": "A", **row} for row in rows]), Policy(**rules), date.fromisoformat(as_of))
    assert isinstance(ledger, SpellLedger)
    return ledger


def spells(ledger: SpellLedger) -> list[tuple[str, str]]:
    def text(day: int) -> str:
        return "open" if day >= FOREVER else date_of(day).isoformat()

    return [(text(a), text(b)) for a, b in zip(ledger.spells.start, ledger.spells.end, strict=True)]


def amounts(ledger: SpellLedger, *days: str) -> list[float]:
    return [float(ledger.amounts_at(number_of(date.fromisoformat(day)))[0]) for day in days]


@pytest.mark.parametrize(
    ("rules", "end"),
    [
        ({}, "2024-03-31"),
        ({"end_is": "last_paid_day"}, "2024-04-01"),
        ({"counts": "asked"}, "2024-03-05"),
        ({"grace_days": 5}, "2024-04-05"),
        ({"end_is": "last_paid_day", "grace_days": 5, "counts": "asked"}, "2024-03-10"),
    ],
)
def test_when_a_stay_ends(rules: dict[str, Any], end: str) -> None:
    ledger = ledger_of({"start": "2024-01-01", "end": "2024-03-31", "asked": "2024-03-05"}, **rules)
    assert spells(ledger) == [("2024-01-01", end)]


def test_an_asked_cancellation_without_an_end_counts_only_when_the_policy_says_so() -> None:
    row = {"start": "2024-01-01", "asked": "2024-03-05"}
    assert spells(ledger_of(row)) == [("2024-01-01", "open")]
    assert spells(ledger_of(row, counts="asked")) == [("2024-01-01", "2024-03-05")]


def test_a_failed_payment_has_its_own_grace() -> None:
    row = {"start": "2024-01-01", "end": "2024-03-01", "failed": True, "amount": 8.0}
    ledger = ledger_of(row, grace_days=3)
    assert spells(ledger) == [("2024-01-01", "2024-03-31")]
    assert amounts(ledger, "2024-03-30", "2024-03-31") == [8, 0]
    assert spells(ledger_of(row, failed_grace_days=0)) == [("2024-01-01", "2024-03-01")]


@pytest.mark.parametrize(
    ("gap", "join", "count"), [(0, 0, 1), (1, 0, 2), (1, 1, 1), (2, 1, 2), (30, 30, 1), (31, 30, 2)]
)
def test_gaps_are_joined_up_to_the_days_of_the_policy(gap: int, join: int, count: int) -> None:
    second = date_of(number_of(date(2024, 2, 10)) + gap).isoformat()
    ledger = ledger_of({"start": "2024-01-01", "end": "2024-02-10"}, {"start": second}, join_gap_days=join)
    assert len(ledger.spells) == count


def test_a_joined_gap_is_filled_with_what_ended_last() -> None:
    ledger = ledger_of(
        {"start": "2024-01-01", "end": "2024-02-10", "amount": 10.0},
        {"start": "2024-01-01", "end": "2024-02-05", "amount": 3.0},
        {"start": "2024-02-15", "amount": 20.0},
        join_gap_days=5,
    )
    assert spells(ledger) == [("2024-01-01", "open")]
    assert amounts(ledger, "2024-02-01", "2024-02-09", "2024-02-14", "2024-02-15") == [13, 10, 10, 20]


def test_overlapping_stays_are_one_and_add_up() -> None:
    ledger = ledger_of(
        {"start": "2024-01-01", "end": "2024-06-01", "amount": 10.0},
        {"start": "2024-02-01", "end": "2024-03-01", "amount": 5.0},
        {"start": "2024-05-01", "end": "2024-07-01", "amount": 1.0},
        join_gap_days=0,
    )
    assert spells(ledger) == [("2024-01-01", "2024-07-01")]
    assert amounts(ledger, "2024-01-31", "2024-02-29", "2024-03-01", "2024-05-31", "2024-06-30") == [10, 15, 10, 11, 1]


def test_a_stay_that_begins_during_grace_takes_its_place() -> None:
    ledger = ledger_of(
        {"start": "2024-01-01", "end": "2024-03-01", "amount": 10.0, "failed": True},
        {"start": "2024-03-10", "end": "2024-03-20", "amount": 12.0},
    )
    assert spells(ledger) == [("2024-01-01", "2024-03-20")]
    assert amounts(ledger, "2024-03-09", "2024-03-10", "2024-03-20") == [10, 12, 0]


def test_a_stay_of_no_length_is_left_out_and_makes_no_return() -> None:
    ledger = ledger_of({"start": "2024-01-05", "end": "2024-01-05"}, {"start": "2024-04-01"})
    assert spells(ledger) == [("2024-04-01", "open")]
    assert date_of(int(ledger.first_start[0])) == date(2024, 4, 1)
    assert "ended on the day it started" in Language("en").say(ledger.notes[0])
    assert spells(ledger_of({"start": "2024-01-05", "end": "2024-01-05"}, end_is="last_paid_day")) == [
        ("2024-01-05", "2024-01-06")
    ]


@pytest.mark.parametrize(
    ("row", "rule"),
    [({"trial": True}, "trials"), ({"amount": 0.0}, "zero_price")],
)
def test_trials_and_stays_for_nothing_count_only_where_the_policy_says_so(row: dict[str, Any], rule: str) -> None:
    out = ledger_of({"start": "2024-01-05", **row})
    assert spells(out) == []
    assert len(out.notes) == 1
    assert out.first_day is None
    assert len(ledger_of({"start": "2024-01-05", **row}, **{rule: "include"}).spells) == 1


def test_an_unknown_amount_is_no_price_of_zero() -> None:
    ledger = ledger_of({"start": "2024-01-05"}, {"start": "2024-01-05", "amount": 4.0})
    assert amounts(ledger, "2024-01-31") == [4]
    assert any("no amount" in Language("en").say(note) for note in ledger.notes)


def test_a_stay_on_hold_is_here_or_gone_on_the_last_day_of_the_data() -> None:
    row = {"start": "2024-01-05", "paused": True}
    assert spells(ledger_of(row, as_of="2024-03-15")) == [("2024-01-05", "open")]
    gone = ledger_of(row, as_of="2024-03-15", paused="gone", grace_days=9)
    assert spells(gone) == [("2024-01-05", "2024-03-15")]
    assert not gone.active_at(number_of(date(2024, 3, 15)))[0]


def test_what_is_scheduled_after_the_last_day_is_not_counted_yet() -> None:
    ledger = ledger_of(
        {"start": "2024-01-05", "end": "2024-06-01"}, {"customer": "B", "start": "2024-05-01"}, as_of="2024-03-15"
    )
    assert len(ledger.spells) == 1
    assert ledger.active_at(number_of(date(2024, 3, 15))).tolist() == [True, False]
    said = [Language("en").say(note) for note in ledger.notes]
    assert any("starts after the last day" in sentence for sentence in said)
    assert any("cancellation lies after" in sentence for sentence in said)


def test_each_spell_leads_back_to_its_first_and_last_row() -> None:
    ledger = ledger_of(
        {"start": "2024-02-01", "end": "2024-03-01"},
        {"start": "2024-01-01", "end": "2024-02-20"},
        {"start": "2024-06-01"},
    )
    assert ledger.spells.first_row.tolist() == [1, 2]
    assert ledger.spells.last_row.tolist() == [0, 2]
