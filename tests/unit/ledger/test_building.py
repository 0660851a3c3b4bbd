from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from churndesk.ledger import SnapshotLedger, build
from churndesk.ledger.policy import Policy
from churndesk.words import NotPossible
from tests.unit.tables import snapshot, stays


def test_the_as_of_day_is_the_last_that_the_data_covers() -> None:
    dataset = stays([{"customer": "A", "start": "2024-01-05", "end": "2024-06-01"}], latest="2024-08-01")
    assert build(dataset, Policy()).as_of == date(2024, 8, 1)
    assert build(dataset, Policy(), date(2024, 3, 1)).as_of == date(2024, 3, 1)
    assert build(replace(dataset, latest=None), Policy()).as_of == date(2024, 6, 1)


def test_no_day_at_all_is_refused() -> None:
    dataset = replace(stays([{"customer": "A", "start": None}]), latest=None)
    with pytest.raises(NotPossible):
        build(dataset, Policy())


def test_a_snapshot_has_no_days() -> None:
    ledger = build(snapshot([(True, 1.0, "m")]), Policy())
    assert isinstance(ledger, SnapshotLedger)
    assert (ledger.kind, ledger.as_of) == ("snapshot", None)


def test_an_empty_table_has_no_spells() -> None:
    ledger = build(stays([]), Policy())
    assert ledger.kind == "spells"
    assert len(ledger.spells) == 0
