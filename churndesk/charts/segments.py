"""Churn by the values of a category, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.charts.chart import Chart, Line
from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.metrics.segment_churn import SegmentTable
    from churndesk.words import Message


def chart_segments(table: SegmentTable) -> Chart:
    """A bar for each value, with its interval, the largest group first."""
    line = Line(
        message("Churn"),
        tuple(one.rate for one in table.segments),
        "bad",
        low=tuple(one.low for one in table.segments),
        high=tuple(one.high for one in table.segments),
    )
    return Chart(
        "segments",
        "bars",
        message("Churn by {column}", column=table.heading),
        "rate",
        tuple(one.name for one in table.segments),
        (line,),
        _summary(table),
    )


def _summary(table: SegmentTable) -> Message:
    different = [one for one in table.segments if one.different]
    if not different:
        return message("The differences are within what chance alone does with so few customers.")
    if len(different) == 1:
        return different[0].sentence
    return plural(
        "{count} group differs from the others by more than chance explains.",
        "{count} groups differ from the others by more than chance explains.",
        len(different),
    )
