"""What a single figure is made of: the chart of a figure that has no course over time, such as one that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from churndesk.charts.chart import Chart, Line
from churndesk.words import message, sense

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.charts.chart import Tone
    from churndesk.metrics import Inputs, Metric, Result
    from churndesk.words import Message

    Numbers: TypeAlias = dict[str, float]
    Steps: TypeAlias = list[tuple[Message, float, Tone]]

#: What a part may be off by, as a share of the whole, because fields show it rounded.
_ROUNDED = 1e-4


def chart_parts(metric: Metric, numbers: Inputs, result: Result, currency: str | None = None) -> Chart | None:
    """The way from what there was to what is left, or from a cost's parts to the whole.

    None where the metric has no such parts, or where the figure was not computed from these numbers.
    """
    made = _STEPS.get(metric.key)
    given = {key: number for key, number in numbers.items() if number is not None}
    if made is None or result.value is None:
        return None
    steps = made(given)
    if not any(value for _, value, _ in steps):
        return None
    if metric.unit == "money" and abs(steps[-1][1] - result.value) > _ROUNDED * max(result.value, 1.0):
        return None
    return Chart(
        f"{metric.key}_parts",
        "waterfall",
        metric.title,
        "count" if metric.key in _CUSTOMERS else "money",
        tuple(name for name, _, _ in steps),
        (Line(metric.title, tuple(value for _, value, _ in steps)),),
        result.sentence,
        currency=currency,
        tones=tuple(tone for _, _, tone in steps),
    )


def _churn(given: Numbers) -> Steps:
    if not given.keys() >= {"opening", "lost"}:
        return []
    return _customers(given["opening"], given["lost"], 0.0)


def _retention(given: Numbers) -> Steps:
    if not given.keys() >= {"opening", "closing", "new"}:
        return []
    return _customers(given["opening"], given["opening"] - (given["closing"] - given["new"]), given["new"])


def _customers(opening: float, lost: float, new: float) -> Steps:
    between: Steps = [(sense("customers", "Lost"), 0.0 - lost, "bad")]
    if new:
        between.append((sense("customers", "New"), new, "good"))
    end = message("At the end") if new else message("Of them at the end")
    return [(message("At the start"), opening, "muted"), *between, (end, opening - lost + new, "muted")]


def _revenue(given: Numbers) -> Steps:
    if "opening" not in given:
        return []
    steps: Steps = [(message("At the start"), given["opening"], "muted")]
    if given.get("expansion"):
        steps.append((sense("revenue", "Upgrades"), given["expansion"], "good"))
    for key, name in (("contraction", sense("revenue", "Downgrades")), ("churned", sense("revenue", "Lost"))):
        if key in given:
            steps.append((name, 0.0 - given[key], "bad"))
    return [*steps, (message("Of them at the end"), sum(value for _, value, _ in steps), "muted")]


def _cost(given: Numbers) -> Steps:
    lost = given.get("lost", 1.0)
    if "flat" in given or not given.keys() >= {"yearly_value", "expansion_rate", "cac"}:
        return []
    value, growth, winning = (
        lost * part for part in (given["yearly_value"], given["yearly_value"] * given["expansion_rate"], given["cac"])
    )
    return [
        (message("Revenue of a year"), value, "bad"),
        (message("Growth aimed at"), growth, "bad"),
        (message("Cost to win a new customer"), winning, "bad"),
        (message("Altogether"), value + growth + winning, "muted"),
    ]


#: How each figure's parts are put together.
_STEPS: Final[dict[str, Callable[[Numbers], Steps]]] = {
    "churn_rate": _churn,
    "retention_rate": _retention,
    "gross_churn": _revenue,
    "net_churn": _revenue,
    "grr": _revenue,
    "nrr": _revenue,
    "lost_customer_cost": _cost,
    "loss_cost": _cost,
}
_CUSTOMERS: Final = frozenset({"churn_rate", "retention_rate"})
