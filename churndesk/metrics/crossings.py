"""The movements of all customers in one pass over their stays: which closes each stay crosses.

Looking at every customer at every close costs customers times closes; this costs the stays alone. Both say the same,
and a test holds one against the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from churndesk.ledger.days import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from churndesk.ledger.dataset import Flags, Indices
    from churndesk.ledger.days import DayNumbers
    from churndesk.ledger.spells import SpellLedger
    from churndesk.metrics.periods import Period

    #: The number of a close in a row of closes; as many as there are for what comes after the last.
    CloseNumbers: TypeAlias = npt.NDArray[np.signedinteger[Any]]

#: From so many periods on, one pass over all stays is faster than two looks a period.
WORTH_IT = 4
#: So many stays are looked at together: what is worked out between stays in the processor's own memory.
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Counted:
    """How many customers make up each part of one period's movement."""

    opening: int
    new: int
    returned: int
    lost: int
    passed_through: int
    closing: int
    paused_and_returned: int


def row_of_closes(ledger: SpellLedger, periods: Sequence[Period]) -> tuple[int, ...] | None:
    """The opening close of the first period and the closing one of each; None where they aren't one row of days."""
    if not periods:
        return None
    as_of = number_of(ledger.as_of)
    opening = [number_of(period.start) - 1 for period in periods]
    closing = [min(number_of(period.end), as_of) for period in periods]
    in_a_row = opening[1:] == closing[:-1] and all(a < b for a, b in zip(opening, closing, strict=True))
    return (opening[0], *closing) if in_a_row else None


def counted(ledger: SpellLedger, closes: Sequence[int]) -> tuple[Counted, ...]:
    """The movement of all customers between each of these closes and the next one."""
    changes = np.zeros((6, len(closes) + 1), dtype=np.int64)
    for some in _blocks(ledger.spells.customer):
        changes += _changes(ledger, closes, some)
    active = np.cumsum(changes[0])[:-1]
    new, returned, lost, passed, resumed = changes[1:, 1:-1]
    steps = (active[:-1], new, returned, lost, passed, active[1:], resumed)
    return tuple(Counted(*numbers) for numbers in zip(*(step.tolist() for step in steps), strict=True))


def _blocks(customer: Indices) -> Iterator[slice]:
    """The stays a few at a time, those of one customer together."""
    first = 0
    while first < len(customer):
        last = min(first + _BLOCK, len(customer)) - 1
        end = int(np.searchsorted(customer, customer[last], side="right"))
        yield slice(first, end)
        first = end


def _changes(ledger: SpellLedger, closes: Sequence[int], some: slice) -> npt.NDArray[np.int64]:
    """Of these stays, at each close: how many more are here; who is new, returned, lost, passed through, resumed."""
    spells, count = ledger.spells, len(closes)
    every = spells.customer[some]
    came, went = _first_close(closes, spells.start[some]), _first_close(closes, spells.end[some])
    crossing = np.flatnonzero(went > came)
    customer, crosses, ends = every[crossing], came[crossing], went[crossing]
    # Here at one close in this stay and at the next one in another: retained.
    resumed = np.zeros(len(crossing) + 1, dtype=bool)
    resumed[1:-1] = (customer[1:] == customer[:-1]) & (crosses[1:] == ends[:-1])
    arrived = ~resumed[:-1]
    first = _first_close(closes, ledger.first_start[customer]) == crosses
    at = (
        crosses[arrived & first],
        crosses[arrived & ~first],
        ends[~resumed[1:]],
        _passing(every, came, went, crossing),
        crosses[resumed[:-1]],
    )
    here = _numbered(came, count) - _numbered(went, count)
    return np.array([here, *(_numbered(numbers, count) for numbers in at)])


def _passing(customer: Indices, came: CloseNumbers, went: CloseNumbers, crossing: npt.NDArray[np.intp]) -> CloseNumbers:
    """The close after each stay that crosses none, once a customer, of who isn't here at the closes around it."""
    within = np.flatnonzero(went == came)
    at, who = came[within], customer[within]
    if not len(crossing) or not len(within):
        return _once(who, at)
    # Of the stays that do cross a close, the customer's last one before and its next one after.
    after = np.searchsorted(crossing, within)
    before, following = np.maximum(after - 1, 0), np.minimum(after, len(crossing) - 1)
    left, right = crossing[before], crossing[following]
    was_here: Flags = (after > 0) & (customer[left] == who) & (went[left] == at)
    is_here: Flags = (after < len(crossing)) & (customer[right] == who) & (came[right] == at)
    passing = ~(was_here | is_here)
    return _once(who[passing], at[passing])


def _once(who: Indices, at: CloseNumbers) -> CloseNumbers:
    """Those of one customer between the same closes count once; they stand by customer and time."""
    differs = np.ones(len(at), dtype=bool)
    differs[1:] = (who[1:] != who[:-1]) | (at[1:] != at[:-1])
    return at[differs]


def _first_close(closes: Sequence[int], days: DayNumbers) -> CloseNumbers:
    """For each day the number of the first close on or after it: the first that a stay from then on can cross."""
    low, high = closes[0], closes[-1] + 1
    numbers = np.searchsorted(np.array(closes), np.arange(low, high + 1)).astype(np.int32)
    place = np.clip(days, low, high)
    place -= low
    return numbers[place]


def _numbered(numbers: CloseNumbers, closes: int) -> npt.NDArray[np.int64]:
    """How often each close occurs, the last entry for what comes after all of them."""
    return np.bincount(numbers, minlength=closes + 1)
