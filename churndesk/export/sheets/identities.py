"""What must come out of the tables by period, checked by formulas that anybody can follow: each gives 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Table
from churndesk.export.sheets import periods, revenue
from churndesk.metrics.identities import CUSTOMER_STEPS, HALF_A_CENT, HALF_A_CUSTOMER, REVENUE_STEPS
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.analysis import Study
    from churndesk.export.layout import Cell
    from churndesk.metrics.identities import Check
    from churndesk.metrics.movements import CustomerMovement, RevenueMovement


@dataclass(frozen=True)
class _Line:
    """One check of the study, and the formula that counts where it doesn't hold, if the tables give it."""

    check: Check
    formula: str | None


def identities(study: Study) -> Table | None:
    """The checks of a study; None where there is nothing to check."""
    if not study.checks:
        return None
    return Table(
        "identities",
        (
            Column("rule", message("What must hold"), "wrapped", lambda line: line.check.rule, 36),
            Column("result", message("Result"), "text", _result, 24),
            Column("wrong", message("Places where not"), "count", _wrong, 14),
        ),
        [_Line(check, _formula(study, check)) for check in study.checks],
        title=message("Does it add up?"),
    )


def _result(line: _Line) -> Cell:
    return message("It does.") if line.check.holds else message("It does not.")


def _wrong(line: _Line) -> Cell:
    count = len(line.check.wrong)
    return count if line.formula is None else Formula(line.formula, count)


def _formula(study: Study, check: Check) -> str | None:
    """The check once more over the workbook's own cells; None for one that these alone can't answer."""
    if check.key == "customers":
        return _bridge("periods", CUSTOMER_STEPS, study.customers, _keys(periods.table(study)), HALF_A_CUSTOMER)
    if check.key == "neighbours":
        return _chained(study.customers, _keys(periods.table(study)))
    if check.key == "revenue" and revenue.has_amounts(study):
        return _bridge("revenue", REVENUE_STEPS, study.revenue, _keys(revenue.table(study)), HALF_A_CENT)
    return None


def _keys(table: Table) -> set[str]:
    return {column.key for column in table.columns}


def _bridge(
    table: str,
    steps: Sequence[tuple[str, int]],
    moved: Sequence[CustomerMovement | RevenueMovement],
    there: set[str],
    hair: float,
) -> str | None:
    """Opening and steps less closing; only where every period has all of them."""
    used = [(key, sign) for key, sign in steps if key in there]
    keys = ("opening", *(key for key, _ in used), "closing")
    if not used or not there.issuperset(keys) or any(getattr(one, key) is None for one in moved for key in keys):
        return None
    total = f"{{{table}.opening}}" + "".join(f"{'+' if sign > 0 else '-'}{{{table}.{key}}}" for key, sign in used)
    return f"SUMPRODUCT(--(ABS({total}-{{{table}.closing}})>{hair}))"


def _chained(moved: Sequence[CustomerMovement], there: set[str]) -> str | None:
    """Each closing against the opening after it."""
    last = len(moved) - 1
    known = all(one.closing is not None and one.opening is not None for one in moved)
    if last < 1 or not known or not {"opening", "closing"} <= there:
        return None
    ends, starts = f"{{periods.closing[0:{last - 1}]}}", f"{{periods.opening[1:{last}]}}"
    return f"SUMPRODUCT(--(ABS({ends}-{starts})>{HALF_A_CUSTOMER}))"
