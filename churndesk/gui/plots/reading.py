"""What a chart says, in words: one label at a time, as a table, and its axes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.gui.say import language, say, say_value, tr
from churndesk.gui.widgets.table_model import TableColumn
from churndesk.words import Amount, Money, PeriodName, Rate, Series, message

if TYPE_CHECKING:
    from churndesk.charts.chart import Chart, Line
    from churndesk.words import Value

#: From here on amounts on a chart are written in short.
_LARGE = 100_000
_KINDS = {"rate": "rate", "money": "money", "count": "count"}


def value_of(chart: Chart, number: float, *, whole: bool = False) -> Value:
    """The number in the chart's unit; `whole` leaves cents out."""
    if chart.unit == "rate":
        return Rate(number)
    return Money(number, chart.currency, whole) if chart.unit == "money" else Amount(number)


def short_label(label: Value) -> str:
    """The label as it stands on the axis."""
    if isinstance(label, PeriodName) and label.by != "week":
        return language().period(replace(label, short=True))
    if isinstance(label, PeriodName):
        return language().day(label.start)
    return say_value(label)


def short_number(chart: Chart, number: float) -> str:
    """A number as it stands on a bar: large amounts in thousands or millions, by the language's own words."""
    if chart.unit == "money" and abs(number) >= _LARGE:
        return compact(number, chart.currency)
    return say_value(value_of(chart, number, whole=abs(number) >= 1000))


def compact(amount: float, currency: str | None) -> str:
    """A large amount in short: "€1.2M", "1,2 mln €"."""
    from babel.numbers import format_compact_currency, format_compact_decimal

    locale = language().locale
    if currency is None:
        return format_compact_decimal(amount, locale=locale, fraction_digits=1)
    return format_compact_currency(amount, currency, locale=locale, fraction_digits=1)


def axis_number(chart: Chart, number: float, spacing: float) -> str:
    """A number beside the value axis, with as many decimals as tell one tick from the next."""
    if chart.unit == "rate":
        return language().rate(number, 0 if spacing >= 0.01 else 1 if spacing >= 0.001 else 2)
    if chart.unit == "money":
        if spacing >= _LARGE / 10:
            return compact(number, chart.currency)
        return language().money(number, chart.currency, whole=spacing >= 1)
    return language().number(number, 0 if spacing >= 1 else 1)


def reading(chart: Chart, index: int) -> str:
    """Everything that the chart says at one label: "March 2026: Churn 4.2% (likely 2.1% to 7.9%)"."""
    parts = Series(tuple(_said(chart, line, index) for line in chart.lines))
    if index in chart.incomplete:
        said = message("{label} (so far): {figures}", label=chart.labels[index], figures=parts)
    else:
        said = message("{label}: {figures}", label=chart.labels[index], figures=parts)
    happened = [say(mark.text) for mark in chart.marks if mark.index == index]
    return "  ·  ".join([say(said), *happened])


def _said(chart: Chart, line: Line, index: int) -> Value:
    number = line.values[index]
    if number is None:
        return message("{name}: no figure", name=line.name)
    value = value_of(chart, number)
    if chart.kind == "waterfall":
        return value
    low, high = (bound[index] if bound else None for bound in (line.low, line.high))
    if low is None or high is None:
        return message("{name} {value}", name=line.name, value=value)
    return message(
        "{name} {value} (likely {low} to {high})",
        name=line.name,
        value=value,
        low=value_of(chart, low),
        high=value_of(chart, high),
    )


def table(chart: Chart) -> tuple[TableColumn, ...]:
    """The chart as a table: a row a label, a column a series, and one that marks what is not complete."""
    labels = [say_value(label) for label in chart.labels]
    if chart.incomplete:
        labels = [
            tr("{period} (so far)", period=label) if index in chart.incomplete else label
            for index, label in enumerate(labels)
        ]
    columns = [TableColumn(message("Period") if by_period(chart) else message("Part"), "text", labels)]
    for line in chart.lines:
        columns.append(TableColumn(line.name, _KINDS[chart.unit], line.values, chart.currency))
        if line.low and line.high:
            low, high = message("{name}, from", name=line.name), message("{name}, to", name=line.name)
            columns.append(TableColumn(low, _KINDS[chart.unit], line.low, chart.currency))
            columns.append(TableColumn(high, _KINDS[chart.unit], line.high, chart.currency))
    return tuple(columns)


def by_period(chart: Chart) -> bool:
    """Whether the labels are months, quarters and the like, and not names of parts."""
    return bool(chart.labels) and isinstance(chart.labels[0], PeriodName)
