"""Rates from period to period: churn, retention, growth against churn, revenue churn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.charts.chart import Band, Chart, Line
from churndesk.metrics import benchmarks_for, figure
from churndesk.words import Rate, message, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.charts.chart import Mark, Tone
    from churndesk.metrics import CustomerMovement, Period, Result, RevenueMovement
    from churndesk.words import Message


def chart_churn(
    customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], marks: Sequence[Mark] = ()
) -> Chart:
    """The churn rate of each period with its interval, on what others call fine and urgent."""
    results = _results("churn_rate", customers, revenue)
    # In the accent colour: its interval lies over the bands of benchmarks, which are good and bad.
    line = _line(message("Churn"), results, "accent")
    return _trend(
        "churn", message("Churn rate"), customers, (line,), bands=_bands("churn_rate", customers), marks=marks
    )


def chart_retention(
    customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], marks: Sequence[Mark] = ()
) -> Chart:
    """The retention rate of each period with its interval, on what others aim at."""
    line = _line(message("Retention"), _results("retention_rate", customers, revenue), "good")
    bands = _bands("retention_rate", customers)
    return _trend("retention", message("Retention rate"), customers, (line,), bands=bands, marks=marks)


def chart_growth(
    customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], marks: Sequence[Mark] = ()
) -> Chart:
    """Growth held against churn, period by period: where growth lies above, it makes up for the losses."""
    growth = _line(message("Growth"), _results("growth_rate", customers, revenue), "good", interval=False)
    churn = _line(message("Churn"), _results("churn_rate", customers, revenue), "bad", interval=False)
    both = [
        (new, lost)
        for new, lost in zip(growth.values, churn.values, strict=True)
        if new is not None and lost is not None
    ]
    title = message("Growth against churn")
    chart = _trend("growth", title, customers, (growth, churn), marks=marks)
    if not both:
        return chart
    made_up = sum(new >= lost for new, lost in both)
    summary = plural(
        "In {made_up} of {count} period growth made up for churn.",
        "In {made_up} of {count} periods growth made up for churn.",
        len(both),
        made_up=made_up,
    )
    return replace(chart, summary=summary)


def chart_revenue_churn(
    customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement], marks: Sequence[Mark] = ()
) -> Chart:
    """Revenue churn of each period, and what remains of it after upgrades."""
    gross = _line(message("Revenue churn"), _results("gross_churn", customers, revenue), "bad")
    net = _line(message("After upgrades"), _results("net_churn", customers, revenue), "accent", dashed=True)
    return _trend("revenue_churn", message("Revenue churn"), customers, (gross, net), marks=marks)


def incomplete(periods: Sequence[Period]) -> tuple[int, ...]:
    """The indices of the periods that haven't ended."""
    return tuple(index for index, period in enumerate(periods) if not period.complete)


def _results(key: str, customers: Sequence[CustomerMovement], revenue: Sequence[RevenueMovement]) -> tuple[Result, ...]:
    return tuple(figure(key, customers, revenue, index) for index in range(len(customers)))


def _line(name: Message, results: Sequence[Result], tone: Tone, *, interval: bool = True, dashed: bool = False) -> Line:
    bounded = interval and any(result.low is not None for result in results)
    return Line(
        name,
        tuple(result.value for result in results),
        tone,
        low=tuple(result.low for result in results) if bounded else (),
        high=tuple(result.high for result in results) if bounded else (),
        dashed=dashed,
    )


def _bands(metric: str, customers: Sequence[CustomerMovement]) -> tuple[Band, ...]:
    """What others call good or bad; what is merely usual somewhere stands in the text beside the chart."""
    if not customers:
        return ()
    fitting = benchmarks_for(metric, customers[0].period.by)
    return tuple(Band(each.name, each.low, each.high, each.tone) for each in fitting if each.tone != "muted")


def _trend(
    key: str,
    title: Message,
    customers: Sequence[CustomerMovement],
    lines: tuple[Line, ...],
    *,
    bands: tuple[Band, ...] = (),
    marks: Sequence[Mark] = (),
) -> Chart:
    periods = [movement.period for movement in customers]
    return Chart(
        key,
        "line",
        title,
        "rate",
        tuple(period.name for period in periods),
        lines,
        _summary(title, periods, lines[0]),
        bands=bands,
        marks=tuple(marks),
        incomplete=incomplete(periods),
    )


def _summary(title: Message, periods: Sequence[Period], line: Line) -> Message:
    known = [
        (value, period)
        for value, period in zip(line.values, periods, strict=True)
        if value is not None and period.complete
    ]
    if not known:
        return message("{what}: no complete period has a figure yet.", what=title)
    (last, latest) = known[-1]
    if len(known) == 1:
        return message(
            "{what}: {rate} in {period}. One period says nothing about a trend yet.",
            what=title,
            rate=Rate(last),
            period=latest.name,
        )
    (least, lowest), (most, highest) = min(known, key=lambda pair: pair[0]), max(known, key=lambda pair: pair[0])
    return plural(
        "{what}: {rate} in {period}. Over {count} complete period it lay between {least} ({lowest}) and "
        "{most} ({highest}).",
        "{what}: {rate} in {period}. Over {count} complete periods it lay between {least} ({lowest}) and "
        "{most} ({highest}).",
        len(known),
        what=title,
        rate=Rate(last),
        period=latest.name,
        least=Rate(least),
        lowest=lowest.name,
        most=Rate(most),
        highest=highest.name,
    )
