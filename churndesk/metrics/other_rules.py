"""The same period under other churn rules, and which customers make the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import two_closes
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Flags, Indices
    from churndesk.metrics.closes import Segment, TwoCloses
    from churndesk.metrics.periods import Period
    from churndesk.words import Message


@dataclass(frozen=True, slots=True, eq=False)
class OtherRule:
    """One way to count churn.

    `value` is None where its denominator is 0. `customers` are those that it counts otherwise than the first rule,
    and `difference` says who they are.
    """

    key: str
    name: Message
    formula: Message
    value: float | None
    difference: Message
    customers: Indices


@dataclass(frozen=True, slots=True)
class _Counts:
    opening: int
    closing: int
    lost: int
    left_of_opening: int
    left: int
    joined: int


def other_rules(ledger: Ledger, period: Period, segment: Segment | None = None) -> tuple[OtherRule, ...]:
    """Six rules on one period, ours first. Empty for tables that don't know their customers.

    100 at the start, 20 joined and 2 of them left, 6 of the 100 left and 1 of these returned: 5 %, 6 %, 6.67 %,
    7.51 %, 8 %, and by retention with all joiners 7 %.
    """
    if not isinstance(ledger, SpellLedger):
        return ()
    closes = next(two_closes(ledger, (period,), segment))
    here = closes.members("opening")
    left = _left_at_some_time(closes) & closes.booked
    joined = closes.started & ~closes.part("opening") & closes.booked
    counts = _Counts(
        opening=_count(here),
        closing=_count(closes.members("closing")),
        lost=_count(closes.members("lost")),
        left_of_opening=_count(left & here),
        left=_count(left),
        joined=_count(joined),
    )
    gone_again = left & ~here
    stayed_away = joined & ~closes.part("closing")
    return _rules(counts, left & here & closes.part("closing"), gone_again, stayed_away)


def _left_at_some_time(closes: TwoCloses) -> Flags:
    """Whether each customer left at some time in the period, whether or not it came back."""
    spells, last = closes.ledger.spells, closes.closing.day
    flags = np.zeros(len(closes.ledger.dataset.customers), dtype=bool)
    flags[spells.customer[(spells.end >= closes.first_day) & (spells.end <= last)]] = True
    return flags


def _rules(counts: _Counts, paused: Flags, gone_again: Flags, stayed_away: Flags) -> tuple[OtherRule, ...]:
    opening, closing, joined = counts.opening, counts.closing, counts.joined
    both = paused | gone_again
    return (
        _rule(
            "start-net", message("Start of the period, net (ours; ChartMogul's)"), counts.lost, opening, paused & False
        ),
        _rule(
            "start-departures",
            message("Start of the period, every departure (ProfitWell's)"),
            counts.left_of_opening,
            opening,
            paused,
        ),
        _rule("start-and-new", message("Start and new ones (Stripe's)"), counts.left, opening + joined, both),
        _rule("average", message("Average of start and end (gyms')"), counts.left, (opening + closing) / 2, both),
        _rule(
            "every-departure",
            message("Every departure, of joiners too, over the start (Baremetrics')"),
            counts.left,
            opening,
            both,
        ),
        _retention_rule(counts, stayed_away),
    )


def _rule(key: str, name: Message, lost: int, base: float, customers: Flags) -> OtherRule:
    value = lost / base if base else None
    formula = (
        message("{lost} / {base}", lost=lost, base=Amount(base))
        if value is None
        else message("{lost} / {base} = {rate}", lost=lost, base=Amount(base), rate=Rate(value, 2))
    )
    return OtherRule(key, name, formula, value, _difference(customers), np.flatnonzero(customers).astype(np.int32))


def _retention_rule(counts: _Counts, stayed_away: Flags) -> OtherRule:
    name = message("Retention with all joiners taken off, turned round")
    customers = np.flatnonzero(stayed_away).astype(np.int32)
    if not counts.opening:
        formula = message("({closing} − {joined}) / {opening}", closing=counts.closing, joined=counts.joined, opening=0)
        return OtherRule("retention-all-joiners", name, formula, None, _difference(stayed_away), customers)
    kept = (counts.closing - counts.joined) / counts.opening
    formula = message(
        "({closing} − {joined}) / {opening} = {kept}, a churn of {rate}",
        closing=counts.closing,
        joined=counts.joined,
        opening=counts.opening,
        kept=Rate(kept, 2),
        rate=Rate(1 - kept, 2),
    )
    return OtherRule("retention-all-joiners", name, formula, 1 - kept, _difference(stayed_away), customers)


def _difference(customers: Flags) -> Message:
    count = _count(customers)
    if not count:
        return message("Counts the same customers.")
    return plural(
        "{count} customer who came and went in between makes the difference.",
        "{count} customers who came and went in between make the difference.",
        count,
    )


def _count(flags: Flags) -> int:
    return int(np.count_nonzero(flags))
