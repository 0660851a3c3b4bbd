"""Months, quarters, years and weeks, from the first start to the as-of day, without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from churndesk.words import PeriodName

if TYPE_CHECKING:
    from datetime import date

Granularity = Literal["month", "quarter", "year", "week"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days `start` to `end`, both inclusive; `complete` is False where it ends after the as-of day."""

    start: date
    end: date
    by: Granularity
    complete: bool = True

    @property
    def name(self) -> PeriodName:
        """What it is called, to be said in any language."""
        return PeriodName(self.start, self.by)
