"""Customers who came, went and stayed, period by period, and who they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.counts import CountLedger
from churndesk.ledger.dataset import SpellRows
from churndesk.ledger.days import number_of, numbers_of
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.bookings import customers_booked
from churndesk.metrics.closes import two_closes
from churndesk.metrics.crossings import WORTH_IT, Counted, counted, row_of_closes
from churndesk.metrics.movements import CustomerMovement
from churndesk.metrics.renewals import Renewals, counts_renewals
from churndesk.metrics.result import Undefined
from churndesk.metrics.summary import summary_customers
from churndesk.words import Series, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Indices
    from churndesk.metrics.closes import Part, Segment
    from churndesk.metrics.periods import Period
    from churndesk.words import Message

#: So many customers of a note are named in it.
_NAMED = 5


def customer_movements(
    ledger: Ledger, periods: Sequence[Period], segment: Segment | None = None
) -> tuple[CustomerMovement, ...]:
    """The movement of customers in each period, of all or of one segment (heading, value).

    A movement is booked in the segment that the customer had at the opening close, else on its first day in the
    period, so the segments add up. A snapshot has no periods and no movements; a summary has no segments.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    if isinstance(ledger, SpellLedger):
        at_once = segment is None and len(periods) >= WORTH_IT and not counts_renewals(ledger)
        row = row_of_closes(ledger, periods) if at_once else None
        if row is not None:
            return tuple(
                _said(ledger, *both, n) for n, both in enumerate(zip(periods, counted(ledger, row), strict=True))
            )
        return tuple(
            replace(
                _said(ledger, period, Counted(*people[:-2]), place),
                moved_in=people[-2],
                moved_out=people[-1],
                renewals=None if renewals is None else Renewals(*renewals),
            )
            for place, (period, (people, renewals)) in enumerate(
                zip(periods, customers_booked(ledger, periods, segment), strict=True)
            )
        )
    if isinstance(ledger, CountLedger):
        return summary_customers(ledger, periods)
    return ()


def who(ledger: Ledger, period: Period, part: Part, segment: Segment | None = None) -> Indices:
    """The customers, as indices into the dataset's, who make up that part of the period's movement.

    Empty for a table that has no customers, only totals.
    """
    if not isinstance(ledger, SpellLedger):
        return np.zeros(0, dtype=np.int32)
    closes = next(two_closes(ledger, (period,), segment))
    return np.flatnonzero(closes.members(part)).astype(np.int32)


def no_rates_yet(ledger: SpellLedger, period: Period) -> Undefined | None:
    """Why the log says nothing yet about rates in this period, if so.

    Who bought last before the log begins can't be seen, so until the inactivity limit has passed once nobody can be
    lost.
    """
    if ledger.rates_from is None or number_of(period.start) >= ledger.rates_from:
        return None
    return Undefined(
        "log-too-short",
        message("The file doesn't reach back far enough: rates need {days} days of purchases before the period.",
                days=ledger.policy.inactivity_days or 0),
    )  # fmt: skip


def _said(ledger: SpellLedger, period: Period, count: Counted, place: int) -> CustomerMovement:
    """The movement of the period at that place in the row, with what there is to say about it."""
    return CustomerMovement(
        period,
        opening=count.opening,
        new=count.new,
        returned=count.returned,
        lost=count.lost,
        passed_through=count.passed_through,
        closing=count.closing,
        paused_and_returned=count.paused_and_returned,
        no_rates=no_rates_yet(ledger, period),
        notes=tuple(_notes(ledger, period, count.paused_and_returned, first=place == 0)),
    )


def _notes(ledger: SpellLedger, period: Period, paused: int, *, first: bool) -> Iterator[Message]:
    if first and ledger.dataset.presence:
        yield message(
            "First seen: the table doesn't say when a customer started, so in its first period earlier customers "
            "can't be told from new ones."
        )
    if paused:
        yield plural("{count} customer left and came back.", "{count} customers left and came back.", paused)
    if ledger.policy.paused == "gone" and period.start <= ledger.as_of <= period.end:
        yield from _held(ledger)


def _held(ledger: SpellLedger) -> Iterator[Message]:
    """Who is on pause, nobody knows since when, and is therefore lost on the last day of the data."""
    rows, spells, today = ledger.dataset.rows, ledger.spells, number_of(ledger.as_of)
    if not isinstance(rows, SpellRows):
        return
    held = rows.paused & (numbers_of(rows.end) > today)
    who = np.unique(spells.customer[(spells.end == today) & held[spells.last_row]])
    if not len(who):
        return
    if len(who) > _NAMED:
        yield plural(
            "{count} customer is on pause, and the table doesn't say since when: counted as lost on the last day of "
            "the data.",
            "{count} customers are on pause, and the table doesn't say since when: they count as lost on the last day "
            "of the data.",
            len(who),
        )
        return
    yield plural(
        "{count} customer is on pause, and the table doesn't say since when: counted as lost on the last day of the "
        "data ({names}).",
        "{count} customers are on pause, and the table doesn't say since when: they count as lost on the last day of "
        "the data ({names}).",
        len(who),
        names=Series(tuple(str(one) for one in ledger.dataset.customers.ids[who].tolist())),
    )
