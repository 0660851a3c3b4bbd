from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from churndesk import metrics
from churndesk.ledger import SpellLedger, build
from churndesk.ledger.dataset import Category, UndatedRows
from churndesk.ledger.policy import Policy
from churndesk.words import Language
from tests.unit.tables import category, days, stays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from churndesk.ledger.dataset import Dataset

ONE = timedelta(days=1)
#: A short world, so that every day that a stay could begin or end on can be tried.
FIRST, AS_OF = date(2024, 1, 28), date(2024, 2, 12)
PERIOD = metrics.Period(date(2024, 2, 1), date(2024, 2, 7), "week")


def undated(rows: Sequence[dict[str, Any]], dataset: Dataset) -> Dataset:
    known = dataset.customers.ids.tolist()
    ids = [row["customer"] for row in rows]
    blank = np.zeros(len(rows), bool)
    table = UndatedRows(
        ids=np.array(ids, object),
        customer=np.array([known.index(one) if one in known else -1 for one in ids], np.int32),
        start=days([row.get("start") for row in rows]),
        end=days([row.get("end") for row in rows]),
        asked=days([None] * len(rows)),
        left=np.array([row.get("left", False) for row in rows], bool),
        end_unread=np.array([row.get("unread", False) for row in rows], bool),
        amount=np.full(len(rows), 10.0),
        trial=blank,
        paused=blank,
        failed=blank,
        source=np.zeros(len(rows), np.int32),
        row=np.arange(len(rows), dtype=np.int32) + 100,
        categories=(category("plan", [row.get("plan", "") for row in rows]),),
    )
    return replace(dataset, undated=table)


def bounds_of(dataset: Dataset, period: metrics.Period = PERIOD, **policy: Any) -> metrics.Bounds | None:
    ledger = build(dataset, Policy(**policy), AS_OF if period is PERIOD else None)
    assert isinstance(ledger, SpellLedger)
    (movement,) = metrics.customer_movements(ledger, (period,))
    return metrics.churn_bounds(ledger, movement)


def test_one_who_left_on_a_day_that_nobody_knows() -> None:
    table = [{"customer": f"c{n:02}", "start": "2024-01-05"} for n in range(50)]
    table[0]["end"] = table[1]["end"] = "2024-03-10"
    march = metrics.Period(date(2024, 3, 1), date(2024, 3, 31), "month")
    dataset = undated([{"customer": "x", "start": "2024-01-09", "left": True}], stays(table, latest="2024-05-31"))
    found = bounds_of(dataset, march)
    assert found is not None
    assert (found.low, found.high, found.customers) == (2 / 51, 3 / 51, 1)
    assert Language().say(found.of_churn) == "Between 3.9% and 5.9%: 1 customer lacks a date."
    assert Language().say(found.of_retention) == "Between 94.1% and 96.1%: 1 customer lacks a date."


def test_a_day_that_is_missing_elsewhere_leaves_the_period_alone() -> None:
    table = [{"customer": f"c{n:02}", "start": "2024-01-05"} for n in range(10)]
    march = metrics.Period(date(2024, 3, 1), date(2024, 3, 31), "month")
    later = undated([{"customer": "x", "start": "2024-04-09", "left": True}], stays(table, latest="2024-05-31"))
    assert bounds_of(later, march) is None
    assert bounds_of(stays(table, latest="2024-05-31"), march) is None


def test_a_segment_has_the_bounds_of_its_own_customers() -> None:
    table = [{"customer": f"c{n:02}", "start": "2024-01-05", "plan": "ab"[n % 2]} for n in range(40)]
    rows = [{"customer": "x", "start": "2024-01-09", "left": True, "plan": "a"}]
    dataset = undated(rows, stays(table, latest="2024-05-31"))
    codes = Category("plan", ("a", "b"), np.array([0], np.int32))
    dataset = replace(dataset, undated=replace(dataset.undated, categories=(codes,)))
    ledger = build(dataset, Policy())
    march = metrics.Period(date(2024, 3, 1), date(2024, 3, 31), "month")
    found = {}
    for plan in "ab":
        (movement,) = metrics.customer_movements(ledger, (march,), ("plan", plan))
        found[plan] = metrics.churn_bounds(ledger, movement, ("plan", plan))
    assert found["a"] == metrics.Bounds(0.0, 1 / 21, 1)
    assert found["b"] is None


# -- against every day that could have been


_DAY = st.dates(FIRST, AS_OF)
_WHO = st.sampled_from("ABC")


@st.composite
def _dated(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(_DAY)
    row: dict[str, Any] = {"customer": draw(_WHO), "start": start, "amount": 10.0}
    if draw(st.booleans()):
        row["end"] = start + timedelta(days=draw(st.integers(1, 12)))
    return row


@st.composite
def _without_a_day(draw: st.DrawFn) -> dict[str, Any]:
    row: dict[str, Any] = {"customer": draw(st.sampled_from("BCDE"))}
    kind = draw(st.sampled_from(["no start", "no start, end known", "left", "unread", "nothing but left"]))
    if kind in {"left", "unread"}:
        row |= {"start": draw(st.dates(FIRST, AS_OF - ONE)), kind: True}
    elif kind == "nothing but left":
        row["left"] = True
    elif kind == "no start, end known":
        row["end"] = draw(_DAY)
    return row


def _choices(row: dict[str, Any], grace: int) -> Iterator[tuple[date, date | None]]:
    """Every stay that the row could be, by days around the period."""
    world = [FIRST - ONE * 3 + ONE * n for n in range((AS_OF - FIRST).days + 4)]
    starts = [row["start"]] if "start" in row else world
    if row.get("left"):
        ends: list[date | None] = [day for day in world if day <= AS_OF]
    elif row.get("unread"):
        ends = [*world, None]
    else:
        ends = [row.get("end")]
    for start, end in product(starts, ends):
        if end is None:
            yield start, None
        elif start < end:
            yield start, end + ONE * grace


def _rate(here: list[set[int]]) -> float | None:
    opening = [one for one in here if 0 in one]
    return sum(1 not in one for one in opening) / len(opening) if opening else None


@settings(max_examples=200)
@given(
    st.lists(_dated(), min_size=1, max_size=4),
    st.lists(_without_a_day(), min_size=1, max_size=3),
    st.sampled_from([0, 0, 3]),
)
def test_the_bounds_are_those_of_every_day_that_could_have_been(
    dated: list[dict[str, Any]], without: list[dict[str, Any]], grace: int
) -> None:
    closes = (PERIOD.start - ONE, PERIOD.end)
    # Gaps are not joined and stays don't take each other's place in grace, so that each row speaks for itself.
    dataset = stays(dated, latest=str(AS_OF))
    ledger = build(dataset, Policy(grace_days=grace, join_gap_days=0), AS_OF)
    assert isinstance(ledger, SpellLedger)
    known = {
        name: {n for n, close in enumerate(closes) if ledger.active_at((close - date(1970, 1, 1)).days)[at]}
        for at, name in enumerate(dataset.customers.ids.tolist())
    }
    options = [
        {
            frozenset(n for n, close in enumerate(closes) if start <= close and (end is None or close < end))
            for start, end in _choices(row, grace)
        }
        for row in without
    ]
    rates = set()
    for chosen in product(*options):
        here = {name: set(at) for name, at in known.items()}
        for row, at in zip(without, chosen, strict=True):
            here.setdefault(row["customer"], set()).update(at)
        rates.add(_rate(list(here.values())))
    found = bounds_of(undated(without, dataset), grace_days=grace, join_gap_days=0)
    defined = {rate for rate in rates if rate is not None}
    if found is not None:
        assert np.isclose(found.low, min(defined))
        assert np.isclose(found.high, max(defined))
    elif defined and None not in rates:
        assert len(defined) == 1
