from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from churndesk import metrics
from churndesk.ledger import build
from churndesk.ledger.policy import Policy
from churndesk.metrics.periods import Period
from churndesk.metrics.result import Undefined
from churndesk.metrics.segment_churn import holm, last_year, segment_tables
from churndesk.words import message
from tests.unit import reference
from tests.unit.metrics.random_tables import AS_OF, TABLES, built
from tests.unit.tables import payments, snapshot, stays, summary

if TYPE_CHECKING:
    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Dataset
    from churndesk.metrics.segment_churn import SegmentTable


def tables(ledger: Ledger, periods: Any = ()) -> tuple[SegmentTable, ...]:
    found = segment_tables(ledger, periods)
    assert not isinstance(found, Undefined)
    return found


@settings(max_examples=60)
@given(TABLES, AS_OF)
def test_agrees_with_loops_over_customers_and_days(rows: tuple[Dataset, Policy], as_of: date) -> None:
    ledger, lives = built(rows, as_of)
    periods = metrics.periods_of(ledger, "month")
    for table in tables(ledger, periods):
        expected = {}
        for plan in ("a", "b", ""):
            counted = [reference.movement(lives, period.start, period.end, as_of, plan) for period in table.periods]
            opening = sum(len(one.who["opening"]) for one in counted)
            if opening:
                expected[plan] = (opening, sum(len(one.who["lost"]) for one in counted))
        assert {one.value: (one.opening, one.lost) for one in table.segments} == expected


def groups(counts: dict[str, tuple[int, int]]) -> tuple[SegmentTable, ...]:
    rows = [(n < lost, 1.0, value) for value, (customers, lost) in counts.items() for n in range(customers)]
    return tables(build(snapshot(rows), Policy()))


def test_each_value_is_held_against_all_others() -> None:
    (table,) = groups({"monthly": (40, 16), "yearly": (30, 3), "weekly": (20, 5)})
    assert [(one.value, one.opening, one.lost) for one in table.segments] == [
        ("monthly", 40, 16), ("yearly", 30, 3), ("weekly", 20, 5),
    ]  # fmt: skip
    first = table.segments[0]
    assert (first.rest_opening, first.rest_lost, first.rate, first.rest_rate) == (50, 8, 0.4, 8 / 50)
    assert first.p == pytest.approx(stats.fisher_exact([[16, 24], [8, 42]]).pvalue)
    assert (first.low, first.high) == metrics.wilson(16, 40)


def test_the_correction_leaves_less_than_the_single_tests_would() -> None:
    (table,) = groups({"monthly": (40, 16), "yearly": (30, 3), "weekly": (20, 5)})
    chances = [one.p or 1.0 for one in table.segments]
    assert [one.holm for one in table.segments] == pytest.approx(holm(chances))
    assert chances[1] < 0.05
    assert [one.different for one in table.segments] == [
        one.holm is not None and one.holm < 0.05 for one in table.segments
    ]
    assert (table.tests, table.by_chance) == (3, pytest.approx(0.15))
    assert len(table.notes) == 1


def test_two_values_are_one_test() -> None:
    (table,) = groups({"monthly": (40, 16), "yearly": (30, 3)})
    assert table.tests == 1
    assert table.notes == ()
    assert [one.holm for one in table.segments] == pytest.approx([one.p for one in table.segments])
    more, less = table.segments
    assert "more often" in more.sentence.text
    assert "less often" in less.sentence.text


def test_no_difference_is_claimed_that_chance_explains() -> None:
    (table,) = groups({"a": (10, 3), "b": (10, 2)})
    for one in table.segments:
        assert not one.different
        assert "chance alone" in one.sentence.text


def test_who_has_no_value_is_a_group_and_one_group_alone_is_compared_with_nobody() -> None:
    rows = [{"customer": "a", "start": "2024-01-01", "plan": "x"}, {"customer": "b", "start": "2024-02-20"}]
    ledger = build(stays(rows), Policy(), date(2024, 2, 29))
    (table,) = tables(ledger, metrics.periods_of(ledger, "month"))
    (only,) = table.segments
    assert (only.value, only.opening, only.rest_rate, only.p, only.different) == ("x", 1, None, None, False)
    assert "nobody to compare" in only.sentence.text
    assert table.tests == 0


def test_a_column_of_one_value_or_of_very_many_is_no_category() -> None:
    assert groups({"only": (10, 3)}) == ()
    assert groups({f"value {n:02}": (2, 1) for n in range(21)}) == ()
    assert len(groups({f"value {n:02}": (2, 1) for n in range(20)})) == 1


def test_only_the_headings_asked_for() -> None:
    ledger = build(snapshot([(True, 1.0, "x"), (False, 1.0, "y")]), Policy())
    assert segment_tables(ledger, headings=["other"]) == ()
    found = segment_tables(ledger, headings=["contract"])
    assert not isinstance(found, Undefined)
    assert [table.heading for table in found] == ["contract"]


def test_months_that_a_log_does_not_reach_back_for_are_left_out() -> None:
    rows = [(who, f"2024-{month:02}-01", 5.0, plan) for month in range(1, 7) for who, plan in (("a", "x"), ("b", "y"))]
    ledger = build(payments(rows, latest="2024-06-30"), Policy(inactivity_days=60))
    (table,) = tables(ledger, metrics.periods_of(ledger, "month"))
    assert [period.start.month for period in table.periods] == [3, 4, 5, 6]  # 1 January + 60 days is 1 March
    assert "approximate" in table.notes[-1].text


def test_totals_have_no_segments() -> None:
    assert isinstance(segment_tables(build(summary("month", ["2024-01-01"], opening=[3.0]), Policy())), Undefined)


def test_the_last_year_is_twelve_months_four_quarters_or_one_year() -> None:
    for by, count in (("month", 12), ("quarter", 4), ("year", 1), ("week", 52)):
        periods = [Period(date(2020, 1, 1), date(2020, 1, 31), by) for _ in range(60)]  # type: ignore[arg-type]
        assert len(last_year(periods)) == count
    unfinished = Period(date(2024, 1, 1), date(2024, 1, 31), "month", complete=False)
    assert last_year([unfinished]) == ()
    assert unfinished not in last_year([Period(date(2023, 12, 1), date(2023, 12, 31), "month"), unfinished])


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_keeps_the_order_and_never_lowers_a_chance(chances: list[float]) -> None:
    corrected = holm(chances)
    assert all(p <= q <= 1 for p, q in zip(chances, corrected, strict=True))
    for n, p in enumerate(chances):
        at_most = sum(other <= p for other in chances)
        assert corrected[n] >= min(1.0, p * (len(chances) - at_most + 1)) - 1e-12
    pairs = sorted(zip(chances, corrected, strict=True))
    assert [q for _, q in pairs] == sorted(q for _, q in pairs)


def test_empty_cells_have_a_name_in_sentences() -> None:
    (table,) = groups({"monthly": (10, 3), "": (5, 1)})
    values = dict(table.segments[1].sentence.values)
    assert values["value"] == message("empty")
