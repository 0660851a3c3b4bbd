from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings

from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics.early_loss import EarlyLoss, early_loss
from churndesk.metrics.result import Undefined
from churndesk.metrics.wilson import wilson
from tests.unit.metrics import slow_time
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import payments, snapshot, stays, summary

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset


def of(rows: list[dict[str, Any]], as_of: str) -> EarlyLoss:
    found = early_loss(build(stays(rows), Policy(), date.fromisoformat(as_of)))
    assert isinstance(found, EarlyLoss)
    return found


def scipy_fisher(table: list[list[int]]) -> float:
    return float(scipy.stats.fisher_exact(table).pvalue)


@settings(max_examples=100)
@given(TABLES, AS_OF)
def test_agrees_with_loops_over_customers_and_days(rows: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, lives = built(rows, as_of)
    known = slow_time.first_stays(lives, as_of)
    found = early_loss(ledger)
    if not known:
        assert isinstance(found, Undefined)
        return
    assert isinstance(found, EarlyLoss)
    curve = slow_time.kaplan_meier(known)
    for time, loss in zip((30, 60, 90), found.losses, strict=True):
        share = curve[max(day for day in curve if day <= time)]
        if max(curve) < time and share > 0:
            assert loss.undefined is not None
        else:
            assert loss.value == pytest.approx(1 - float(share), abs=1e-12)
    past = [(days - 90, left) for days, left in known if days > 90]
    followed, left = sum(days for days, _ in past), sum(left for _, left in past)
    if followed >= 90:
        assert found.later.value == pytest.approx(1 - (1 - left / followed) ** 90)
    else:
        assert found.later.undefined is not None


def test_who_is_too_young_to_tell_does_not_count_as_kept() -> None:
    """One of 10 leaves on day 20, one is followed for 25 days only; of the 8 others one leaves on day 40."""
    rows = [{"customer": f"c{n}", "start": "2024-01-01"} for n in range(7)]
    rows += [
        {"customer": "x", "start": "2024-01-01", "end": "2024-01-21"},
        {"customer": "y", "start": "2024-01-01", "end": "2024-02-10"},
        {"customer": "z", "start": "2024-03-12"},
    ]
    found = of(rows, "2024-04-06")
    assert [loss.value for loss in found.losses] == pytest.approx([0.1, 1 - 0.9 * 7 / 8, 1 - 0.9 * 7 / 8])
    for loss in found.losses:
        assert loss.low is not None
        assert loss.value is not None
        assert loss.high is not None
        assert loss.low < loss.value < loss.high


def test_the_later_rate_counts_the_days_that_were_followed() -> None:
    rows = [{"customer": "a", "start": "2023-01-01", "end": "2023-10-28"}]  # 300 days: 210 after the first 90
    rows += [{"customer": f"c{n}", "start": "2023-01-01"} for n in range(4)]  # 364 days: 274 after the first 90
    found = of(rows, "2023-12-31")
    expected = 1 - (1 - 1 / (210 + 4 * 274)) ** 90
    assert found.later.value == pytest.approx(expected)
    assert found.later.low is not None
    assert found.later.low < expected
    assert found.ratio == 0


def test_the_ratio_is_of_the_first_90_days_to_90_later_ones() -> None:
    rows = [{"customer": f"e{n}", "start": "2023-01-01", "end": "2023-02-01"} for n in range(5)]
    rows += [{"customer": f"l{n}", "start": "2023-01-01"} for n in range(5)]
    assert of(rows, "2023-12-31").ratio is None  # nobody left later
    rows.append({"customer": "late", "start": "2023-01-01", "end": "2023-08-01"})
    found = of(rows, "2023-12-31")
    assert found.losses[-1].value == pytest.approx(5 / 11)
    assert found.ratio is not None
    assert found.ratio > 1.5


def test_nothing_is_said_before_anybody_was_followed_for_so_long() -> None:
    found = of([{"customer": "a", "start": "2024-01-01"}], "2024-02-15")
    assert [loss.undefined.code if loss.undefined else None for loss in found.losses] == [None, *["not-followed"] * 2]
    assert found.later.undefined is not None
    assert found.later.undefined.code == "too-young"


def test_a_log_says_what_its_own_rule_hides() -> None:
    rows = [("a", "2023-01-01", 5.0), ("b", "2023-01-01", 5.0), ("b", "2023-06-01", 5.0)]
    found = early_loss(build(payments(rows, latest="2023-12-31"), Policy(inactivity_days=45)))
    assert isinstance(found, EarlyLoss)
    assert [bool(loss.notes) for loss in found.losses] == [True, False, False]
    assert [loss.value for loss in found.losses] == [0, 1, 1]


def test_a_snapshot_is_told_in_months() -> None:
    dataset = snapshot([(True, 1.0, "x"), (False, 1.0, "x"), (False, 1.0, "y"), (False, 1.0, "y")])
    rows = replace(dataset.rows, tenure=np.array([2.0, 10.0, 20.0, 30.0]), has_tenure=True)  # type: ignore[type-var]
    found = early_loss(build(replace(dataset, rows=rows), Policy()))
    assert isinstance(found, EarlyLoss)
    assert (found.unit, found.times) == ("months", (1, 2, 3))
    assert [loss.value for loss in found.losses] == [0, 0.25, 0.25]
    assert "month" in found.losses[0].sentence.text
    assert "month" in found.later.sentence.text


def test_a_young_snapshot_has_no_later_rate() -> None:
    dataset = snapshot([(True, 1.0, "x")])
    rows = replace(dataset.rows, tenure=np.array([2.0]), has_tenure=True)  # type: ignore[type-var]
    found = early_loss(build(replace(dataset, rows=rows), Policy()))
    assert isinstance(found, EarlyLoss)
    assert found.later.undefined is not None


def test_totals_have_none() -> None:
    assert isinstance(early_loss(build(summary("month", ["2024-01-01"], opening=[3.0]), Policy())), Undefined)


def test_no_loss_among_few_has_an_interval_and_no_verdict() -> None:
    """Of 6 nobody left within 90 days, two later: that says nothing of the first weeks."""
    rows = [{"customer": f"c{n}", "start": f"2023-0{n}-01"} for n in range(1, 5)]
    rows += [
        {"customer": "x", "start": "2023-02-01", "end": "2024-01-01"},
        {"customer": "y", "start": "2023-04-01", "end": "2024-03-05"},
    ]
    found = of(rows, "2024-03-05")
    for loss in found.losses:
        assert (loss.value, loss.low) == (0, 0)
        assert loss.high == pytest.approx(wilson(0, 6)[1])
    assert found.p is not None
    assert not found.different
    assert found.verdict is not None
    assert "can't be told from chance" in found.verdict.text


def test_everybody_lost_among_few_has_an_interval_too() -> None:
    found = of([{"customer": f"c{n}", "start": "2023-01-01", "end": "2023-01-11"} for n in range(3)], "2023-12-31")
    assert [(loss.value, loss.low) for loss in found.losses] == [(1, pytest.approx(wilson(3, 3)[0]))] * 3
    assert found.verdict is None


def test_the_verdict_says_what_fishers_test_on_the_followed_days_says() -> None:
    """20 of 40 leave on day 30; the others are followed to day 390, and one leaves then."""
    rows = [{"customer": f"e{n:02}", "start": "2023-01-01", "end": "2023-01-31"} for n in range(20)]
    rows += [{"customer": f"l{n:02}", "start": "2023-01-01"} for n in range(19)]
    rows += [{"customer": "z", "start": "2023-01-01", "end": "2024-01-26"}]
    found = of(rows, "2024-01-26")
    assert found.p == pytest.approx(scipy_fisher([[20, 20 * 30 + 20 * 90 - 20], [1, 20 * 300 - 1]]))
    assert found.different
    assert found.verdict is not None
    assert found.verdict.text.startswith("More is lost at the beginning")


def test_in_a_log_the_days_before_the_limit_are_no_chance_to_leave() -> None:
    """With a limit of 100 days nobody can be gone within 90: that isn't told as a merit."""
    rows = [(f"c{n:02}", "2022-01-01", 5.0) for n in range(30)]
    rows += [(f"c{n:02}", "2022-02-01", 5.0) for n in range(30)]
    found = early_loss(build(payments(rows, latest="2023-12-31"), Policy(inactivity_days=100)))
    assert isinstance(found, EarlyLoss)
    assert found.losses[-1].value == 0
    assert found.later.value
    assert found.verdict is None
