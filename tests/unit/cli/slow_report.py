"""The report once more, straight from the rows of a file: every customer is looked at on every day that matters.

It knows nothing of the program, only what each figure means; `tests.unit.reference` does the same for ledgers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ONE = timedelta(days=1)
NEVER = date.max


@dataclass
class Slow:
    """One customer: the stays [start, end) and the amounts a month, each over its own days."""

    stays: list[list[date]] = field(default_factory=list)
    amounts: list[tuple[date, date, float]] = field(default_factory=list)

    @property
    def first(self) -> date:
        return min((start for start, _ in self.stays), default=NEVER)

    def here(self, day: date) -> bool:
        return any(start <= day < end for start, end in self.stays)

    def brings(self, day: date) -> float:
        amount = sum(amount for start, end, amount in self.amounts if start <= day < end)
        return amount if amount > 1e-9 else 0.0


def of_stays(rows: list[tuple[str, date, date | None, float]]) -> dict[str, Slow]:
    """Stays at a price of 0 and of no length don't count; who starts again at most a day later never left."""
    found: dict[str, Slow] = {}
    for who, start, end, amount in sorted(rows, key=lambda row: row[1]):
        one, until = found.setdefault(who, Slow()), end or NEVER
        if not amount or until <= start:
            continue
        last = one.stays[-1] if one.stays else None
        if last is not None and start <= last[1] + (ONE if last[1] < NEVER else ONE * 0):
            if start > last[1]:  # the day between is filled by what ended last
                filled = [(last[1], start, paid) for _, ends, paid in one.amounts if ends == last[1]]
                one.amounts += filled
            last[1] = max(last[1], until)
        else:
            one.stays.append([start, until])
        one.amounts.append((start, until, amount))
    return found


def of_payments(rows: list[tuple[str, date, float]], limit: int) -> dict[str, Slow]:
    """Each purchase keeps a customer for `limit` days; all that is paid or paid back runs as long."""
    found: dict[str, Slow] = {}
    span = timedelta(days=limit)
    for who, day, amount in sorted(rows, key=lambda row: row[1]):
        one = found.setdefault(who, Slow())
        one.amounts.append((day, day + span, amount * 365 / 12 / limit))
        if amount < 0:
            continue
        if one.stays and day <= one.stays[-1][1]:
            one.stays[-1][1] = day + span
        else:
            one.stays.append([day, day + span])
    return found


def later(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def periods(people: dict[str, Slow], as_of: date, months: int, rates_from: date | None) -> list[dict[str, Any]]:
    """Each month or quarter; a rate that says nothing is None."""
    earliest = min(one.first for one in people.values())
    start = date(earliest.year, earliest.month - (earliest.month - 1) % months, 1)
    found = []
    while start <= as_of:
        end = later(start, months) - ONE
        found.append(_period(list(people.values()), start, end, as_of, rates_from))
        start = end + ONE
    for place, now in enumerate(found):
        now["ltv"] = _ltv([one for one in found[: place + 1] if one["complete"] and one["rated"]], now, months)
    return found


def _period(people: list[Slow], start: date, end: date, as_of: date, rates_from: date | None) -> dict[str, Any]:
    before, after = start - ONE, min(end, as_of)
    days = [start + ONE * n for n in range((after - start).days + 1)]
    there = [one for one in people if one.here(before)]
    here = [one for one in people if one.here(after)]
    came = [one for one in here if not one.here(before)]
    lost = [one for one in there if not one.here(after)]
    rated = rates_from is None or start >= rates_from
    money = dict.fromkeys(("opening", "new", "returned", "expansion", "contraction", "churned", "closing"), 0.0)
    for one in people:
        was, now = one.brings(before), one.brings(after)
        money["opening"] += was
        money["closing"] += now
        if not was and now:
            money["new" if one.first >= start else "returned"] += now
        elif was and not now:
            money["churned"] += was
        else:
            money["expansion" if now > was else "contraction"] += abs(now - was)
    losses = money["churned"] + money["contraction"]
    return {
        "start": start.isoformat(),
        "complete": end <= as_of,
        "rated": rated,
        "opening": len(there),
        "closing": len(here),
        "lost": len(lost),
        "new": sum(one.first >= start for one in came),
        "returned": sum(one.first < start for one in came),
        "passed_through": sum(
            not one.here(before) and not one.here(after) and any(one.here(day) for day in days) for one in people
        ),
        "churn_rate": len(lost) / len(there) if there and rated else None,
        "revenue": money,
        "gross_churn": losses / money["opening"] if money["opening"] and rated else None,
        "net_churn": (losses - money["expansion"]) / money["opening"] if money["opening"] and rated else None,
        "arpa": money["closing"] / len(here) if here and rated else None,
    }


def _ltv(year: list[dict[str, Any]], now: dict[str, Any], months: int) -> float | None:
    """Revenue a customer over the churn of the last 12 complete months, brought to a month."""
    used = year[-(12 // months) :]
    opening, lost = sum(one["opening"] for one in used), sum(one["lost"] for one in used)
    if not lost or now["arpa"] is None:
        return None
    return float(now["arpa"] / (1 - (1 - lost / opening) ** (1 / months)))


def cohorts(people: dict[str, Slow], as_of: date) -> list[dict[str, Any]]:
    """Who first started in a month, and how many of them are here at the close of it and of each month after."""
    found = []
    for first in sorted({one.first.replace(day=1) for one in people.values() if one.stays}):
        own = [one for one in people.values() if one.stays and one.first.replace(day=1) == first]
        closes = [later(first, n + 1) - ONE for n in range(200)]
        active = [sum(one.here(day) for one in own) for day in closes if day <= as_of]
        found.append({"start": first.isoformat(), "size": len(own), "active": active})
    return found


def survival(people: dict[str, Slow], as_of: date) -> dict[int, float]:
    """Kaplan and Meier's share after each day on which somebody left, of first stays."""
    followed = []
    for one in people.values():
        if one.stays:
            start, end = one.stays[0]
            followed.append(((min(end, as_of) - start).days, end <= as_of))
    share, found = 1.0, {}
    for day in sorted({length for length, left in followed if left}):
        share *= 1 - sum(one == (day, True) for one in followed) / sum(length >= day for length, _ in followed)
        found[day] = share
    return found
