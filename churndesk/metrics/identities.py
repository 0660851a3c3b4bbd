"""What must come out of the movements of any table: the identities that every computation is held to.

Each is computed from the figures that are shown, so a mistake anywhere before them is found here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from churndesk.metrics.given import figure
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from churndesk.metrics.movements import CustomerMovement, RevenueMovement
    from churndesk.metrics.periods import Period
    from churndesk.words import Message
    from churndesk.words.message import Value

    Movement = CustomerMovement | RevenueMovement

#: The steps from the opening to the closing, with their signs.
CUSTOMER_STEPS = (("new", 1), ("returned", 1), ("moved_in", 1), ("lost", -1), ("moved_out", -1))
REVENUE_STEPS = (
    ("new", 1), ("returned", 1), ("expansion", 1), ("moved_in", 1), ("contraction", -1), ("churned", -1),
    ("moved_out", -1),
)  # fmt: skip
#: Counts that differ by less are the same, and so are amounts: half a cent.
HALF_A_CUSTOMER, HALF_A_CENT = 0.5, 0.005
#: Two rates over one count make 1 but for the last binary digit.
_HAIR = 1e-9


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: what must hold, how often that could be asked, and where it doesn't hold.

    `key` is a stable name for machines, `what` what it is about in a word, `wrong` names the periods or columns.
    """

    key: str
    what: Message
    rule: Message
    asked: int
    wrong: tuple[Value, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether it holds wherever it could be asked."""
        return not self.wrong


def check(key: str, what: Message, rule: Message, answers: Iterable[tuple[Value, bool | None]]) -> Check | None:
    """The identity with its answers by place; a place whose answer is None couldn't be asked. None where none could."""
    asked = [(place, held) for place, held in answers if held is not None]
    if not asked:
        return None
    return Check(key, what, rule, len(asked), tuple(place for place, held in asked if not held))


def movement_checks(
    customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement]
) -> Iterator[Check | None]:
    """The identities of each period and of its neighbours; None for one that the table says nothing about."""
    yield check(
        "customers",
        sense("check", "customers"),
        message("Customers at the start, and all who came less all who left, are those at the end."),
        _bridges(customers, CUSTOMER_STEPS, HALF_A_CUSTOMER),
    )
    yield check(
        "neighbours",
        sense("check", "neighbouring periods"),
        message("Customers at the end of a period are those at the start of the next."),
        _neighbours(customers),
    )
    yield check(
        "rates",
        sense("check", "rates"),
        message("Churn and retention together are all customers at the start."),
        ((moved.period.name, _whole(customers, revenue, index)) for index, moved in enumerate(customers)),
    )
    yield check(
        "revenue",
        sense("check", "revenue"),
        message("Revenue at the start, and all that was won less all that was lost, is that at the end."),
        _bridges(revenue, REVENUE_STEPS, HALF_A_CENT),
    )


def longer_checks(
    short: tuple[Sequence[CustomerMovement], Sequence[RevenueMovement]],
    long: tuple[Sequence[CustomerMovement], Sequence[RevenueMovement]],
) -> Check | None:
    """Months against the quarters that were computed on their own, or quarters against years.

    What stands at a close must be the same, and so must what was paid. New, returned and lost need not: who came in
    January and left in March is new once and lost once by month, and neither by quarter.
    """
    return check(
        "longer_periods",
        sense("check", "longer periods"),
        message("The first start, the last end and all payments of the shorter periods are those of the longer ones."),
        _rolled_up(short, long),
    )


def _bridges(
    moved: Sequence[Movement], steps: Sequence[tuple[str, int]], hair: float
) -> Iterator[tuple[Value, bool | None]]:
    """Opening and steps against the closing. A step that no period has is no step of this table's."""
    used = [(key, sign) for key, sign in steps if any(getattr(one, key) is not None for one in moved)]
    for one in moved:
        numbers = [one.opening, *(getattr(one, key) for key, _ in used), one.closing]
        if not used or None in numbers:
            yield one.period.name, None
            continue
        signs = (1, *(sign for _, sign in used), -1)
        yield one.period.name, abs(sum(s * n for s, n in zip(signs, numbers, strict=True))) < hair


def _neighbours(moved: Sequence[CustomerMovement]) -> Iterator[tuple[Value, bool | None]]:
    for before, after in pairwise(moved):
        yield after.period.name, _same(before.closing, after.opening, HALF_A_CUSTOMER)


def _whole(customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], index: int) -> bool | None:
    churn, retention = (figure(key, customers, revenue, index).value for key in ("churn_rate", "retention_rate"))
    return None if churn is None or retention is None else abs(churn + retention - 1) < _HAIR


def _rolled_up(
    short: tuple[Sequence[CustomerMovement], Sequence[RevenueMovement]],
    long: tuple[Sequence[CustomerMovement], Sequence[RevenueMovement]],
) -> Iterator[tuple[Value, bool | None]]:
    for customers, revenue in zip(*long, strict=True):
        places = _within(customers.period, [moved.period for moved in short[0]])
        if not places:
            continue
        first, last = places[0], places[-1]
        answers = (
            _same(short[0][first].opening, customers.opening, HALF_A_CUSTOMER),
            _same(short[0][last].closing, customers.closing, HALF_A_CUSTOMER),
            _same(short[1][first].opening, revenue.opening, HALF_A_CENT),
            _same(short[1][last].closing, revenue.closing, HALF_A_CENT),
            _same(_total(short[1][place].paid for place in places), revenue.paid, HALF_A_CENT),
        )
        known = [answer for answer in answers if answer is not None]
        yield customers.period.name, all(known) if known else None


def _within(long: Period, short: Sequence[Period]) -> list[int]:
    """The places of the short periods that lie in the long one; none where the first of them are missing."""
    places = [n for n, one in enumerate(short) if long.start <= one.start and one.end <= long.end]
    return places if places and short[places[0]].start == long.start else []


def _total(numbers: Iterable[float | None]) -> float | None:
    known = list(numbers)
    return None if None in known else sum(number for number in known if number is not None)


def _same(one: float | None, other: float | None, hair: float) -> bool | None:
    return None if one is None or other is None else abs(one - other) < hair
