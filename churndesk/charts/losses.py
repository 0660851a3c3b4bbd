"""What the lost customers cost, by why they left or by what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.words import Money, Rate, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.metrics import CostGroup, LossCost
    from churndesk.words import Message

#: Bars beyond so many can't be told apart; the rest is added up in one.
_MOST_BARS = 8


def chart_loss_by_reason(cost: LossCost, currency: str | None = None) -> Chart:
    """The cost of the lost customers by the reason that was recorded, dearest first."""
    return _chart("loss_by_reason", message("Loss by reason"), cost.by_reason, currency)


def chart_loss_by_segment(cost: LossCost, heading: str, currency: str | None = None) -> Chart:
    """The cost of the lost customers by the values of one column, dearest first."""
    return _chart("loss_by_segment", message("Loss by {column}", column=heading), cost.by_segment, currency)


def _chart(key: str, title: Message, groups: Sequence[CostGroup], currency: str | None) -> Chart:
    bars = [(group.name, group.cost) for group in groups[:_MOST_BARS]]
    rest = sum(group.cost for group in groups[_MOST_BARS:])
    if len(groups) > _MOST_BARS:
        bars.append((message("all others"), rest))
    return Chart(
        key,
        "bars",
        title,
        "money",
        tuple(name for name, _ in bars),
        (Line(message("Cost"), tuple(cost for _, cost in bars), "bad"),),
        _summary(groups, currency),
        currency=currency,
    )


def _summary(groups: Sequence[CostGroup], currency: str | None) -> Message:
    total = sum(group.cost for group in groups)
    if not groups or not total:
        return message("There is no loss to divide.")
    dearest = groups[0]
    return message(
        "{name} costs most: {cost}, {share} of the whole.",
        name=dearest.name,
        cost=Money(dearest.cost, currency),
        share=Rate(dearest.cost / total, 0),
    )
