from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from churndesk import metrics
from churndesk.ledger import CountLedger, build
from churndesk.ledger.policy import Policy
from churndesk.words import Language
from tests.unit.tables import summary

MONTHS = ["2024-01-01", "2024-02-01", "2024-03-01"]
nan = float("nan")


def ledger_of(by: str, starts: list[str], as_of: date | None = None, **columns: list[float]) -> CountLedger:
    ledger = build(summary(by, starts, **columns), Policy(), as_of)
    assert isinstance(ledger, CountLedger)
    return ledger


@pytest.mark.parametrize("missing", ["opening", "new", "lost", "closing"])
def test_the_one_number_of_four_that_is_missing_is_computed(missing: str) -> None:
    columns: dict[str, list[float]] = {"opening": [100], "new": [10], "lost": [4], "closing": [106]}
    expected = columns.pop(missing)
    ledger = ledger_of("month", MONTHS[:1], **columns)
    assert list(ledger.columns[missing]) == expected


def test_a_missing_opening_is_the_closing_before_where_the_rows_follow_each_other() -> None:
    ledger = ledger_of("month", ["2024-03-01", "2024-01-01", "2024-02-01", "2024-05-01"], closing=[130, 100, 120, 150])
    assert np.array_equal(ledger.columns["opening"], [nan, 100, 120, nan], equal_nan=True)


def test_the_as_of_day_is_the_end_of_the_last_row() -> None:
    assert ledger_of("quarter", ["2024-01-01", "2024-04-01"], closing=[1, 2]).as_of == date(2024, 6, 30)
    early = ledger_of("month", MONTHS, date(2024, 2, 10), closing=[1, 2, 3])
    assert len(early.start) == 2
    assert "lies after" in Language("en").say(early.notes[1])
    assert [period.complete for period in metrics.periods_of(early, "month")] == [True, False]
