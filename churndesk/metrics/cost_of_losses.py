"""What the customers lost in a period cost, customer by customer, by reason and by segment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.snapshot import SnapshotLedger
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import two_closes
from churndesk.metrics.cost import CostGroup, CostTerms, cost_of, costs_of, nothing
from churndesk.metrics.expansion import expansion
from churndesk.metrics.loss_values import last_rows, reasons_of, yearly_values
from churndesk.metrics.result import Undefined
from churndesk.words import Amount, Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Amounts, Category, Indices
    from churndesk.metrics.closes import Segment
    from churndesk.metrics.cost import LossCost
    from churndesk.metrics.movements import CustomerMovement, RevenueMovement
    from churndesk.metrics.periods import Period
    from churndesk.words import Message, Value

_MONTHS = 12


def loss_cost(
    ledger: Ledger,
    customers: Sequence[CustomerMovement],
    revenue: Sequence[RevenueMovement],
    index: int | None,
    terms: CostTerms | None = None,
    *,
    segment: Segment | None = None,
    heading: str | None = None,
) -> LossCost:
    """What the customers lost in the period at `index` cost; a snapshot needs no period.

    Each costs its yearly value + yearly value × expansion of its segment + the cost to win another. `segment` keeps
    to the customers of one; `heading` groups by that column, whose expansions are then taken one by one.

    Raises:
        NotPossible: there is no column with that heading.
    """
    terms = terms or CostTerms()
    if isinstance(ledger, SnapshotLedger):
        return _of_snapshot(ledger, terms)
    if index is None:
        return nothing(0, terms, Undefined("no-period", message("The table has no period to look at.")))
    if isinstance(ledger, SpellLedger):
        return _of_spells(ledger, customers[index].period, terms, segment, heading or (segment[0] if segment else None))
    return _of_totals(customers[index], revenue[index], terms)


def _of_spells(
    ledger: SpellLedger, period: Period, terms: CostTerms, segment: Segment | None, heading: str | None
) -> LossCost:
    closes = next(two_closes(ledger, (period,), segment))
    who = np.flatnonzero(closes.members("lost")).astype(np.int32)
    refusal = _refusal(len(who), ledger.dataset.has_amount, terms)
    if refusal:
        return nothing(len(who), terms, refusal)
    rows = last_rows(ledger, period, who)
    yearly = yearly_values(ledger, period, who, rows) * terms.margin
    category = ledger.category(heading) if heading else None
    grown = expansion(ledger, period.end, category)
    segments = closes.opening.segments
    if category:
        segments = ledger.segments_at(closes.opening.day, category)
    rates = np.full(len(who), terms.expansion_rate or 0.0)
    if terms.expansion_rate is None:
        rates = grown.of(segments[who]) if category else np.full(len(who), grown.overall)
    costs = costs_of(yearly, rates, terms)
    names, codes = reasons_of(ledger, rows)
    return cost_of(
        who,
        yearly,
        costs,
        terms,
        expansion_rate=_mean_rate(yearly, rates),
        basis=_basis_of_log(terms) if ledger.is_log else _basis_of_stays(terms, grown.months),
        by_reason=_groups(names, codes, costs),
        by_segment=_by_segment(category, segments[who], costs) if category else (),
    )


def _of_snapshot(ledger: SnapshotLedger, terms: CostTerms) -> LossCost:
    rows = ledger.rows
    lost = np.flatnonzero(rows.lost)
    refusal = _refusal(len(lost), rows.has_amount and not rows.amount_is_total, terms)
    if refusal:
        return nothing(len(lost), terms, refusal)
    yearly = _MONTHS * np.nan_to_num(rows.amount[lost]) * terms.margin
    rate = terms.expansion_rate or 0.0
    return cost_of(
        rows.customer[lost],
        yearly,
        costs_of(yearly, np.full(len(lost), rate), terms),
        terms,
        expansion_rate=rate,
        basis=_said(terms, message("12 × the monthly amount of each lost customer.")),
    )


def _of_totals(customers: CustomerMovement, revenue: RevenueMovement, terms: CostTerms) -> LossCost:
    lost = customers.lost or 0
    if customers.lost is None:
        return nothing(0, terms, Undefined("no-losses", message("The table doesn't say how many customers were lost.")))
    refusal = _refusal(lost, revenue.churned is not None, terms)
    if refusal:
        return nothing(lost, terms, refusal)
    yearly = np.full(lost, _MONTHS * (revenue.churned or 0.0) / lost) * terms.margin
    rate = terms.expansion_rate or 0.0
    return cost_of(
        np.zeros(0, dtype=np.int32),
        yearly,
        costs_of(yearly, np.full(lost, rate), terms),
        terms,
        expansion_rate=rate,
        basis=_said(
            terms, message("12 × the revenue of the lost customers, shared equally: the table has only totals.")
        ),
    )


def _refusal(lost: int, has_amount: bool, terms: CostTerms) -> Undefined | None:  # noqa: FBT001
    if not lost:
        return Undefined("nobody-lost", message("Nobody left in this period, so nothing was lost."))
    if not has_amount and terms.flat is None:
        return Undefined(
            "no-amounts",
            message("The table doesn't say what a customer brings a month. Type what one costs you, or a flat cost."),
        )
    return None


def _mean_rate(yearly: Amounts, rates: Amounts) -> float:
    """The rate that the whole yearly value grows by."""
    total = float(yearly.sum())
    return float((yearly * rates).sum()) / total if total else float(rates.mean())


def _groups(names: Sequence[Value], codes: Indices, costs: Amounts) -> tuple[CostGroup, ...]:
    count = np.bincount(codes, minlength=len(names))
    cost = np.bincount(codes, weights=costs, minlength=len(names))
    order = sorted(np.flatnonzero(count).tolist(), key=lambda code: -cost[code])
    return tuple(CostGroup(names[code], int(count[code]), float(cost[code])) for code in order)


def _by_segment(category: Category, codes: Indices, costs: Amounts) -> tuple[CostGroup, ...]:
    return _groups((message("empty"), *category.values), np.maximum(codes, -1) + 1, costs)


def _basis_of_stays(terms: CostTerms, months: int) -> Message:
    value = message("12 × the monthly amount of each lost customer at the start of the period.")
    if terms.expansion_rate is None and months:
        grown = plural(
            "The expansion is that of the last {count} complete month.",
            "The expansion is that of the last {count} complete months.",
            months,
        )
        return _said(terms, message("{value} {grown}", value=value, grown=grown))
    return _said(terms, value)


def _basis_of_log(terms: CostTerms) -> Message:
    return _said(terms, message("What each lost customer paid in the 12 months up to its last purchase."))


def _said(terms: CostTerms, value: Message) -> Message:
    if terms.flat is not None:
        return message("A flat cost of {flat} for each lost customer.", flat=Amount(terms.flat))
    if terms.margin < 1:
        return message("{value} Of it the margin of {margin} is counted.", value=value, margin=Rate(terms.margin, 0))
    return value
