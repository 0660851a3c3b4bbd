"""Customer lists and subscriptions: rows with a start and an end become spells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from churndesk.ledger.days import CUSTOMER_STEP, FOREVER, number_of, numbers_of
from churndesk.ledger.spells import SpellLedger, Spells, Stretches, first_starts
from churndesk.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Dataset, Flags, Indices, SpellRows
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message

    RowNumbers: TypeAlias = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class _Stays:
    """The rows that count, sorted by customer and start: `end` is the day of leaving, `gone` the end of all grace."""

    customer: Indices
    start: DayNumbers
    end: DayNumbers
    gone: DayNumbers
    amount: Amounts
    row: RowNumbers


def build_from_stays(dataset: Dataset, rows: SpellRows, policy: Policy, as_of: date) -> SpellLedger:
    """The ledger of a customer list or of subscriptions, as known at the close of the as-of day."""
    today = number_of(as_of)
    end = _ends(rows, policy, today)
    left_out, notes = _left_out(rows, policy, end, today)
    stays = _sorted(rows, policy, end, np.flatnonzero(~left_out), today)
    spell, spells = _joined(stays, policy.join_gap_days)
    first_start = first_starts(spells, len(dataset.customers))
    return SpellLedger(
        dataset,
        policy,
        as_of,
        spells,
        _stretches(stays, spell),
        first_start,
        notes=(*notes, *_remarks(dataset, stays, today)),
    )


def _ends(rows: SpellRows, policy: Policy, today: int) -> DayNumbers:
    """The day of leaving of each row, FOREVER where it is still here."""
    end = numbers_of(rows.end)
    if policy.end_is == "last_paid_day":
        end = np.where(end < FOREVER, end + 1, end)
    if policy.counts == "asked":
        end = np.minimum(end, numbers_of(rows.asked))
    if policy.paused == "gone":
        end = np.where(rows.paused, np.minimum(end, today), end)
    return end


def _left_out(rows: SpellRows, policy: Policy, end: DayNumbers, today: int) -> tuple[Flags, tuple[Message, ...]]:
    """Which rows are no stay of a customer under the policy, and a sentence on each reason."""
    out = np.zeros(len(rows.customer), dtype=bool)
    notes: list[Message] = []
    for applies, sentence in _exclusions(rows, policy, end, today):
        hit = applies & ~out
        if hit.any():
            notes.append(sentence(int(hit.sum())))
            out |= hit
    return out, tuple(notes)


def _exclusions(
    rows: SpellRows, policy: Policy, end: DayNumbers, today: int
) -> Iterator[tuple[Flags, Callable[[int], Message]]]:
    start = numbers_of(rows.start)
    yield (
        np.isnat(rows.start),
        lambda n: plural(
            "{count} row has no start and isn't counted.", "{count} rows have no start and aren't counted.", n
        ),
    )
    yield (
        start > today,
        lambda n: plural(
            "{count} stay starts after the last day of the data and isn't counted yet.",
            "{count} stays start after the last day of the data and aren't counted yet.",
            n,
        ),
    )
    if policy.trials == "exclude":
        yield (
            rows.trial,
            lambda n: plural("{count} trial isn't counted.", "{count} trials aren't counted.", n),
        )
    if policy.zero_price == "exclude":
        yield (
            rows.amount == 0,
            lambda n: plural(
                "{count} stay at a price of 0 isn't counted.", "{count} stays at a price of 0 aren't counted.", n
            ),
        )
    yield (
        end <= start,
        lambda n: plural(
            "{count} stay ended on the day it started, so it wasn't here at the close of any day. It isn't counted.",
            "{count} stays ended on the day they started, so they weren't here at the close of any day. "
            "They aren't counted.",
            n,
        ),
    )


def _sorted(rows: SpellRows, policy: Policy, end: DayNumbers, kept: RowNumbers, today: int) -> _Stays:
    start = numbers_of(rows.start)[kept]
    order = np.lexsort((start, rows.customer[kept]))
    kept = kept[order]
    ends = end[kept]
    grace = np.where(rows.failed[kept], policy.failed_grace_days, policy.grace_days)
    if policy.paused == "gone":
        grace = np.where(rows.paused[kept] & (ends == today), 0, grace)
    gone = np.where(ends < FOREVER, ends + grace, FOREVER)
    customer, start = rows.customer[kept], start[order]
    return _Stays(customer, start, ends, _until_resumed(customer, start, ends, gone), rows.amount[kept], kept)


def _until_resumed(customer: Indices, start: DayNumbers, end: DayNumbers, gone: DayNumbers) -> DayNumbers:
    """The end of grace: a stay that the customer begins meanwhile takes the place of the one in grace."""
    key = customer.astype(np.int64) * CUSTOMER_STEP
    following = np.searchsorted(key + start, key + end)
    successor = np.minimum(following, max(len(start) - 1, 0))
    resumed = (following < len(start)) & (customer[successor] == customer)
    return np.where(resumed, np.minimum(gone, start[successor]), gone)


def _joined(stays: _Stays, join_gap_days: int) -> tuple[RowNumbers, Spells]:
    """The number of the spell of each stay, and the spells."""
    count = len(stays.customer)
    begins = np.ones(count, dtype=bool)
    if count > 1:
        left, gone = _so_far(stays.customer, stays.end), _so_far(stays.customer, stays.gone)
        start = stays.start[1:]
        apart = (start - left[:-1] > join_gap_days) & (start > gone[:-1])
        begins[1:] = apart | (stays.customer[1:] != stays.customer[:-1])
    firsts = np.flatnonzero(begins)
    spell = np.cumsum(begins) - 1
    end = np.maximum.reduceat(stays.gone, firsts) if count else stays.gone
    last = _last_rows(stays, spell, end)
    return spell, Spells(
        stays.customer[firsts].astype(np.int32),
        stays.start[firsts],
        end,
        stays.row[firsts].astype(np.int32),
        last,
    )


def _so_far(customer: Indices, ends: DayNumbers) -> DayNumbers:
    """The latest end among this and the earlier stays of the same customer."""
    apart = customer.astype(np.int64) * CUSTOMER_STEP
    reached: DayNumbers = np.maximum.accumulate(ends + apart)
    return reached - apart


def _last_rows(stays: _Stays, spell: RowNumbers, end: DayNumbers) -> Indices:
    """The row that each spell ends with: the one that lasts longest, of several the last in the file."""
    last = np.full(len(end), -1, dtype=np.int32)
    final = stays.gone == end[spell]
    np.maximum.at(last, spell[final], stays.row[final].astype(np.int32))
    return last


def _stretches(stays: _Stays, spell: RowNumbers) -> Stretches:
    """The amounts over grace and joined gaps, so that whoever is here has one.

    A gap that was joined is filled by what ended last before it.
    """
    key = stays.customer.astype(np.int64) * CUSTOMER_STEP
    end = stays.gone.copy()
    if len(spell) > 1:
        reached = _so_far(stays.customer, stays.gone)
        bridged = np.flatnonzero((spell[1:] == spell[:-1]) & (stays.start[1:] > reached[:-1])) + 1
        gaps = key[bridged] + reached[bridged - 1]
        place = np.searchsorted(gaps, key + stays.gone)
        inside = np.flatnonzero(place < len(gaps))
        meets = inside[gaps[place[inside]] == (key + stays.gone)[inside]]
        end[meets] = stays.start[bridged[place[meets]]]
    return Stretches.of(stays.customer, stays.start, end, stays.amount, stays.row)


def _remarks(dataset: Dataset, stays: _Stays, today: int) -> Iterator[Message]:
    unknown = int(np.isnan(stays.amount).sum())
    if dataset.has_amount and unknown:
        yield plural(
            "{count} stay has no amount: it counts as a customer and as 0 in the revenue.",
            "{count} stays have no amount: they count as customers and as 0 in the revenue.",
            unknown,
        )
    scheduled = int(((stays.end < FOREVER) & (stays.end > today)).sum())
    if scheduled:
        yield plural(
            "{count} cancellation lies after the last day of the data: the customer is still here.",
            "{count} cancellations lie after the last day of the data: the customers are still here.",
            scheduled,
        )
