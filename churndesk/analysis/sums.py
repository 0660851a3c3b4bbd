"""Whether the figures of a study add up: the identities of its periods, its groups and its longer periods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from churndesk import metrics
from churndesk.ledger import SpellLedger
from churndesk.metrics.closes import code_of, two_closes
from churndesk.metrics.identities import HALF_A_CENT, check, longer_checks, movement_checks
from churndesk.words import Series, message, sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis.study import Study
    from churndesk.metrics.closes import TwoCloses
    from churndesk.metrics.identities import Check
    from churndesk.words import Message
    from churndesk.words.message import Value

#: What periods are rolled up to.
_LONGER: Final[dict[str, metrics.Granularity]] = {"month": "quarter", "quarter": "year"}
#: The parts of a movement that the groups of a column share among themselves.
_SHARED: tuple[metrics.Part, ...] = ("opening", "new", "returned", "lost")
#: So many places are named where something doesn't hold.
_NAMED = 3


def sum_checks(study: Study) -> tuple[Check, ...]:
    """All identities that the study's table can be held to; none without data."""
    return tuple(one for one in _checks(study) if one is not None)


def sums_told(checks: tuple[Check, ...]) -> Message | None:
    """The checks in a sentence: that all hold, or which doesn't and where. None without any."""
    if not checks:
        return None
    wrong = next((one for one in checks if not one.holds), None)
    if wrong is None:
        return message("All sums agree: {what}.", what=Series(tuple(one.what for one in checks)))
    return message(
        "This should hold and doesn't: {rule} Look at {places}, and use these figures with care.",
        rule=wrong.rule,
        places=Series(wrong.wrong[:_NAMED]),
    )


def _checks(study: Study) -> Iterator[Check | None]:
    yield from movement_checks(study.customers, study.revenue)
    yield _groups(study)
    yield _longer(study)


def _groups(study: Study) -> Check | None:
    return check(
        "groups",
        sense("check", "groups"),
        message("The groups of a column are together all customers, with all their revenue."),
        _snapshot_groups(study) if study.snapshot is not None else _group_answers(study),
    )


def _snapshot_groups(study: Study) -> Iterator[tuple[Value, bool | None]]:
    if study.snapshot is None:
        return
    whole = (study.snapshot.customers, study.snapshot.lost)
    for breakdown in study.snapshot.by:
        shares = breakdown.shares
        yield breakdown.heading, (sum(one.customers for one in shares), sum(one.lost for one in shares)) == whole


def _group_answers(study: Study) -> Iterator[tuple[Value, bool | None]]:
    """Every column of groups in the chosen period, whose proofs and comparisons are the ones that are looked at."""
    if not isinstance(study.ledger, SpellLedger) or study.chosen is None:
        return
    segment = study.project.view.segment
    for heading, values in study.segments:
        (closes,) = two_closes(study.ledger, (study.periods[study.chosen],), (heading, values[0]))
        chosen = segment if segment is not None and segment[0] == heading else None
        yield heading, _shared(closes) and (chosen is None or _is_shown(study, study.chosen, closes, chosen))


def _shared(closes: TwoCloses) -> bool:
    """Whether everybody who moved, and every amount at the start, belongs to one of the groups."""
    booked = closes.booked_segments
    placed = booked >= -1
    if any(bool((closes.part(part) & ~placed).any()) for part in _SHARED):
        return False
    left_out = closes.opening.amounts[~placed]
    return bool(left_out.sum() < HALF_A_CENT) and bool((closes.closing.segments[closes.part("closing")] >= -1).all())


def _is_shown(study: Study, at: int, closes: TwoCloses, segment: metrics.Segment) -> bool:
    """Whether the figures of the chosen group are its share of everybody's."""
    if closes.opening.category is None:
        return True
    code = code_of(closes.opening.category, segment[1])
    booked = np.equal(closes.booked_segments, code)
    moved = study.customers[at]
    return all(int(np.count_nonzero(closes.part(part) & booked)) == getattr(moved, part) for part in _SHARED)


def _longer(study: Study) -> Check | None:
    """The longer period that holds the chosen one, computed on its own from the same ledger."""
    view = study.project.view
    by = _LONGER.get(view.by)
    if by is None or study.ledger is None or study.chosen is None or study.periods[study.chosen].by != view.by:
        return None
    day = study.periods[study.chosen].start
    first_month = view.first_month if 1 <= view.first_month <= 12 else 1
    all_periods = metrics.periods_of(study.ledger, by, first_month)
    periods = [one for one in all_periods if one.by == by and one.start <= day <= one.end]
    segment = view.segment if isinstance(study.ledger, SpellLedger) else None
    return longer_checks(
        (study.customers, study.revenue),
        (
            metrics.customer_movements(study.ledger, periods, segment),
            metrics.revenue_movements(study.ledger, periods, segment),
        ),
    )
