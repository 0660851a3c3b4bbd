"""Which customers leave more often: churn by every value of a category, and what chance alone would do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.snapshot import SnapshotLedger
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import code_of, two_closes
from churndesk.metrics.comparison import SIGNIFICANT
from churndesk.metrics.customers import no_rates_yet
from churndesk.metrics.fisher import fisher
from churndesk.metrics.renewals import counts_renewals, renewing
from churndesk.metrics.result import Undefined
from churndesk.metrics.wilson import wilson
from churndesk.words import Amount, Rate, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Category, Flags, Indices
    from churndesk.metrics.closes import TwoCloses
    from churndesk.metrics.periods import Period
    from churndesk.words import Message, Value

    Counts = npt.NDArray[np.int64]

#: How many distinct values a column may have to be compared: with one there is nothing to compare, with many it is
#: no category.
FEWEST, MOST = 2, 20
#: So many rows are looked at together: what is worked out between stays in the processor's own memory.
_BLOCK = 1 << 15


@dataclass(frozen=True, slots=True)
class SegmentChurn:
    """The churn of one value of a category, held against all other customers.

    `p` is that of Fisher's exact test against the rest, `holm` the same after Holm's correction for all values that
    were tried together; both None where there was nothing to compare. `low` and `high` are Wilson's interval.
    """

    value: str
    opening: int
    lost: int
    rest_opening: int
    rest_lost: int
    low: float
    high: float
    p: float | None = None
    holm: float | None = None

    @property
    def name(self) -> Value:
        """The value as it is said; empty cells have a name too."""
        return self.value or message("empty")

    @property
    def rate(self) -> float:
        """The share lost."""
        return self.lost / self.opening

    @property
    def rest_rate(self) -> float | None:
        """The share lost of all others; None without any."""
        return self.rest_lost / self.rest_opening if self.rest_opening else None

    @property
    def different(self) -> bool:
        """Whether it differs from the rest by more than chance, the others that were tried taken into account."""
        return self.holm is not None and self.holm < SIGNIFICANT

    @property
    def sentence(self) -> Message:
        """What the test says of this value, and no more."""
        if self.rest_rate is None or self.holm is None:
            return message("There is nobody to compare {value} with.", value=self.value)
        if not self.different:
            return message(
                "{value}: {rate} left, {rest} of all others. The difference is within what chance alone does with so "
                "few customers.",
                value=self.name,
                rate=Rate(self.rate),
                rest=Rate(self.rest_rate),
            )
        if self.rate > self.rest_rate:
            return message(
                "{value}: {rate} left, {rest} of all others. They leave more often, more than chance explains.",
                value=self.name,
                rate=Rate(self.rate),
                rest=Rate(self.rest_rate),
            )
        return message(
            "{value}: {rate} left, {rest} of all others. They leave less often, more than chance explains.",
            value=self.name,
            rate=Rate(self.rate),
            rest=Rate(self.rest_rate),
        )


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """The churn of every value of one category, the largest first.

    `tests` are all that were tried together, in this and other tables; by chance alone `by_chance` of them would look
    different at the usual 5 %. Over several `periods` a customer counts once in each, so the tests are approximate.
    """

    heading: str
    segments: tuple[SegmentChurn, ...]
    tests: int
    periods: tuple[Period, ...] = ()

    @property
    def by_chance(self) -> float:
        """How many of the tests would look different if all customers were alike."""
        return self.tests * SIGNIFICANT

    @property
    def notes(self) -> tuple[Message, ...]:
        """What must be known to read the table rightly."""
        return tuple(_notes(self))


def _notes(table: SegmentTable) -> Iterator[Message]:
    if table.tests > 1:
        yield message(
            "{tests} groups were compared. By chance alone {chance} of them would look different; only what is beyond "
            "that is called different.",
            tests=table.tests,
            chance=Amount(table.by_chance, 1),
        )
    if len(table.periods) > 1:
        yield message("A customer counts once in every period, so the comparison is approximate.")


def last_year(periods: Sequence[Period]) -> tuple[Period, ...]:
    """The complete periods of the last 12 months: the last 12 months, 4 quarters or the last year."""
    complete = [period for period in periods if period.complete]
    return tuple(complete[-max(1, round(12 / complete[-1].months)) :]) if complete else ()


def segment_tables(
    ledger: Ledger, periods: Sequence[Period] = (), headings: Iterable[str] | None = None
) -> tuple[SegmentTable, ...] | Undefined:
    """A table for each category with 2 to 20 values (or for these headings), from the given periods added up.

    A customer is counted in the segment that it had at the opening close of each period. Periods that a log doesn't
    reach back far enough for are left out. A snapshot has no periods; all of its rows count. Holm's correction covers
    all values of all tables. Source: S. Holm, Scandinavian Journal of Statistics 6 (1979).
    """
    if not isinstance(ledger, SpellLedger | SnapshotLedger):
        return Undefined("no-customers", message("This table has no customers, only totals."))
    wanted = None if headings is None else set(headings)
    categories: tuple[Category, ...] = getattr(ledger.dataset.rows, "categories", ())
    chosen = [one for one in categories if _worth_it(one) and (wanted is None or one.heading in wanted)]
    if isinstance(ledger, SnapshotLedger):
        counts, usable = [_counts_of_snapshot(ledger, category) for category in chosen], []
    else:
        usable = [period for period in periods if no_rates_yet(ledger, period) is None]
        counts = _counts(ledger, chosen, usable)
    compared = [tuple(_compared(category, *count)) for category, count in zip(chosen, counts, strict=True)]
    tests = [_tests(segments) for segments in compared]
    corrected = iter(holm([p for own in tests for p in own]))
    return tuple(
        SegmentTable(
            category.heading, _corrected(segments, [next(corrected) for _ in own]), sum(map(len, tests)), tuple(usable)
        )
        for category, segments, own in zip(chosen, compared, tests, strict=True)
    )


def holm(chances: Sequence[float]) -> list[float]:
    """Each p as if it were the only one that was tried: of 0.01, 0.04 and 0.03 it makes 0.03, 0.06 and 0.06."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    corrected, so_far = [0.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        so_far = max(so_far, min(1.0, chances[place] * (len(chances) - rank)))
        corrected[place] = so_far
    return corrected


def _worth_it(category: Category) -> bool:
    if len(category.values) < FEWEST - 1:
        return False
    used = np.zeros(len(category.values) + 1, dtype=bool)
    for first in range(0, len(category.codes), _BLOCK):
        used[category.codes[first : first + _BLOCK] + 1] = True
    return FEWEST <= int(np.count_nonzero(used)) <= MOST


def _counts_of_snapshot(ledger: SnapshotLedger, category: Category) -> tuple[Counts, Counts]:
    codes, values = category.codes + 1, len(category.values) + 1
    return np.bincount(codes, minlength=values), np.bincount(codes[ledger.rows.lost], minlength=values)


def _counts(
    ledger: SpellLedger, categories: Sequence[Category], periods: Sequence[Period]
) -> list[tuple[Counts, Counts]]:
    """For each value, empty cells first, who was here at the opening closes and who of them was lost."""
    counts = [np.zeros((2, len(category.values) + 1), dtype=np.int64) for category in categories]
    for closes in two_closes(ledger, periods):
        here, gone = _at_risk(closes)
        places = np.flatnonzero(here)
        lost = gone[places]
        for category, count in zip(categories, counts, strict=True):
            codes = np.maximum(ledger.segments_at(closes.opening.day, category)[places], -1) + 1
            # One count of both: who stayed stands on even places, who left on odd ones.
            both = np.bincount(2 * codes + lost, minlength=2 * count.shape[1]).reshape(-1, 2)
            count[0] += both.sum(axis=1)
            count[1] += both[:, 1]
    return [(count[0], count[1]) for count in counts]


def _at_risk(closes: TwoCloses) -> tuple[Flags, Flags]:
    """Whose loss is counted, and who of them was lost."""
    if counts_renewals(closes.ledger):
        there = closes.opening.active
        return renewing(closes, "decided") & there, renewing(closes, "not_renewed") & there
    return closes.part("opening"), closes.part("lost")


def group_members(
    ledger: SpellLedger, periods: Sequence[Period], heading: str, value: str
) -> tuple[tuple[Period, Indices, Indices], ...]:
    """For each period of a table who was at risk in one group at its start, and who of them was lost.

    Added up over the periods they are the `opening` and `lost` of that group's `SegmentChurn`.

    Raises:
        NotPossible: there is no column with that heading.
    """
    category = ledger.category(heading)
    code, found = max(code_of(category, value), -1), []
    for closes in two_closes(ledger, periods):
        here, gone = _at_risk(closes)
        own = here & (np.maximum(ledger.segments_at(closes.opening.day, category), -1) == code)
        found.append((
            closes.period, np.flatnonzero(own).astype(np.int32), np.flatnonzero(own & gone).astype(np.int32)
        ))  # fmt: skip
    return tuple(found)


def _compared(category: Category, opening: Counts, lost: Counts) -> Iterator[SegmentChurn]:
    """Every value with somebody in it, the largest first, against all others."""
    here, gone = int(opening.sum()), int(lost.sum())
    found = np.flatnonzero(opening)
    for code in found[np.argsort(-opening[found], kind="stable")].tolist():
        of, left = int(opening[code]), int(lost[code])
        rest, rest_left = here - of, gone - left
        yield SegmentChurn(
            category.values[code - 1] if code else "",
            of,
            left,
            rest,
            rest_left,
            *wilson(left, of),
            p=fisher(left, of, rest_left, rest) if rest else None,
        )


def _tests(segments: Sequence[SegmentChurn]) -> list[float]:
    """The tests of one table; of two values, each is the other's rest, and both are one test."""
    chances = [segment.p for segment in segments if segment.p is not None]
    return chances[:1] if len(segments) == 2 else chances


def _corrected(segments: tuple[SegmentChurn, ...], chances: Sequence[float]) -> tuple[SegmentChurn, ...]:
    if not chances:
        return segments
    each = chances if len(chances) == len(segments) else [chances[0]] * len(segments)
    return tuple(replace(segment, holm=chance) for segment, chance in zip(segments, each, strict=True))
