"""The same period under other churn rules, and which customers make the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import two_closes
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Flags, Indices
    from churndesk.metrics.closes import Segment, TwoCloses
    from churndesk.metrics.periods import Period
    from churndesk.words import Message

    Weights = npt.NDArray[np.float64]
    Say = Callable[[int], Message]


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Customers that a rule counts otherwise than the first one, above or below the line, and what it does to them."""

    key: Literal["lost", "base"]
    sentence: Message
    customers: Indices


@dataclass(frozen=True, slots=True, eq=False)
class OtherRule:
    """One way to count churn.

    `value` is None where its denominator is 0. `differences` are all customers that it counts otherwise than the
    first rule: among the lost, and in the number that they are divided by.
    """

    key: str
    name: Message
    formula: Message
    value: float | None
    differences: tuple[Difference, ...]

    @property
    def customers(self) -> Indices:
        """Everybody who makes a difference, once."""
        parts = [difference.customers for difference in self.differences]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int32)

    @property
    def difference(self) -> Message:
        """What is counted otherwise."""
        return sentences(tuple(difference.sentence for difference in self.differences))


def sentences(said: tuple[Message, ...]) -> Message:
    """Up to two differences, one after the other."""
    if not said:
        return message("Counts the same customers.")
    return said[0] if len(said) == 1 else message("{lost} {base}", lost=said[0], base=said[1])


def other_rules(ledger: Ledger, period: Period, segment: Segment | None = None) -> tuple[OtherRule, ...]:
    """Six rules on one period, ours first. Empty for tables that don't know their customers.

    100 at the start, 20 joined and 2 of them left, 6 of the 100 left and 1 of these returned: 5 %, 6 %, 6.67 %,
    7.51 %, 8 %, and by retention with all joiners 7 %.
    """
    if not isinstance(ledger, SpellLedger):
        return ()
    return _Counting(next(two_closes(ledger, (period,), segment))).rules


class _Counting:
    """Who counts in a rule, and how much, above and below the line: a weight for every customer."""

    def __init__(self, closes: TwoCloses) -> None:
        left = _left_at_some_time(closes) & closes.booked
        self.not_at_the_end = _not_at_the_end if closes.whole else _not_in_the_group
        self.here, self.there = _weights(closes.members("opening")), _weights(closes.members("closing"))
        self.lost, self.left = _weights(closes.members("lost")), _weights(left)
        self.joined = _weights(closes.started & ~closes.part("opening") & closes.booked)

    @property
    def rules(self) -> tuple[OtherRule, ...]:
        here = self.here
        return (
            self._rule("start-net", message("Start of the period, net (ours; ChartMogul's)"), self.lost, here),
            self._rule(
                "start-departures",
                message("Start of the period, every departure (ProfitWell's)"),
                self.left * here,
                here,
            ),
            self._rule("start-and-new", message("Start and new ones (Stripe's)"), self.left, here + self.joined),
            self._rule("average", message("Average of start and end (gyms')"), self.left, (here + self.there) / 2),
            self._rule(
                "every-departure",
                message("Every departure, of joiners too, over the start (Baremetrics')"),
                self.left,
                here,
            ),
            self._retention(),
        )

    def _rule(self, key: str, name: Message, lost: Weights, base: Weights) -> OtherRule:
        above, below = round(lost.sum()), float(base.sum())
        value = above / below if below else None
        formula = (
            message("{lost} / {base}", lost=above, base=Amount(below))
            if value is None
            else message("{lost} / {base} = {rate}", lost=above, base=Amount(below), rate=Rate(value, 2))
        )
        return OtherRule(key, name, formula, value, self._differences(lost, base, _came_and_went))

    def _retention(self) -> OtherRule:
        name = message("Retention with all joiners taken off, turned round")
        opening, closing, joined = (round(part.sum()) for part in (self.here, self.there, self.joined))
        differences = self._differences(self.here - self.there + self.joined, self.here, self.not_at_the_end)
        if not opening:
            formula = message("({closing} − {joined}) / {opening}", closing=closing, joined=joined, opening=0)
            return OtherRule("retention-all-joiners", name, formula, None, differences)
        kept = (closing - joined) / opening
        formula = message(
            "({closing} − {joined}) / {opening} = {kept}, a churn of {rate}",
            closing=closing,
            joined=joined,
            opening=opening,
            kept=Rate(kept, 2),
            rate=Rate(1 - kept, 2),
        )
        return OtherRule("retention-all-joiners", name, formula, 1 - kept, differences)

    def _differences(self, lost: Weights, base: Weights, above: Say) -> tuple[Difference, ...]:
        """Whoever weighs otherwise than under the first rule."""
        moved, below, found = _who(lost != self.lost), _who(base != self.here), []
        if len(moved):
            found.append(Difference("lost", above(len(moved)), moved))
        if len(below):
            say = _joined if (base == np.round(base)).all() else _half
            found.append(Difference("base", say(len(below)), below))
        return tuple(found)


def _left_at_some_time(closes: TwoCloses) -> Flags:
    """Whether each customer left at some time in the period, whether or not it came back."""
    spells, last = closes.ledger.spells, closes.closing.day
    flags = np.zeros(len(closes.ledger.dataset.customers), dtype=bool)
    flags[spells.customer[(spells.end >= closes.first_day) & (spells.end <= last)]] = True
    return flags


def _came_and_went(count: int) -> Message:
    return plural(
        "{count} customer who came and went in between is lost too.",
        "{count} customers who came and went in between are lost too.",
        count,
    )


def _not_at_the_end(count: int) -> Message:
    return plural(
        "{count} customer who joined and is gone at the end is lost too.",
        "{count} customers who joined and are gone at the end are lost too.",
        count,
    )


def _not_in_the_group(count: int) -> Message:
    return plural(
        "{count} customer who joined and isn't here at the end, or changed the group, counts otherwise.",
        "{count} customers who joined and aren't here at the end, or changed the group, count otherwise.",
        count,
    )


def _joined(count: int) -> Message:
    return plural(
        "Divided by {count} customer more, who joined.",
        "Divided by {count} customers more, who joined.",
        count,
    )


def _half(count: int) -> Message:
    return plural(
        "{count} customer here at one end of the period alone counts half below the line.",
        "{count} customers here at one end of the period alone count half below the line.",
        count,
    )


def _weights(flags: Flags) -> Weights:
    return flags.astype(np.float64)


def _who(flags: Flags) -> Indices:
    return np.flatnonzero(flags).astype(np.int32)
