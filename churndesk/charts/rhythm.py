"""How long customers wait from one purchase to the next, drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from churndesk.charts.chart import Chart, Line, Mark
from churndesk.words import Rate, message, plural

if TYPE_CHECKING:
    from churndesk.ledger.days import DayNumbers
    from churndesk.words import Message

#: The widths that a bar can have, in days, and how many bars there are at most besides that of all longer gaps.
_WIDTHS = (1, 2, 5, 7, 10, 14, 15, 30, 60, 90, 180, 365)
_MOST_BARS = 12
#: The last bar begins where no more than this share of the gaps is longer.
_REST = 0.02


def chart_gaps(gaps: DayNumbers, limit: int) -> Chart:
    """A bar for each length of gap, in days, with a mark where the limit lies."""
    bars = bins(gaps)
    first = np.arange(bars.count) * bars.width + 1
    labels: list[Message] = [_days(start, start + bars.width - 1) for start in first.tolist()]
    at = min((limit - 1) // bars.width, bars.count) if limit else None
    return Chart(
        "gaps",
        "bars",
        message("Days from one purchase to the next"),
        "count",
        (*labels, message("longer")) if len(gaps) else (),
        (Line(message("Purchases"), tuple(float(count) for count in bars.counts)),) if len(gaps) else (),
        _summary(gaps, limit),
        marks=(Mark(at, plural("The limit: {count} day", "The limit: {count} days", limit)),) if at is not None else (),
    )


@dataclass(frozen=True, slots=True)
class Bins:
    """Bars of one width in days, and a last one for whatever is longer."""

    width: int
    counts: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many bars there are besides the last."""
        return len(self.counts) - 1


def bins(gaps: DayNumbers) -> Bins:
    """The gaps counted: bars as narrow as leaves at most a dozen of them."""
    if not len(gaps):
        return Bins(1, (0,))
    reach = int(np.quantile(gaps, 1 - _REST, method="inverted_cdf"))
    width = next((one for one in _WIDTHS if reach <= one * _MOST_BARS), _WIDTHS[-1])
    count = min(-(-reach // width), _MOST_BARS)
    counts = np.bincount(np.minimum((gaps - 1) // width, count), minlength=count + 1)
    return Bins(width, tuple(counts.tolist()))


def _days(first: int, last: int) -> Message:
    return message("{first}", first=first) if first == last else message("{first}–{last}", first=first, last=last)


def _summary(gaps: DayNumbers, limit: int) -> Message:
    if not len(gaps):
        return message("Nobody has come twice yet, so there is no rhythm to see.")
    within = float((gaps <= limit).mean())
    return plural(
        "Of {gaps} returns to buy again, {share} came within {count} day.",
        "Of {gaps} returns to buy again, {share} came within {count} days.",
        limit,
        gaps=len(gaps),
        share=Rate(within),
    )
