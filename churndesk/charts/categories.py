"""The share lost, by the values of one column of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.words import Rate, message

if TYPE_CHECKING:
    from churndesk.metrics import Breakdown, Share
    from churndesk.words import Message, Value


def chart_shares(breakdown: Breakdown) -> Chart:
    """The share of the customers lost for each value, with its interval, largest group first."""
    shares = breakdown.shares
    line = Line(
        message("Churn"),
        tuple(share.churn.value for share in shares),
        "bad",
        low=tuple(share.churn.low for share in shares),
        high=tuple(share.churn.high for share in shares),
    )
    return Chart(
        "shares",
        "bars",
        message("Churn by {column}", column=breakdown.heading),
        "rate",
        tuple(_name(share) for share in shares),
        (line,),
        _summary(breakdown),
    )


def _name(share: Share) -> Value:
    return share.value or message("empty")


def _summary(breakdown: Breakdown) -> Message:
    known = [(share.churn.value, share) for share in breakdown.shares if share.churn.value is not None]
    if not known:
        return message("No group has a figure.")
    (most, worst), (least, best) = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    return message(
        "By {column}, churn lies between {least} ({best}) and {most} ({worst}).",
        column=breakdown.heading,
        least=Rate(least),
        best=_name(best),
        most=Rate(most),
        worst=_name(worst),
    )
