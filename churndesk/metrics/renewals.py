"""Contracts that are up for renewal: who was due in a period, who renewed, who didn't, and who is still undecided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from churndesk.ledger.dataset import SpellRows
from churndesk.ledger.days import CUSTOMER_STEP, FOREVER, number_of, numbers_of
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import two_closes
from churndesk.words import plural

if TYPE_CHECKING:
    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Flags, Indices
    from churndesk.ledger.days import DayNumbers
    from churndesk.metrics.closes import Segment, TwoCloses
    from churndesk.metrics.periods import Period
    from churndesk.words import Message

RenewalPart: TypeAlias = Literal["due", "decided", "renewed", "not_renewed", "undecided"]
#: The parts in the order of `Renewals`.
RENEWAL_PARTS: tuple[RenewalPart, ...] = ("due", "renewed", "not_renewed", "undecided")


@dataclass(frozen=True, slots=True)
class Renewals:
    """How many customers were up for renewal in a period, and what they did.

    due = renewed + not_renewed + undecided. Who is undecided is in no rate.
    """

    due: int
    renewed: int
    not_renewed: int
    undecided: int

    @property
    def decided(self) -> int:
        """Those of whom it is known."""
        return self.due - self.undecided

    @property
    def note(self) -> Message | None:
        """How many are undecided; None where nobody is."""
        if not self.undecided:
            return None
        return plural(
            "{count} more customer is due for renewal and undecided.",
            "{count} more customers are due for renewal and undecided.",
            self.undecided,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Contracts:
    """The renewal day of every row that counts, by day: who, when, and from when on it is known whether it renewed."""

    customer: Indices
    due: DayNumbers
    check: DayNumbers


def counts_renewals(ledger: Ledger) -> bool:
    """Whether only those who are up for renewal are at risk under the rules in force."""
    return isinstance(ledger, SpellLedger) and ledger.policy.at_risk == "due" and _dated(ledger)


def _dated(ledger: SpellLedger) -> bool:
    return isinstance(ledger.dataset.rows, SpellRows) and not ledger.dataset.presence


def who_renews(ledger: SpellLedger, period: Period, part: RenewalPart, segment: Segment | None = None) -> Indices:
    """The customers, as indices into the dataset's, who make up that part of the period's renewals."""
    closes = next(two_closes(ledger, (period,), segment))
    return np.flatnonzero(renewing(closes, part) & closes.booked).astype(np.int32)


def renewing(closes: TwoCloses, part: RenewalPart) -> Flags:
    """Whether each customer, whatever its segment, is of that part.

    Due is whose contract has its renewal day in the period and who was here at the period's start, or on the eve of
    that day; of several contracts the last one counts. It renewed if it is still here on the day after the renewal day
    and its grace: a contract may end on that day or the evening before. Before that day it is undecided.
    """
    known: dict[RenewalPart, Flags] = closes.ledger.remembered.get(
        ("renewals", closes.period.start, closes.period.end), lambda: _parts(closes)
    )
    return known[part]


def _parts(closes: TwoCloses) -> dict[RenewalPart, Flags]:
    ledger, everybody = closes.ledger, len(closes.ledger.dataset.customers)
    today = number_of(ledger.as_of)
    contracts = ledger.remembered.get(("contracts",), lambda: _contracts(ledger))
    first, last = np.searchsorted(contracts.due, (closes.first_day, number_of(closes.period.end) + 1))
    customer, due = contracts.customer[first:last], contracts.due[first:last]
    eve = _here(ledger, customer, np.minimum(due - 1, today))
    there = closes.opening.active[customer] | eve
    customer, check = customer[there], contracts.check[first:last][there]
    # In order of their days: of several contracts of one customer the last one stays.
    latest = np.full(everybody, -1, dtype=np.int64)
    latest[customer] = check
    due_now = latest >= 0
    undecided = due_now & (latest > today)
    decided = due_now & ~undecided
    renewed = np.zeros(everybody, dtype=np.bool_)
    who = np.flatnonzero(decided).astype(np.int32)
    renewed[who] = _here(ledger, who, latest[who])
    return {
        "due": due_now,
        "decided": decided,
        "renewed": renewed,
        "not_renewed": decided & ~renewed,
        "undecided": undecided,
    }


def _contracts(ledger: SpellLedger) -> _Contracts:
    """Every contract that has a renewal day, else an end."""
    rows, policy = ledger.dataset.rows, ledger.policy
    if not isinstance(rows, SpellRows):
        raise TypeError("only stays with dates have contracts")
    places = ledger.stretches.row
    end = numbers_of(rows.end)
    if policy.end_is == "last_paid_day":
        end = np.where(end < FOREVER, end + 1, end)
    renewal = np.full(len(end), FOREVER) if rows.renewal is None else numbers_of(rows.renewal)
    due = np.where(renewal < FOREVER, renewal, end)[places]
    grace = np.where(rows.failed[places], policy.failed_grace_days, policy.grace_days)
    order = np.argsort(due, kind="stable")
    order = order[due[order] < FOREVER]
    return _Contracts(ledger.stretches.customer[order], due[order], (due + grace + 1)[order])


def _here(ledger: SpellLedger, customer: Indices, day: DayNumbers) -> Flags:
    """Whether each of these customers is here at the close of its day."""
    spells = ledger.spells
    if not len(spells):
        return np.zeros(len(customer), dtype=np.bool_)
    keys = ledger.remembered.get(
        ("spell days",), lambda: spells.customer.astype(np.int64) * CUSTOMER_STEP + spells.start
    )
    place = np.searchsorted(keys, customer.astype(np.int64) * CUSTOMER_STEP + day, side="right") - 1
    own = np.maximum(place, 0)
    here: Flags = (place >= 0) & (spells.customer[own] == customer) & (spells.end[own] > day)
    return here
