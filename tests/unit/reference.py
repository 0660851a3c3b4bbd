"""The definitions once more, written to be read and not to be fast: loops over customers and days.

Nothing of the program's own arithmetic is used, so that where both agree both are likely to be right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import PaymentKind, PaymentRows, SpellRows

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset
    from churndesk.ledger.policy import Policy

ONE = timedelta(days=1)
NEVER = date(9999, 1, 1)


def _day(value: np.datetime64) -> date | None:
    return None if np.isnat(value) else value.astype("datetime64[D]").item()


@dataclass
class _Row:
    start: date
    end: date
    gone: date
    amount: float
    plan: str


@dataclass
class Life:
    """One customer, day by day: the closes at which it is here, what it brings, and its plan."""

    here: set[date] = field(default_factory=set)
    brings: dict[date, float] = field(default_factory=dict)
    plan: dict[date, str] = field(default_factory=dict)


def lives(dataset: Dataset, policy: Policy, as_of: date) -> list[Life]:
    rows = dataset.rows
    count = len(dataset.customers)
    if isinstance(rows, SpellRows):
        return [_life_of_stays(_stays(rows, customer, policy, as_of), policy, as_of) for customer in range(count)]
    assert isinstance(rows, PaymentRows)
    return [_life_of_payments(rows, customer, policy.inactivity_days or 0, as_of) for customer in range(count)]


def _stays(rows: SpellRows, customer: int, policy: Policy, as_of: date) -> list[_Row]:
    kept = []
    plans = rows.categories[0]
    for n in range(len(rows.customer)):
        if rows.customer[n] != customer:
            continue
        start, end, asked = _day(rows.start[n]), _day(rows.end[n]), _day(rows.asked[n])
        assert start is not None
        amount = float(rows.amount[n])
        if end is not None and policy.end_is == "last_paid_day":
            end += ONE
        if policy.counts == "asked" and asked is not None:
            end = asked if end is None else min(end, asked)
        on_hold = bool(rows.paused[n]) and policy.paused == "gone" and (end is None or end > as_of)
        if on_hold:
            end = as_of
        if start > as_of:
            continue
        if rows.trial[n] and policy.trials == "exclude":
            continue
        if amount == 0 and policy.zero_price == "exclude":
            continue
        if end is not None and end <= start:
            continue
        grace = policy.failed_grace_days if rows.failed[n] else policy.grace_days
        if bool(rows.paused[n]) and policy.paused == "gone" and end == as_of:
            grace = 0
        gone = NEVER if end is None else end + timedelta(days=grace)
        code = plans.codes[n]
        kept.append(
            _Row(
                start, end or NEVER, gone, 0.0 if np.isnan(amount) else amount, plans.values[code] if code >= 0 else ""
            )
        )
    ends = [
        min([row.gone, *(other.start for other in kept if row.end <= other.start)]) for row in kept
    ]  # a stay that begins during grace takes the place of the one in grace
    for row, gone in zip(kept, ends, strict=True):
        row.gone = gone
    return sorted(kept, key=lambda row: row.start)


def _life_of_stays(rows: list[_Row], policy: Policy, as_of: date) -> Life:
    life = Life()
    if not rows:
        return life
    stop = {id(row): row.gone for row in rows}
    gaps: list[tuple[date, date]] = []
    for n, row in enumerate(rows[1:], 1):
        earlier = rows[:n]
        last_end, last_gone = max(r.end for r in earlier), max(r.gone for r in earlier)
        if row.start > last_gone and (row.start - last_end).days <= policy.join_gap_days:
            gaps.append((last_gone, row.start))
            for r in earlier:
                if r.gone == last_gone:
                    stop[id(r)] = row.start
    day = rows[0].start
    while day <= as_of:
        if any(row.start <= day < row.gone for row in rows) or any(a <= day < b for a, b in gaps):
            life.here.add(day)
        running = [row for row in rows if row.start <= day < stop[id(row)]]
        life.brings[day] = sum(row.amount for row in running)
        if running:
            most = max(row.amount for row in running)
            life.plan[day] = min(row.plan for row in running if row.amount == most)
        day += ONE
    return life


def _life_of_payments(rows: PaymentRows, customer: int, limit: int, as_of: date) -> Life:
    life = Life()
    plans = rows.categories[0]
    for n in range(len(rows.customer)):
        day = _day(rows.day[n])
        if rows.customer[n] != customer or day is None or day > as_of or rows.kind[n] == PaymentKind.FAILED:
            continue
        for k in range(limit):
            close = day + timedelta(days=k)
            if close > as_of:
                break
            if rows.kind[n] == PaymentKind.PURCHASE:
                life.here.add(close)
            life.brings[close] = life.brings.get(close, 0.0) + float(rows.amount[n]) * 365 / 12 / limit
    for close in life.here:
        running = [
            n
            for n in range(len(rows.customer))
            if rows.customer[n] == customer
            and rows.kind[n] != PaymentKind.FAILED
            and _day(rows.day[n]) <= close < _day(rows.day[n]) + timedelta(days=limit)  # type: ignore[operator]
        ]
        most = max(rows.amount[n] for n in running)
        names = [plans.values[plans.codes[n]] if plans.codes[n] >= 0 else "" for n in running if rows.amount[n] == most]
        life.plan[close] = min(names)
    return life


@dataclass
class Counted:
    """The movement of one period by the reference; `who` holds the customers' numbers."""

    who: dict[str, set[int]]
    moved_in: int
    moved_out: int
    money: dict[str, float]


def movement(all_lives: list[Life], first: date, last: date, as_of: date, plan: str | None = None) -> Counted:
    before, close = first - ONE, min(last, as_of)
    inside = [first + timedelta(days=n) for n in range((close - first).days + 1)]
    names = ("opening", "closing", "new", "returned", "lost", "passed_through", "paused_and_returned")
    result = Counted(
        {name: set() for name in names},
        0,
        0,
        dict.fromkeys(
            ("opening", "new", "returned", "expansion", "contraction", "churned", "closing", "in", "out"), 0.0
        ),
    )
    for number, life in enumerate(all_lives):
        started, ended = before in life.here, close in life.here
        seen = [day for day in inside if day in life.here]
        earlier = any(day < first for day in life.here)
        if started:
            segment = life.plan[before]
        elif seen:
            segment = life.plan[seen[0]]
        else:
            continue
        here_at_end = ended and (plan is None or life.plan[close] == plan)
        facts = _Facts(started, ended, len(seen) < len(inside), earlier, plan is None or segment == plan, here_at_end)
        _count(result, number, facts)
        _book(result, life, (before, close), facts)
    return result


@dataclass
class _Facts:
    started: bool
    ended: bool
    away: bool
    earlier: bool
    mine: bool
    here_at_end: bool


def _count(result: Counted, number: int, facts: _Facts) -> None:
    if facts.here_at_end:
        result.who["closing"].add(number)
    result.moved_in += facts.here_at_end and not facts.mine
    result.moved_out += facts.ended and facts.mine and not facts.here_at_end
    if not facts.mine:
        return
    if facts.started:
        result.who["opening"].add(number)
        if not facts.ended:
            result.who["lost"].add(number)
        elif facts.away:
            result.who["paused_and_returned"].add(number)
    elif facts.ended:
        result.who["returned" if facts.earlier else "new"].add(number)
    else:
        result.who["passed_through"].add(number)


def _book(result: Counted, life: Life, closes: tuple[date, date], facts: _Facts) -> None:
    money = result.money
    had, has = (max(0.0, life.brings.get(close, 0.0)) for close in closes)
    if facts.here_at_end:
        money["closing"] += has
        money["in"] += 0 if facts.mine else has
    if not facts.mine:
        return
    money["opening"] += had
    money["out"] += 0 if facts.here_at_end else has
    if had == 0:
        money["returned" if facts.earlier else "new"] += has
    elif has == 0:
        money["churned"] += had
    else:
        money["expansion"] += max(0.0, has - had)
        money["contraction"] += max(0.0, had - has)
