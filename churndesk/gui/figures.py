"""How a computed figure is written on cards and panels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.gui.say import say, say_value, tr
from churndesk.words import Amount, Money, Rate, message

if TYPE_CHECKING:
    from churndesk.metrics.result import Result, Unit
    from churndesk.project.project import Project
    from churndesk.words import Value


def figure(unit: Unit, number: float, currency: str | None = None) -> Value:
    """The number as a value of its unit, to be said in any language: 0.018 as "1.8%", 3 months as "3 months"."""
    if unit == "rate":
        return Rate(number)
    if unit == "money":
        return Money(number, currency, whole=abs(number) >= 10_000)
    if unit == "count":
        return Amount(number, 0 if number == round(number) else 1)
    if unit == "months":
        return message("{months} months", months=Amount(number, 1))
    return Amount(number, 2)


def large_figure(result: Result, currency: str | None = None) -> str:
    """The figure itself as text; a figure that can't be computed is never a number."""
    if result.value is None:
        return tr("No figure yet")
    return say_value(figure(result.unit, result.value, currency))


def interval(result: Result, currency: str | None = None) -> str:
    """The range in which the true figure lies with 95 % certainty, or an empty text where there is none."""
    if result.value is None or result.low is None or result.high is None:
        return ""
    low, high = (figure(result.unit, bound, currency) for bound in (result.low, result.high))
    return say(message("likely {low} to {high}", low=low, high=high))


def currency_of(project: Project) -> str | None:
    """The currency that the project's amounts are in, where it is known."""
    if project.currency is not None:
        return project.currency
    return project.dataset.currency if project.dataset is not None else None
