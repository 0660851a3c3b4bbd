"""What the strategies' rules look at, taken from a study; None where the data doesn't say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk import strategies
from churndesk.ledger import SnapshotLedger, SpellLedger
from churndesk.ledger.dataset import SpellRows
from churndesk.ledger.days import number_of, numbers_of
from churndesk.metrics.benchmarks import benchmarks_for
from churndesk.metrics.concentration import concentration
from churndesk.metrics.early_loss import early_loss
from churndesk.metrics.fisher import fisher
from churndesk.metrics.reasons import loss_reasons
from churndesk.metrics.result import Undefined
from churndesk.metrics.segment_churn import last_year, segment_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.analysis.study import Study
    from churndesk.metrics import Period
    from churndesk.metrics.segment_churn import SegmentChurn, SegmentTable

#: A value of a contract column that says "by the month", in the languages that files come in.
_MONTHLY = re.compile(r"month|mies|月|월|monat|mensu|mensile|^1 ?m", re.IGNORECASE)
#: One that says "longer than that"; it is asked first, since "12 months" holds the word month too.
_LONGER = re.compile(
    r"year|annual|rok|lat\b|roczn|kwarta|quarter|年|년|연간|季|분기|jahr|\ban|(?:3|6|12|24|36) ?m", re.IGNORECASE
)


@dataclass(frozen=True, eq=False)
class Findings:
    """What takes a while to find out about a ledger: computed once for a chosen period, whatever is typed later."""

    segments: tuple[strategies.Contrast, ...] | None = None
    contracts: strategies.Contrast | None = None
    concentration: float | None = None
    reasons: strategies.Reasons | None = None
    early_loss: strategies.EarlyLoss | None = None
    asked: int | None = None


def findings(study: Study) -> Findings:
    """The findings for the chosen period, over the 12 months up to it."""
    ledger = study.ledger
    if ledger is None:
        return Findings()
    periods = _year_before(study)
    tables = segment_tables(ledger, periods)
    compared = () if isinstance(tables, Undefined) else tables
    return Findings(
        segments=_segments(compared),
        contracts=_contracts(compared),
        concentration=_concentration(study),
        reasons=_reasons(study, periods),
        early_loss=_early_loss(study),
        asked=_asked(study),
    )


def evidence(study: Study) -> strategies.Evidence:
    """The owner's figures for the chosen period, as far as the data holds them; typed numbers count as theirs."""
    found = study.findings
    return strategies.Evidence(
        churn=_value(study, "churn_rate"),
        benchmark=_benchmark(study),
        revenue_churn=_value(study, "gross_churn"),
        revenue_left=_revenue_left(study),
        concentration=found.concentration,
        reasons=found.reasons,
        segments=found.segments,
        contracts=found.contracts,
        asked=found.asked,
        early_loss=found.early_loss,
    )


def _value(study: Study, metric: str) -> float | None:
    return study.result(metric).value


def _revenue_left(study: Study) -> float | None:
    """The share of the revenue at the start that went with customers who left."""
    numbers = {**study.inputs("gross_churn"), **study.typed("gross_churn")}
    opening, churned = numbers.get("opening"), numbers.get("churned")
    return churned / opening if opening and churned is not None else None


def _year_before(study: Study) -> tuple[Period, ...]:
    """The complete periods of the 12 months up to and with the chosen one."""
    if study.chosen is None:
        return ()
    return last_year(study.periods[: study.chosen + 1])


def _benchmark(study: Study) -> strategies.Benchmark | None:
    if isinstance(study.ledger, SnapshotLedger):
        # A snapshot doesn't say over which time its customers were lost.
        return None
    bad = (one for one in benchmarks_for("churn_rate", study.project.view.by) if one.tone == "bad")
    return next((strategies.Benchmark(one.low, one.covers) for one in bad if one.low is not None), None)


def _concentration(study: Study) -> float | None:
    if study.ledger is None:
        return None
    day = None
    if study.chosen is not None and study.as_of is not None:
        day = min(study.periods[study.chosen].end, study.as_of)
    found = concentration(study.ledger, day)
    return None if isinstance(found, Undefined) else found.share.value


def _reasons(study: Study, periods: Sequence[Period]) -> strategies.Reasons | None:
    if study.ledger is None:
        return None
    found = loss_reasons(study.ledger, periods)
    if isinstance(found, Undefined) or not found.recorded:
        return None
    return strategies.Reasons(found.lost, found.given)


def _segments(tables: Sequence[SegmentTable]) -> tuple[strategies.Contrast, ...] | None:
    """Every group against all others; the length of contracts is a contrast of its own."""
    found = tuple(
        strategies.Contrast(
            f"{table.heading}: {one.value}",
            strategies.Share(one.lost, one.opening),
            strategies.Share(one.rest_lost, one.rest_opening),
            one.holm,
        )
        for table in tables
        if _by_length(table) is None
        for one in table.segments
        if one.holm is not None and one.value
    )
    return found or None


def _contracts(tables: Sequence[SegmentTable]) -> strategies.Contrast | None:
    """The monthly contracts against the longer ones, from the first column whose values tell the two apart."""
    parted = next((parted for table in tables if (parted := _by_length(table)) is not None), None)
    if parted is None:
        return None
    by_month, longer = (
        strategies.Share(sum(one.lost for one in group), sum(one.opening for one in group)) for group in parted
    )
    p = fisher(by_month.part, by_month.whole, longer.part, longer.whole)
    return strategies.Contrast(parted[0][0].value, by_month, longer, p)


def _by_length(table: SegmentTable) -> tuple[list[SegmentChurn], list[SegmentChurn]] | None:
    """The table's groups as monthly and longer contracts, or None where its column says nothing of the kind."""
    named = [one for one in table.segments if one.value]
    longer = [one for one in named if _LONGER.search(one.value)]
    monthly = [one for one in named if one not in longer and _MONTHLY.search(one.value)]
    return (monthly, longer) if monthly and longer and len(monthly) + len(longer) == len(named) else None


def _asked(study: Study) -> int | None:
    """Cancellations that are asked for and not yet in force on the as-of day."""
    if not isinstance(study.ledger, SpellLedger) or not isinstance(study.dataset.rows, SpellRows):
        return None
    rows, today = study.dataset.rows, number_of(study.ledger.as_of)
    if np.isnat(rows.asked).all():
        return None
    waiting = (numbers_of(rows.asked) <= today) & (numbers_of(rows.end) > today)
    return len(np.unique(rows.customer[waiting & study.ledger.active_at(today)[rows.customer]]))


def _early_loss(study: Study) -> strategies.EarlyLoss | None:
    if study.ledger is None or study.dataset.presence:
        # Where a table shows presence alone, customers of long standing look like new ones at its beginning.
        return None
    found = early_loss(study.ledger)
    if isinstance(found, Undefined):
        return None
    first, later = found.losses[-1].value, found.later.value
    if first is None or later is None:
        return None
    return strategies.EarlyLoss(first, later, by_chance=not found.different)
