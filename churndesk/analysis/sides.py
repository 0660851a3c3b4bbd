"""Who stands behind the figures over time: a cell of the cohorts, a reason, a group, the first weeks, an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from churndesk.analysis.members import members_at, members_of_snapshot, rows_of
from churndesk.analysis.proof import Side
from churndesk.ledger import SnapshotLedger, SpellLedger
from churndesk.ledger.dataset import PaymentRows, PeriodRows, SpellRows
from churndesk.ledger.days import number_of
from churndesk.ledger.ordering import purchases_of
from churndesk.metrics.answers import answered_rows
from churndesk.metrics.closes import code_of
from churndesk.metrics.cohorts import cohort_members
from churndesk.metrics.departures import losses
from churndesk.metrics.months import first_of, month_of
from churndesk.metrics.result import Undefined
from churndesk.metrics.satisfaction import scores_of
from churndesk.metrics.segment_churn import group_members
from churndesk.metrics.stay_lengths import lengths
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy.typing as npt

    from churndesk.analysis.members import Members
    from churndesk.analysis.study import Study
    from churndesk.ledger.dataset import Flags, Indices
    from churndesk.metrics.periods import Period
    from churndesk.metrics.segment_churn import SegmentTable
    from churndesk.words import Message

#: Who is meant by a card of the reasons: everybody who left, those without a reason, or those whom a flag marks.
REASONS = ("all", "none", "failed", "goal")


def sides_of_cohort(study: Study, start: date, months: int, *, bought: bool = False) -> tuple[Side, ...]:
    """The cohort that begins on `start` at the close of so many months later: who was here, and who wasn't any more.

    With `bought` those who bought in that month stand first.
    """
    ledger = study.ledger
    if not isinstance(ledger, SpellLedger):
        return ()
    month = month_of(start) + months
    close, before = (number_of(first_of(number)) - 1 for number in (month + 1, month))
    everybody = cohort_members(ledger, start, study.project.view.segment)
    here, earlier = ledger.active_at(close)[everybody], ledger.active_at(before)[everybody]
    groups: list[tuple[str, Message, Indices]] = [
        ("here", sense("customers", "Here at the end of that month"), everybody[here]),
        ("left", sense("customers", "Left in that month"), everybody[earlier & ~here]),
        ("gone", sense("customers", "Gone by then"), everybody[~here]),
        ("all", sense("customers", "All who started together"), everybody),
    ]
    if bought:
        groups.insert(
            0, ("bought", sense("customers", "Bought in that month"), _bought(ledger, everybody, before, close))
        )
    amounts = {"left": ledger.amounts_at(before)}
    now = ledger.amounts_at(close)
    return tuple(
        Side(key, title, members_at(ledger, who, close, amounts.get(key, now)[who])) for key, title, who in groups
    )


def _bought(ledger: SpellLedger, customers: Indices, before: int, close: int) -> Indices:
    rows = ledger.dataset.rows
    if not isinstance(rows, PaymentRows):
        return customers[:0]
    bought = purchases_of(rows)
    buyers = np.unique(bought.customer[(bought.day > before) & (bought.day <= close)])
    return customers[np.isin(customers, buyers)]


def side_of_reason(study: Study, periods: Sequence[Period], title: Message, *, reason: str = "", of: str = "") -> Side:
    """Who left in those periods and gave that reason, or those whom `of` (one of `REASONS`) means.

    Raises:
        TypeError: the table has no reasons.
    """
    ledger, rows = study.ledger, study.dataset.rows
    if not isinstance(ledger, SpellLedger) or not isinstance(rows, SpellRows):
        raise TypeError("only a table of stays has reasons")
    lost = losses(ledger, periods, study.project.view.segment)
    codes = np.full(len(lost), -1) if rows.reason is None else rows.reason.codes[lost.row]
    code = -1 if rows.reason is None or not reason else code_of(rows.reason, reason)
    chosen: Flags = {
        "": codes == code,
        "all": np.ones(len(lost), dtype=bool),
        "none": codes < 0,
        "failed": rows.failed[lost.row],
        "goal": rows.goal[lost.row],
    }[of]
    closes = _closes(ledger, lost.periods)[lost.period[chosen]]
    return Side(
        of or "reason", title, members_at(ledger, lost.customer[chosen], closes, lost.amount[chosen]), before=True
    )


def _closes(ledger: SpellLedger, periods: Sequence[Period]) -> npt.NDArray[np.int64]:
    today = number_of(ledger.as_of)
    return np.array([min(number_of(period.end), today) for period in periods], dtype=np.int64)


def sides_of_group(study: Study, table: SegmentTable, value: str) -> tuple[Side, ...]:
    """Who was lost in one group of a table, and who was there at the start of its periods."""
    ledger = study.ledger
    lost, start = sense("customers", "Lost"), sense("customers", "Here at the start")
    if isinstance(ledger, SnapshotLedger):
        category = next(one for one in ledger.rows.categories if one.heading == table.heading)
        own = category.codes == max(code_of(category, value), -1)
        return (
            Side("lost", lost, members_of_snapshot(ledger, of=np.flatnonzero(own & ledger.rows.lost))),
            Side("opening", message("All"), members_of_snapshot(ledger, of=np.flatnonzero(own))),
        )
    if not isinstance(ledger, SpellLedger):
        return ()
    found = group_members(ledger, table.periods, table.heading, value)
    return (
        Side("lost", lost, _over(ledger, [(period, gone) for period, _here, gone in found]), before=True),
        Side("opening", start, _over(ledger, [(period, here) for period, here, _gone in found]), before=True),
    )


def _over(ledger: SpellLedger, parts: Sequence[tuple[Period, Indices]]) -> Members:
    """Customers of several periods, each with its stay at the close of its period and its amount at its start."""
    none: Indices = np.zeros(0, dtype=np.int32)
    closes = _closes(ledger, [period for period, _who in parts])
    customers = np.concatenate([none, *(who for _period, who in parts)])
    amounts = [ledger.amounts_at(number_of(period.start - timedelta(days=1)))[who] for period, who in parts]
    days = np.repeat(closes, [len(who) for _period, who in parts])
    return members_at(ledger, customers, days, np.concatenate([np.zeros(0), *amounts]))


def sides_of_early_loss(study: Study, time: int) -> tuple[Side, ...]:
    """Who left within `time` days (months) of coming, who left later, and who was followed so long and stayed."""
    ledger, segment = study.ledger, study.project.view.segment
    found = None if ledger is None else lengths(ledger, segment)
    if found is None or isinstance(found, Undefined):
        return ()
    within = found.duration <= time
    groups = (
        ("early", sense("customers", "Left within that time"), found.left & within),
        ("later", sense("customers", "Left later"), found.left & ~within),
        ("kept", sense("customers", "Still here after that time"), ~found.left & ~within),
        ("young", sense("customers", "Too young to tell"), ~found.left & within),
    )
    return tuple(Side(key, title, _first_stays(study, found.customer[which])) for key, title, which in groups)


def _first_stays(study: Study, customers: Indices) -> Members:
    ledger = study.ledger
    if isinstance(ledger, SnapshotLedger):
        return members_of_snapshot(ledger, of=rows_of(ledger, customers))
    if not isinstance(ledger, SpellLedger):
        raise TypeError("totals have no customers")
    start = ledger.first_start[customers]
    amount = ledger.amounts_at(number_of(ledger.as_of))[customers]
    return members_at(ledger, customers, start, amount)


def sides_of_answers(study: Study, kind: str) -> tuple[Side, ...]:
    """Who answered what: who would recommend, who wouldn't and who is in between; or the satisfied and the others."""
    ledger = study.ledger
    rows = None if ledger is None else ledger.dataset.rows
    if ledger is None or rows is None or isinstance(rows, PeriodRows) or rows.score is None:
        return ()
    chosen = answered_rows(ledger, study.project.view.segment)
    scores = scores_of(rows.score)[chosen]
    bands = _NPS if kind == "nps" else _CSAT
    return tuple(
        Side(f"{least}-{most}", title, _answers(study, chosen[(scores >= least) & (scores <= most)]))
        for least, most, title in bands
    )


_NPS = (
    (9, 10, sense("customers", "Would recommend (9 and 10)")),
    (7, 8, sense("customers", "In between (7 and 8)")),
    (0, 6, sense("customers", "Would not (0 to 6)")),
)
_CSAT = ((4, 5, sense("customers", "Satisfied (4 and 5)")), (1, 3, sense("customers", "Others (1 to 3)")))


def _answers(study: Study, rows: npt.NDArray[np.intp]) -> Members:
    """The customers of those rows, each with what stands in its row."""
    ledger, held = study.ledger, study.dataset.rows
    if isinstance(held, PeriodRows) or held.score is None:
        raise TypeError("totals have no answers")
    if isinstance(ledger, SnapshotLedger):
        found = members_of_snapshot(ledger, of=rows)
    elif isinstance(ledger, SpellLedger):
        customers, today = held.customer[rows], number_of(ledger.as_of)
        found = members_at(ledger, customers, today, ledger.amounts_at(today)[customers])
    else:
        raise TypeError("totals have no customers")
    words = np.array([*held.score.values, ""], dtype=object)
    return replace(found, row=rows.astype(np.int32), answer=words[held.score.codes[rows]])
