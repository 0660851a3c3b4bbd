"""The figures of a study as cells: each with its live formula, or with the reason why there is none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from churndesk import metrics
from churndesk.export.layout import Formula
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.layout import Cell
    from churndesk.metrics.result import Result
    from churndesk.words import Message

#: Each metric over its own inputs. One that isn't here is written as a number.
FORMULAS: dict[str, str] = {
    "churn_rate": "{lost}/{opening}",
    "retention_rate": "({closing}-{new})/{opening}",
    "growth_rate": "{new}/{opening}",
    "net_growth": "({closing}-{opening})/{opening}",
    "gross_churn": "({churned}+{contraction})/{opening}",
    "net_churn": "({churned}+{contraction}-{expansion})/{opening}",
    "grr": "1-({churned}+{contraction})/{opening}",
    "nrr": "1-({churned}+{contraction}-{expansion})/{opening}",
    "arpa": "{closing_amount}/{closing}",
    "ltv": "{arpa}*{margin}/(1-(1-{lost}/{opening})^(1/{months}))",
    "quick_ratio": "({new}+{expansion})/({churned}+{contraction})",
    "lost_customer_cost": "{yearly_value}+{yearly_value}*{expansion_rate}+{cac}",
    "loss_cost": "{lost}*({yearly_value}+{yearly_value}*{expansion_rate}+{cac})",
}
#: The same with one amount for every lost customer.
FLAT: dict[str, str] = {"lost_customer_cost": "{flat}", "loss_cost": "{lost}*{flat}"}
#: The share that the interval of a metric is about: those who did it, of how many.
SHARES: dict[str, tuple[str, str]] = {
    "churn_rate": ("{lost}", "{opening}"),
    "retention_rate": ("({closing}-{new})", "{opening}"),
}


def wilson(hits: str, of: str, end: str) -> str:
    """Wilson's 95 % interval of the share hits / of as a formula; `end` is "low" or "high".

    The name z_95 is the normal distribution's 97.5 % point.
    """
    share = f"{hits}/{of}"
    middle = f"{share}+z_95^2/(2*{of})"
    reach = f"z_95*SQRT({share}*(1-{share})/{of}+z_95^2/(4*{of}^2))"
    if end == "low":
        return f"MAX(0,({middle}-{reach})/(1+z_95^2/{of}))"
    return f"MIN(1,({middle}+{reach})/(1+z_95^2/{of}))"


def from_data(study: Study, metric: str, index: int) -> Result:
    """A metric of a period from the data alone, whatever was typed into its calculator."""
    return metrics.figure(metric, study.customers, study.revenue, index, currency=study.project.currency)


def figure(result: Result, formula: str | None) -> Cell:
    """The figure as a live formula, as a number where there is no formula, or the reason why it is undefined."""
    return result.undefined if result.value is None else bound(result.value, formula)


def bound(number: float | None, formula: str | None) -> Cell:
    """One end of an interval likewise; empty where there is none, for the figure beside it says why."""
    if number is None:
        return None
    return Formula(formula, number) if formula else number


def sentences(notes: tuple[Message, ...]) -> Message | None:
    """The sentences one after the other, or None where there is none."""
    if not notes:
        return None
    said = notes[0]
    for note in notes[1:]:
        said = message("{sentence} {next}", sentence=said, next=note)
    return said


def same(one: float | None, other: float | None) -> bool:
    """Whether two figures are one: sums of cents in binary miss each other by a hair."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)
