"""Where a metric's numbers stand in the tables by period, as formulas; checked against the number itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import metrics
from churndesk.export.sheets.figures import same

if TYPE_CHECKING:
    from churndesk.analysis import Study

#: By metric and input: the columns of a period's row that make the number. The rest are numbers of their own.
_CELLS: dict[str, dict[str, str]] = {
    "churn_rate": {"opening": "{periods.opening[i]}", "lost": "{periods.lost[i]}"},
    "retention_rate": {
        "opening": "{periods.opening[i]}",
        "closing": "{periods.closing[i]}",
        "new": "{periods.new[i]}+{periods.returned[i]}",
    },
    "growth_rate": {"opening": "{periods.opening[i]}", "new": "{periods.new[i]}", "lost": "{periods.lost[i]}"},
    "net_growth": {"opening": "{periods.opening[i]}", "closing": "{periods.closing[i]}"},
    "arpa": {"closing_amount": "{revenue.closing[i]}", "closing": "{periods.closing[i]}"},
    "ltv": {"arpa": "{revenue.arpa[i]}"},
    "lost_customer_cost": {"yearly_value": "12*{revenue.churned[i]}/{periods.lost[i]}"},
    "loss_cost": {"yearly_value": "12*{revenue.churned[i]}/{periods.lost[i]}", "lost": "{periods.lost[i]}"},
}
#: What the lost customers paid a year, one by one, on the sheet of the loss cost.
_AVERAGE = "AVERAGE({lost.yearly})"
_ON_REVENUE = {key: "{revenue." + key + "[i]}" for key in ("opening", "new", "churned", "contraction", "expansion")}


def source_formula(study: Study, metric: str, put: str, number: float) -> str | None:
    """The formula over the tables by period that gives that number; None where no cells give it."""
    index = study.chosen
    if index is None or not study.customers:
        return None
    if metric == "ltv" and put in {"opening", "lost"}:
        return _pooled(study, put, number, index)
    cells = _CELLS.get(metric, _ON_REVENUE).get(put)
    if cells is not None and same(_worth(study, cells, index), number):
        return cells.replace("[i]", f"[{index}]")
    return _AVERAGE if put == "yearly_value" and len(study.loss_cost().yearly) else None


def _worth(study: Study, cells: str, index: int) -> float | None:
    """What the cells come to."""
    people, money = study.customers[index], study.revenue[index]
    if cells.startswith("12*"):
        return None if money.churned is None or not people.lost else 12 * money.churned / people.lost
    if cells == "{revenue.arpa[i]}":
        return None if money.closing is None or not people.closing else money.closing / people.closing
    total = 0.0
    for cell in cells.split("+"):
        table, column = cell.strip("{}").removesuffix("[i]").split(".")
        part = getattr(people if table == "periods" else money, column)
        if part is None:
            return None
        total += part
    return total


def _pooled(study: Study, put: str, number: float, index: int) -> str | None:
    """The sum over the last complete periods, where they stand next to each other."""
    pooled = metrics.pooled_churn(study.customers, index)
    last = next((n for n in range(index, -1, -1) if study.customers[n].period.complete), None)
    if pooled is None or last is None or last - pooled.periods + 1 < 0:
        return None
    first = last - pooled.periods + 1
    total = sum(getattr(moved, put) or 0 for moved in study.customers[first : last + 1])
    return "SUM({" + f"periods.{put}[{first}:{last}]" + "})" if same(total, number) else None
