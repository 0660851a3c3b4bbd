"""Logs of payments, invoices or orders: purchases that follow each other closely enough become spells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import PaymentKind
from churndesk.ledger.days import FOREVER, number_of, numbers_of
from churndesk.ledger.inactivity import propose_inactivity
from churndesk.ledger.ordering import payments_of, purchases_of
from churndesk.ledger.spells import SpellLedger, Spells, Stretches, first_starts
from churndesk.words import message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from churndesk.ledger.dataset import Dataset, PaymentRows
    from churndesk.ledger.inactivity import Proposal
    from churndesk.ledger.ordering import Payments, Purchases
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message

#: The days of a mean month: what a run rate over days is turned into a month with.
DAYS_A_MONTH = 365 / 12


def build_from_purchases(dataset: Dataset, rows: PaymentRows, policy: Policy, as_of: date) -> SpellLedger:
    """The ledger of a log: a purchase on day p keeps the customer here at the closes of p … p + limit - 1."""
    today, paid = number_of(as_of), payments_of(rows)
    proposal = None if policy.inactivity_days else propose_inactivity(rows, today)
    limit = policy.inactivity_days or (proposal.days if proposal else 0)
    spells = _spells(purchases_of(rows), limit, today)
    first_start = first_starts(spells, len(dataset.customers))
    return SpellLedger(
        dataset,
        replace(policy, inactivity_days=limit),
        as_of,
        spells,
        _run_rates(paid.until(today), limit),
        first_start,
        rates_from=_first_day(rows, paid, today, limit),
        notes=tuple(_remarks(rows, today, limit, proposal)),
    )


def _first_day(rows: PaymentRows, paid: Payments, today: int, limit: int) -> int | None:
    """The first day from which the log reaches back far enough, failed payments counted too."""
    failed = numbers_of(rows.day[rows.kind == PaymentKind.FAILED])
    first = min(int(days.min(initial=FOREVER)) for days in (paid.day[:1], failed))
    return first + limit if first <= today else None


def _spells(bought: Purchases, limit: int, today: int) -> Spells:
    customer, start, row, gap = bought.customer, bought.day, bought.row, bought.gap
    if (late := start > today).any():
        customer, start, row, gap = customer[~late], start[~late], row[~late], gap[~late]
    firsts = np.flatnonzero(gap > limit).astype(np.int32)
    lasts = np.append(firsts[1:] - 1, len(row) - 1) if len(row) else firsts
    return Spells(customer[firsts], start[firsts], start[lasts] + limit, row[firsts], row[lasts])


def _run_rates(paid: Payments, limit: int) -> Stretches:
    """Each payment spread over the days that it is part of the run rate, as an amount a month; refunds below 0.

    One without an amount is a stretch of 0: it still says which segment its customer is in.
    """
    end = paid.day + limit
    return Stretches(paid.customer, paid.day, end, paid.amount * (DAYS_A_MONTH / limit), paid.row, reach=end)


def _remarks(rows: PaymentRows, today: int, limit: int, proposal: Proposal | None) -> Iterator[Message]:
    if proposal and proposal.learnt:
        yield message(
            "A customer counts as gone {days} days after the last purchase: four in five of your {gaps} repeat "
            "purchases came sooner.",
            days=limit,
            gaps=proposal.gaps,
        )
    elif proposal:
        yield message(
            "A customer counts as gone {days} days after the last purchase: there are too few repeat purchases to "
            "learn from.",
            days=limit,
        )
    later = int(np.count_nonzero(rows.day > np.datetime64(today, "D")))
    if later:
        yield plural(
            "{count} payment is dated after the last day of the data and isn't counted.",
            "{count} payments are dated after the last day of the data and aren't counted.",
            later,
        )
    unknown = int(np.isnan(rows.amount).sum())
    if unknown and unknown < len(rows.amount):
        yield plural(
            "{count} payment has no amount: it counts as a purchase of 0.",
            "{count} payments have no amount: they count as purchases of 0.",
            unknown,
        )
