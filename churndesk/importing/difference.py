"""What a new file says otherwise than the one before it, customer by customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from churndesk.importing.rowkeys import keyed
from churndesk.importing.tidings import told

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    import numpy.typing as npt

    from churndesk.importing.rowkeys import People, RowKeys
    from churndesk.ledger.dataset import Dataset
    from churndesk.words import Message, PeriodName

    #: Who, or for a table of totals which period, a line of the report is about.
    Who: TypeAlias = "str | PeriodName"

#: So many changes are told in detail; the others are named.
DETAILED = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: who, by which name, and what is different (None where being there is all)."""

    who: Who
    name: str = ""
    told: Message | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A file beside the one before it.

    `same` counts those about whom both say the same. `goes_on` says that the new file goes on where the earlier one
    ended, rather than holding everything anew. `totals` marks tables of periods, which know no customers.
    """

    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    gone: tuple[Line, ...]
    same: int
    rows_before: int
    rows_now: int
    rows_same: int
    goes_on: bool = False
    totals: bool = False


def difference(before: Dataset, now: Dataset, own: int | None = None) -> Difference | None:
    """What changed from one dataset to the next; None where they are different kinds of tables.

    With `own` only the rows of that many first sources of `now` are looked at.
    """
    if type(before.rows) is not type(now.rows):
        return None
    earlier, later = keyed(before, now, own)
    return _compared(earlier, later, before, now)


def _compared(earlier: RowKeys, later: RowKeys, before: Dataset, now: Dataset) -> Difference:
    import numpy as np

    held, kept = np.isin(earlier.keys, later.keys), np.isin(later.keys, earlier.keys)
    then, current = np.unique(earlier.who), np.unique(later.who)
    both = np.intersect1d(then, current)
    other = np.union1d(earlier.who[~held], later.who[~kept])
    changed = np.intersect1d(both, other)
    people, detailed = earlier.people, changed[:DETAILED]
    then_told, now_told = earlier.only(detailed), later.only(detailed)
    return Difference(
        new=_lines(np.setdiff1d(current, then), people),
        changed=_lines(changed, people, lambda who: told(who, then_told, now_told, before, now)),
        gone=_lines(np.setdiff1d(then, current), people),
        same=len(both) - len(changed),
        rows_before=len(earlier.keys),
        rows_now=len(later.keys),
        rows_same=int(kept.sum()),
        goes_on=_goes_on(now.shape, len(both), len(then), int(held.sum()), len(earlier.keys)),
        totals=earlier.people.totals,
    )


def _goes_on(shape: str, both: int, then: int, held: int, rows: int) -> bool:
    """Lists are a day each. Logs go on where hardly a row is there again, others where hardly a customer is."""
    if shape == "lists":
        return True
    if shape == "snapshot":
        return False
    return held * 2 < rows if shape == "payments" else both * 2 < then


def _lines(
    wanted: npt.NDArray[np.int64], people: People, tell: Callable[[int], Message] | None = None
) -> tuple[Line, ...]:
    return tuple(
        Line(people.who(who), people.name(who), tell(who) if tell and place < DETAILED else None)
        for place, who in enumerate(wanted.tolist())
    )
