"""Logs of payments, invoices or orders: purchases that follow each other closely enough become spells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import PaymentKind
from churndesk.ledger.days import FOREVER, number_of, numbers_of
from churndesk.ledger.inactivity import propose_inactivity
from churndesk.ledger.spells import SpellLedger, Spells, Stretches
from churndesk.words import message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger.dataset import Dataset, PaymentRows
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.inactivity import Proposal
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message

#: The days of a mean month: what a run rate over days is turned into a month with.
DAYS_A_MONTH = 365 / 12


def build_from_purchases(dataset: Dataset, rows: PaymentRows, policy: Policy, as_of: date) -> SpellLedger:
    """The ledger of a log: a purchase on day p keeps the customer here at the closes of p … p + limit - 1."""
    today, day = number_of(as_of), numbers_of(rows.day)
    proposal = None if policy.inactivity_days else propose_inactivity(rows, today)
    limit = policy.inactivity_days or (proposal.days if proposal else 0)
    counted = day <= today
    spells = _spells(rows, day, np.flatnonzero(counted & (rows.kind == PaymentKind.PURCHASE)), limit)
    first_start = np.full(len(dataset.customers), FOREVER, dtype=np.int64)
    np.minimum.at(first_start, spells.customer, spells.start)
    return SpellLedger(
        dataset,
        replace(policy, inactivity_days=limit),
        as_of,
        spells,
        _run_rates(rows, day, np.flatnonzero(counted & (rows.kind != PaymentKind.FAILED)), limit),
        first_start,
        rates_from=int(day[counted].min()) + limit if counted.any() else None,
        notes=tuple(_remarks(rows, day, today, limit, proposal)),
    )


def _spells(rows: PaymentRows, day: DayNumbers, bought: npt.NDArray[np.intp], limit: int) -> Spells:
    order = np.lexsort((day[bought], rows.customer[bought]))
    row = bought[order]
    customer, start = rows.customer[row], day[row]
    begins = np.ones(len(row), dtype=bool)
    begins[1:] = (customer[1:] != customer[:-1]) | (np.diff(start) > limit)
    firsts = np.flatnonzero(begins)
    lasts = np.append(firsts[1:] - 1, len(row) - 1) if len(row) else firsts
    return Spells(
        customer[firsts].astype(np.int32),
        start[firsts],
        start[lasts] + limit,
        row[firsts].astype(np.int32),
        row[lasts].astype(np.int32),
    )


def _run_rates(rows: PaymentRows, day: DayNumbers, counted: npt.NDArray[np.intp], limit: int) -> Stretches:
    """Each payment spread over the days that it is part of the run rate, as an amount a month; refunds below 0.

    One without an amount is a stretch of 0: it still says which segment its customer is in.
    """
    start = day[counted]
    return Stretches.of(
        rows.customer[counted], start, start + limit, rows.amount[counted] * (DAYS_A_MONTH / limit), counted
    )


def _remarks(
    rows: PaymentRows, day: DayNumbers, today: int, limit: int, proposal: Proposal | None
) -> Iterator[Message]:
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
    later = int(((day > today) & (day < FOREVER)).sum())
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
