from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from churndesk import metrics
from churndesk.ledger import SpellLedger, build
from churndesk.ledger.policy import Policy
from churndesk.metrics.renewals import Renewals, who_renews
from churndesk.metrics.result import Undefined
from churndesk.metrics.segment_churn import segment_tables
from churndesk.words import Language
from tests.unit import reference
from tests.unit.metrics.random_tables import AS_OF
from tests.unit.tables import days, stays

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset

MARCH = metrics.Period(date(2024, 3, 1), date(2024, 3, 31), "month")
DUE = Policy(at_risk="due")


def contracts(rows: list[dict[str, Any]], latest: str = "2024-05-31") -> Dataset:
    dataset = stays(rows, latest=latest)
    return replace(dataset, rows=replace(dataset.rows, renewal=days([row.get("renewal") for row in rows])))


def of(rows: list[dict[str, Any]], period: metrics.Period = MARCH, policy: Policy = DUE, **more: Any) -> Renewals:
    ledger = build(contracts(rows, **more), policy)
    (moved,) = metrics.customer_movements(ledger, (period,))
    assert moved.renewals is not None
    return moved.renewals


def stay(who: str, renewal: str | None, end: str | None = None, start: str = "2023-03-10") -> dict[str, Any]:
    return {"customer": who, "start": start, "renewal": renewal, "end": end, "amount": 10.0, "plan": who[0]}


def test_only_those_who_are_up_for_renewal_are_at_risk() -> None:
    rows = [
        stay("a1", "2024-03-10"), stay("a2", "2024-03-15"), stay("b1", "2024-03-20", "2024-03-20"),
        stay("b2", "2024-04-02", "2024-04-02"), stay("b3", "2024-12-01"), stay("b4", None),
    ]  # fmt: skip
    assert of(rows) == Renewals(due=3, renewed=2, not_renewed=1, undecided=0)
    ledger = build(contracts(rows), DUE)
    moved = metrics.customer_movements(ledger, (MARCH,))
    money = metrics.revenue_movements(ledger, (MARCH,))
    churn = metrics.figure("churn_rate", moved, money, 0)
    assert churn.value == 1 / 3
    assert (churn.low, churn.high) == metrics.wilson(1, 3)
    assert metrics.figure("retention_rate", moved, money, 0).value == 2 / 3
    assert Language().say(churn.sentence).startswith("1 of 3 customers up for renewal did not renew: 33.3%.")


def test_who_is_due_and_undecided_stands_apart() -> None:
    rows = [stay("a", "2024-03-10"), stay("b", "2024-03-25"), stay("c", "2024-03-12", "2024-03-12")]
    assert of(rows, latest="2024-03-20") == Renewals(due=3, renewed=1, not_renewed=1, undecided=1)
    ledger = build(contracts(rows, "2024-03-20"), DUE)
    moved = metrics.customer_movements(ledger, (MARCH,))
    found = metrics.figure("churn_rate", moved, metrics.revenue_movements(ledger, (MARCH,)), 0)
    assert [Language().say(note) for note in found.notes] == ["1 more customer is due for renewal and undecided."]


def test_nobody_due_is_undefined_and_never_0() -> None:
    ledger = build(contracts([stay("a", "2024-12-10")]), DUE)
    moved = metrics.customer_movements(ledger, (MARCH,))
    found = metrics.figure("churn_rate", moved, metrics.revenue_movements(ledger, (MARCH,)), 0)
    assert found.value is None
    assert found.undefined is not None
    assert Language().say(found.sentence) == "Nobody's contract was up for renewal, so nobody could leave."


def test_a_new_contract_in_a_row_of_its_own_is_a_renewal() -> None:
    rows = [stay("a", None, "2024-03-10"), stay("a", None, None, start="2024-03-10"), stay("b", None, "2024-03-10")]
    assert of(rows) == Renewals(due=2, renewed=1, not_renewed=1, undecided=0)


def test_grace_leaves_time_to_renew() -> None:
    rows = [stay("a", None, "2024-03-10"), stay("a", None, None, start="2024-03-20"), stay("b", None, "2024-03-10")]
    assert of(rows, policy=replace(DUE, grace_days=14)) == Renewals(2, 1, 1, 0)
    assert of(rows) == Renewals(2, 0, 2, 0)


def test_an_end_on_the_last_day_paid_for_is_no_renewal() -> None:
    rows = [stay("a", "2024-03-31", "2024-03-31"), stay("b", "2024-03-31")]
    assert of(rows, policy=replace(DUE, end_is="last_paid_day")) == Renewals(2, 1, 1, 0)


def test_groups_are_compared_by_who_was_due() -> None:
    rows = [stay(f"a{n}", "2024-03-10") for n in range(9)]
    rows += [stay(f"b{n}", "2024-03-10", "2024-03-10" if n < 8 else None) for n in range(9)]
    rows += [stay(f"a{n}", "2024-09-10") for n in range(9, 30)]
    found = segment_tables(build(contracts(rows), DUE), (MARCH,))
    assert not isinstance(found, Undefined)
    counts = {one.value: (one.lost, one.opening) for one in found[0].segments}
    assert counts == {"a": (0, 9), "b": (8, 9)}


@st.composite
def _contract(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.dates(date(2023, 12, 20), date(2024, 4, 20)))
    row: dict[str, Any] = {"customer": draw(st.sampled_from("ABCDE")), "start": start, "amount": 10.0}
    row["plan"] = draw(st.sampled_from(["a", "b"]))
    if draw(st.booleans()):
        row["end"] = start + timedelta(days=draw(st.integers(1, 90)))
    if draw(st.booleans()):
        row["renewal"] = start + timedelta(days=draw(st.integers(1, 120)))
    return row


@settings(max_examples=200)
@given(st.lists(_contract(), min_size=1, max_size=10), st.sampled_from([0, 0, 5]), AS_OF)
def test_renewals_are_those_of_a_loop_over_customers(rows: list[dict[str, Any]], grace: int, as_of: date) -> None:
    policy = Policy(at_risk="due", grace_days=grace)
    dataset = contracts(rows)
    ledger = build(dataset, policy, as_of)
    assert isinstance(ledger, SpellLedger)
    for period in metrics.periods_of(ledger, "month"):
        expected = _looped(rows, dataset, policy, as_of, period)
        found = {part: set(who_renews(ledger, period, part).tolist()) for part in expected}
        assert found == expected


def _looped(
    rows: list[dict[str, Any]], dataset: Dataset, policy: Policy, as_of: date, period: metrics.Period
) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"due": set(), "renewed": set(), "not_renewed": set(), "undecided": set()}
    one = timedelta(days=1)
    for number, life in enumerate(reference.lives(dataset, policy, as_of)):
        days_due = []
        for row in rows:
            if row["customer"] != dataset.customers.ids[number] or row["start"] > as_of:
                continue
            due = row.get("renewal") or row.get("end")
            if due is None or not period.start <= due <= period.end:
                continue
            if period.start - one in life.here or min(due - one, as_of) in life.here:
                days_due.append(due)
        if not days_due:
            continue
        found["due"].add(number)
        known = max(days_due) + timedelta(days=policy.grace_days) + one
        if known > as_of:
            found["undecided"].add(number)
        else:
            found["renewed" if known in life.here else "not_renewed"].add(number)
    return found


def test_the_policy_is_stated_and_a_table_without_contracts_ignores_it() -> None:
    plain = build(stays([{"customer": "a", "start": "2024-01-05"}]), Policy())
    assert metrics.customer_movements(plain, (MARCH,))[0].renewals is None
    lists = replace(stays([{"customer": "a", "start": "2024-01-05"}]), presence=True)
    assert metrics.customer_movements(build(lists, DUE), (MARCH,))[0].renewals is None
    assert np.array_equal(plain.active_at(19790), build(lists, DUE).active_at(19790))
