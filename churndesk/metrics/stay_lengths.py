"""How long the customers of a ledger stay: all of them together, and by the values of a category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.snapshot import SnapshotLedger
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import code_of
from churndesk.metrics.first_stays import first_segments, first_stays
from churndesk.metrics.logrank import log_rank
from churndesk.metrics.result import Undefined
from churndesk.metrics.survival import Survival, survival
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Category, Flags, Indices
    from churndesk.metrics.closes import Segment
    from churndesk.metrics.logrank import GroupTest
    from churndesk.metrics.survival import TimeUnit


@dataclass(frozen=True, slots=True, eq=False)
class Lengths:
    """How long each customer of the dataset's `customer` was here, and whether it `left` then.

    For stays with dates it is the first stay of each, in days; for a snapshot the tenure, in months.
    """

    unit: TimeUnit
    customer: Indices
    duration: npt.NDArray[np.number]
    left: Flags

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True, slots=True, eq=False)
class GroupSurvival:
    """The curve of every value of a category, the largest group first, and whether they differ by more than chance."""

    heading: str
    curves: tuple[Survival, ...]
    test: GroupTest | Undefined


def lengths(ledger: Ledger, segment: Segment | None = None) -> Lengths | Undefined:
    """How long each customer was here: of all, or of those who began in a segment (heading, value).

    A snapshot's rows without a tenure, or with one below 0, are left out.

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    found = _all_lengths(ledger)
    if segment is None or isinstance(found, Undefined):
        return found
    category = _category(ledger, segment[0])
    return _of(found, _codes(ledger, category, found) == code_of(category, segment[1]))


def stay_survival(ledger: Ledger, segment: Segment | None = None) -> Survival | Undefined:
    """The survival curve of all customers, or of those who began in a segment (heading, value).

    Raises:
        NotPossible: there is no column with the segment's heading.
    """
    found = lengths(ledger, segment)
    return found if isinstance(found, Undefined) else survival(found.duration, found.left, found.unit)


def survival_by(ledger: Ledger, heading: str) -> GroupSurvival | Undefined:
    """The curves by a category: of a stay the value on its first day, of a snapshot the row's own; "" for none.

    Raises:
        NotPossible: there is no column with that heading.
    """
    found = lengths(ledger)
    if isinstance(found, Undefined):
        return found
    if not len(found):
        return Undefined("no-customers", message("There is no customer to follow."))
    category = _category(ledger, heading)
    codes = np.maximum(_codes(ledger, category, found), -1)
    values, group, sizes = np.unique(codes, return_inverse=True, return_counts=True)
    order = np.argsort(-sizes, kind="stable")
    curves = []
    for place in order.tolist():
        code, own = int(values[place]), _of(found, group == place)
        curve = survival(own.duration, own.left, own.unit, category.values[code] if code >= 0 else "")
        if isinstance(curve, Survival):
            curves.append(curve)
    return GroupSurvival(heading, tuple(curves), log_rank(found.duration, found.left, group))


def _all_lengths(ledger: Ledger) -> Lengths | Undefined:
    if isinstance(ledger, SpellLedger):
        stays = first_stays(ledger)
        return Lengths("days", stays.customer, stays.days, stays.left)
    if isinstance(ledger, SnapshotLedger) and ledger.rows.has_tenure:
        everybody = Lengths("months", ledger.rows.customer, ledger.rows.tenure, ledger.rows.lost)
        return _of(everybody, ledger.rows.tenure >= 0)
    return Undefined("no-lengths", message("This table doesn't say how long each customer was here."))


def _of(found: Lengths, which: Flags) -> Lengths:
    return Lengths(found.unit, found.customer[which], found.duration[which], found.left[which])


def _category(ledger: Ledger, heading: str) -> Category:
    if isinstance(ledger, SpellLedger):
        return ledger.category(heading)
    categories: tuple[Category, ...] = getattr(ledger.dataset.rows, "categories", ())
    for category in categories:
        if category.heading == heading:
            return category
    raise NotPossible(message("There is no column {heading} to group customers by.", heading=heading))


def _codes(ledger: Ledger, category: Category, found: Lengths) -> Indices:
    """The category of each length. A snapshot's is that of its row."""
    if isinstance(ledger, SpellLedger):
        return first_segments(ledger, category)[found.customer]
    if isinstance(ledger, SnapshotLedger):
        return category.codes[ledger.rows.tenure >= 0]
    return np.zeros(0, dtype=np.int32)
