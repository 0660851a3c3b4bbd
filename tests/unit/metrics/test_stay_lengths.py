from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings

from churndesk.ledger import SnapshotLedger, SpellLedger, build
from churndesk.ledger.dataset import SnapshotRows
from churndesk.ledger.policy import Policy
from churndesk.metrics.logrank import GroupTest
from churndesk.metrics.result import Undefined
from churndesk.metrics.stay_lengths import GroupSurvival, Lengths, lengths, stay_survival, survival_by
from churndesk.metrics.survival import Survival
from churndesk.words import NotPossible
from tests.unit.metrics import slow_time
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import snapshot, stays, summary

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset


@settings(max_examples=150)
@given(TABLES, AS_OF)
def test_first_stays_agree_with_loops_over_customers_and_days(rows: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, lives = built(rows, as_of)
    found = lengths(ledger)
    assert isinstance(found, Lengths)
    assert list(zip(found.duration.tolist(), found.left.tolist(), strict=True)) == slow_time.first_stays(lives, as_of)


def ledger_of(rows: list[dict[str, object]], as_of: str) -> SpellLedger:
    ledger = build(stays(rows), Policy(), date.fromisoformat(as_of))
    assert isinstance(ledger, SpellLedger)
    return ledger


ROWS: list[dict[str, object]] = [
    {"customer": "A", "start": "2024-01-01", "end": "2024-01-11", "plan": "a", "amount": 5.0},
    {"customer": "A", "start": "2024-03-01", "plan": "b", "amount": 5.0},
    {"customer": "B", "start": "2024-01-01", "end": "2024-02-01", "plan": "a", "amount": 5.0},
    {"customer": "C", "start": "2024-01-02", "plan": "b", "amount": 5.0},
]


def test_only_the_first_stay_counts_and_an_end_after_the_as_of_day_is_none_yet() -> None:
    found = lengths(ledger_of(ROWS, "2024-01-31"))
    assert isinstance(found, Lengths)
    assert found.duration.tolist() == [10, 30, 29]
    assert found.left.tolist() == [True, False, False]
    found = lengths(ledger_of(ROWS, "2024-02-01"))
    assert isinstance(found, Lengths)
    assert found.left.tolist() == [True, True, False]


def test_groups_are_those_of_the_first_day() -> None:
    found = survival_by(ledger_of(ROWS, "2024-03-31"), "plan")
    assert isinstance(found, GroupSurvival)
    assert [(curve.group, curve.customers, curve.lost) for curve in found.curves] == [("a", 2, 2), ("b", 1, 0)]
    assert isinstance(found.test, GroupTest)


def test_a_segment_has_a_curve_of_its_own() -> None:
    found = stay_survival(ledger_of(ROWS, "2024-03-31"), ("plan", "a"))
    assert isinstance(found, Survival)
    assert (found.customers, found.median, found.unit) == (2, 10, "days")
    assert isinstance(stay_survival(ledger_of(ROWS, "2024-03-31"), ("plan", "no such plan")), Undefined)


def test_customers_without_a_value_are_a_group() -> None:
    rows = [*ROWS, {"customer": "D", "start": "2024-01-02", "amount": 5.0}]
    found = survival_by(ledger_of(rows, "2024-03-31"), "plan")
    assert isinstance(found, GroupSurvival)
    assert sorted(str(curve.group) for curve in found.curves) == ["", "a", "b"]


@pytest.mark.parametrize("dataset", [stays(ROWS), snapshot([(True, 1.0, "x")])])
def test_an_unknown_column_is_refused_with_a_sentence(dataset: Dataset) -> None:
    with pytest.raises(NotPossible):
        survival_by(_with_tenure(dataset, [1.0]), "no such column")


def _with_tenure(dataset: Dataset, tenure: list[float]) -> SnapshotLedger | SpellLedger:
    rows = dataset.rows
    if isinstance(rows, SnapshotRows):
        dataset = replace(dataset, rows=replace(rows, tenure=np.array(tenure), has_tenure=True))
    ledger = build(dataset, Policy())
    assert isinstance(ledger, SnapshotLedger | SpellLedger)
    return ledger


def test_a_snapshot_takes_its_tenure_and_leaves_out_what_has_none() -> None:
    dataset = snapshot([(True, 1.0, "x"), (False, 1.0, "x"), (True, 1.0, "y"), (False, 1.0, "y")])
    ledger = _with_tenure(dataset, [3.0, float("nan"), 5.0, -1.0])
    found = stay_survival(ledger)
    assert isinstance(found, Survival)
    assert (found.unit, found.time.tolist(), found.share.tolist()) == ("months", [0, 3, 5], [1, 0.5, 0])
    groups = survival_by(ledger, "contract")
    assert isinstance(groups, GroupSurvival)
    assert [(curve.group, curve.median) for curve in groups.curves] == [("x", 3), ("y", 5)]


def test_tables_without_lengths_have_no_curve() -> None:
    for dataset in (summary("month", ["2024-01-01"], opening=[3.0]), snapshot([(True, 1.0, "a")])):
        found = survival_by(build(dataset, Policy()), "plan")
        assert isinstance(found, Undefined)
        assert found.code == "no-lengths"


def test_a_ledger_without_customers_has_no_curve() -> None:
    nobody = ledger_of([{"customer": "A", "start": "2024-01-01", "end": "2024-01-01"}], "2024-02-01")
    assert isinstance(survival_by(nobody, "plan"), Undefined)
    assert isinstance(stay_survival(nobody), Undefined)
