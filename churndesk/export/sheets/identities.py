"""What must come out of the tables by period, checked by formulas that anybody can follow: each gives 0."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Table
from churndesk.export.sheets import periods, revenue
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from churndesk.analysis import Study
    from churndesk.export.layout import Cell
    from churndesk.metrics.movements import CustomerMovement, RevenueMovement
    from churndesk.words import Message

#: The steps from the opening to the closing, with their signs.
_CUSTOMERS = (("new", 1), ("returned", 1), ("moved_in", 1), ("lost", -1), ("moved_out", -1))
_REVENUE = (("new", 1), ("returned", 1), ("expansion", 1), ("moved_in", 1), ("contraction", -1), ("churned", -1),
            ("moved_out", -1))  # fmt: skip
#: Amounts that differ by less are the same: half a cent.
_CENT = 0.005


@dataclass(frozen=True)
class _Check:
    """What must hold, the formula that counts where it doesn't, and that count."""

    rule: Message
    formula: str
    wrong: int


def identities(study: Study) -> Table | None:
    """The checks of a study with periods; None where there is nothing to check."""
    checks = list(_checks(study))
    if not checks:
        return None
    return Table(
        "identities",
        (
            Column("rule", message("What must hold in every period"), "wrapped", lambda check: check.rule, 36),
            Column("result", message("Result"), "text", _result, 24),
            Column("wrong", message("Periods where not"), "count", lambda check: Formula(check.formula, check.wrong),
                   14),
        ),
        checks,
        title=message("Does it add up?"),
    )  # fmt: skip


def _result(check: _Check) -> Cell:
    return message("It does not.") if check.wrong else message("It does.")


def _checks(study: Study) -> Iterator[_Check]:
    if not study.periods:
        return
    there = _present(periods.table(study))
    yield from _bridge(
        "periods", _CUSTOMERS, study.customers, there, hair=0.5,
        rule=message("Customers at the start, and all who came less all who left, are those at the end."),
    )  # fmt: skip
    yield from _chained(
        "periods", study.customers, there, 0.5,
        message("Customers at the end of a period are those at the start of the next."),
    )  # fmt: skip
    if revenue.has_amounts(study):
        there = _present(revenue.table(study))
        yield from _bridge(
            "revenue", _REVENUE, study.revenue, there, hair=_CENT,
            rule=message("Revenue at the start, and all that was won less all that was lost, is that at the end."),
        )  # fmt: skip


def _present(table: Table) -> set[str]:
    return {column.key for column in table.columns}


def _bridge(
    table: str,
    steps: Sequence[tuple[str, int]],
    moved: Sequence[CustomerMovement | RevenueMovement],
    there: set[str],
    *,
    hair: float,
    rule: Message,
) -> Iterator[_Check]:
    """Opening and steps less closing; only where every period has all of them."""
    used = [(key, sign) for key, sign in steps if key in there]
    if not {"opening", "closing"} <= there or not used:
        return
    rows = [[getattr(one, key) for key, _ in (("opening", 1), *used, ("closing", -1))] for one in moved]
    if any(number is None for row in rows for number in row):
        return
    signs = (1, *(sign for _, sign in used), -1)
    wrong = sum(abs(sum(s * n for s, n in zip(signs, row, strict=True))) > hair for row in rows)
    total = f"{{{table}.opening}}" + "".join(f"{'+' if s > 0 else '-'}{{{table}.{key}}}" for key, s in used)
    yield _Check(rule, f"SUMPRODUCT(--(ABS({total}-{{{table}.closing}})>{hair}))", wrong)


def _chained(
    table: str, moved: Sequence[CustomerMovement], there: set[str], hair: float, rule: Message
) -> Iterator[_Check]:
    """Each closing against the opening after it."""
    last = len(moved) - 1
    if last < 1 or not {"opening", "closing"} <= there:
        return
    pairs = [(one.closing, other.opening) for one, other in pairwise(moved)]
    if any(closing is None or opening is None for closing, opening in pairs):
        return
    wrong = sum(closing != opening for closing, opening in pairs)
    ends, starts = f"{{{table}.closing[0:{last - 1}]}}", f"{{{table}.opening[1:{last}]}}"
    yield _Check(rule, f"SUMPRODUCT(--(ABS({ends}-{starts})>{hair}))", wrong)
