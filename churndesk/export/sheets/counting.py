"""The counts of a period as formulas over the rows of customers, or over their stays where some came back.

Somebody is here at the close of a day whose stay began by then and hasn't ended by then: COUNTIF of the starts less
COUNTIF of the ends. Each formula is worked out here too, and stands in the workbook only where it gives the program's
own number: stays that are joined, several breaks within one period and changes of segment can't be counted so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from churndesk.export.sheets.customers import MOST
from churndesk.export.sheets.figures import same
from churndesk.export.sheets.stay_lines import NEVER, last_amounts, stay_lines
from churndesk.ledger import SpellLedger
from churndesk.ledger.days import FOREVER, number_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import numpy.typing as npt

    from churndesk.analysis import Study
    from churndesk.export.sheets.stay_lines import StayLines
    from churndesk.ledger.dataset import Amounts
    from churndesk.ledger.days import DayNumbers
    from churndesk.metrics.movements import CustomerMovement, RevenueMovement
    from churndesk.metrics.periods import Period

    Chosen = npt.NDArray[np.bool_]

#: So many cells may be looked at in all, by the periods' counts and by those of any other sheet; more would let a
#: spreadsheet program stop and think. 100,000 customers over 48 periods are 58 million looks.
_MOST_LOOKS, _MOST_ELSEWHERE = 100_000_000, 40_000_000


@dataclass(frozen=True, eq=False)
class Counting:
    """Makes the formulas of a study's periods."""

    study: Study
    lines: StayLines

    @cached_property
    def _columns(self) -> dict[str, str]:
        if self.lines.several:
            return {key: f"{{stays.{key}}}" for key in ("start", "end", "first", "before")}
        return {"start": "{customers.first_day}", "end": "{customers.left}", "amount": "{customers.amount}"}

    @cached_property
    def _amounts(self) -> Amounts | None:
        """What each customer brings, where it brought the same all the time as far as can be seen."""
        ledger = self.study.ledger
        if self.lines.several or not isinstance(ledger, SpellLedger) or ledger.is_log or not ledger.dataset.has_amount:
            return None
        return last_amounts(ledger, self.lines)

    def count(self, moved: CustomerMovement, key: str) -> str | None:
        """The formula of a period's count; None where the rows don't give it."""
        formula, chosen = self._asked(moved.period, key)
        if formula is None or chosen is None or sum(map(_signed, chosen)) != getattr(moved, key):
            return None
        return formula

    def amount(self, moved: RevenueMovement, key: str) -> str | None:
        """The formula of a period's amount; None where the rows don't give it."""
        count = {"opening": "opening", "closing": "closing", "new": "new", "churned": "lost"}.get(key)
        if count is None or self._amounts is None:
            return None
        formula, chosen = self._asked(moved.period, count)
        number = getattr(moved, key)
        if formula is None or chosen is None or number is None:
            return None
        total = sum(sign * float(self._amounts[rows].sum()) for sign, rows in chosen)
        return _summed(formula, self._columns["amount"]) if same(total, number) else None

    def _asked(self, period: Period, key: str) -> tuple[str | None, list[tuple[int, Chosen]] | None]:
        """The formula, and the rows that it adds (1) and takes away (-1)."""
        first, last = number_of(period.start), number_of(self._last(period))
        ends = {"first_day": "{first_day}", "last_day": "{last_day}" if period.complete else "MIN({last_day},as_of)"}
        parts = _PARTS.get((key, self.lines.several))
        if parts is None:
            return None, None
        texts: list[str] = []
        chosen: list[tuple[int, Chosen]] = []
        for sign, conditions in parts:
            rows = np.ones(len(self.lines), dtype=bool)
            asked = []
            for column, comparison, day in conditions:
                rows &= self._compared(column, comparison, first if day == "first_day" else last)
                asked.append(f'{self._columns[column]},"{comparison}"&{ends[day]}')
            texts.append(("-" if sign < 0 else "+" if texts else "") + f"COUNTIFS({','.join(asked)})")
            chosen.append((sign, rows))
        return "".join(texts), chosen

    def _last(self, period: Period) -> date:
        as_of = self.study.as_of
        return period.end if as_of is None else min(period.end, as_of)

    def _compared(self, column: str, comparison: str, day: int) -> Chosen:
        """The rows whose cell in that column is a day and compares so; an empty cell compares to nothing."""
        days: DayNumbers = getattr(self.lines, column)
        known: Chosen = (days < FOREVER) & (days > NEVER)
        return known & _COMPARED[comparison](days, day)


_COMPARED: dict[str, Callable[[DayNumbers, int], Chosen]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">=": np.greater_equal,
}


def _signed(part: tuple[int, Chosen]) -> int:
    sign, rows = part
    return sign * int(np.count_nonzero(rows))


def _summed(formula: str, amounts: str) -> str:
    return formula.replace("COUNTIFS(", f"SUMIFS({amounts},")


_CAME = (("start", ">=", "first_day"), ("start", "<=", "last_day"))
_CAME_AND_WENT = (("start", ">=", "first_day"), ("end", "<=", "last_day"))
_OPENING = ((1, (("start", "<", "first_day"),)), (-1, (("end", "<", "first_day"),)))
_CLOSING = ((1, (("start", "<=", "last_day"),)), (-1, (("end", "<=", "last_day"),)))
#: Who was here before the period and at its opening, left in it and came back before its end.
_BREAK = (("before", ">=", "first_day"), ("first", "<", "first_day"))
_KNOWN = (("first", "<", "first_day"),)
_FIRST_SEEN = (("first", ">=", "first_day"),)
_LEFT = (("start", "<", "first_day"), ("end", ">=", "first_day"), ("end", "<=", "last_day"))
#: By count, and whether customers came back: what is added and taken away, each by conditions on the rows.
_PARTS: dict[tuple[str, bool], tuple[tuple[int, tuple[tuple[str, str, str], ...]], ...]] = {
    ("opening", False): _OPENING,
    ("opening", True): _OPENING,
    ("closing", False): _CLOSING,
    ("closing", True): _CLOSING,
    ("new", False): ((1, _CAME), (-1, _CAME_AND_WENT)),
    ("new", True): ((1, (*_FIRST_SEEN, *_CAME)), (-1, (*_FIRST_SEEN, *_CAME_AND_WENT))),
    ("returned", True): (
        (1, (*_KNOWN, *_CAME)),
        (-1, (*_KNOWN, *_CAME_AND_WENT)),
        (-1, (*_BREAK, *_CAME)),
        (1, (*_BREAK, *_CAME_AND_WENT)),
    ),
    ("lost", False): ((1, _LEFT),),
    ("lost", True): ((1, _LEFT), (-1, (*_BREAK, *_CAME)), (1, (*_BREAK, *_CAME_AND_WENT))),
    ("passed_through", False): ((1, _CAME_AND_WENT),),
}


def rows_to_count(study: Study, looks: int) -> dict[str, str]:
    """The columns of stays (start, end, first, and before where customers came back) to be counted by formulas.

    Each of these formulas is one of `looks` at every row. Empty where there are no such rows, they would be too many,
    or only those of a segment are there.
    """
    lines = stay_lines(study)
    if lines is None or study.project.view.segment is not None or len(lines) > MOST:
        return {}
    if len(lines) * looks > _MOST_ELSEWHERE:
        return {}
    if lines.several:
        return {key: f"{{stays.{key}}}" for key in ("start", "end", "first", "before")}
    return {"start": "{customers.first_day}", "end": "{customers.left}", "first": "{customers.first_day}"}


def counting(study: Study) -> Counting | None:
    """What makes the formulas, or None where there are no rows to count, or more than a program counts at once."""
    lines = stay_lines(study)
    if lines is None or not len(lines) or len(lines) > MOST:
        return None
    looks = len(lines) * len(study.periods) * 12
    return Counting(study, lines) if looks <= _MOST_LOOKS else None
