"""What customers answered in a survey: which scale it is, the score of all, and of those who stayed and who left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from churndesk.ledger.dataset import PaymentRows, PeriodRows, SnapshotRows
from churndesk.ledger.days import number_of
from churndesk.ledger.spells import SpellLedger
from churndesk.metrics.closes import code_of
from churndesk.metrics.result import Undefined
from churndesk.metrics.satisfaction import csat, nps, scores_of
from churndesk.words import message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Amounts, Category, Flags, Indices
    from churndesk.metrics.closes import Segment
    from churndesk.metrics.result import Result
    from churndesk.words import Message

#: A score above this stands on the scale from 0 to 10.
_MOST_STARS = 5
#: The answers of each scale.
SCALES: dict[str, range] = {"nps": range(11), "csat": range(1, 6)}
#: What each scale's score is called, and how it is made.
TITLES: dict[str, Message] = {
    "nps": message("Net promoter score"),
    "csat": message("Satisfied customers"),
}
MEANINGS: dict[str, Message] = {
    "nps": message(
        "From 0 to 10, how likely somebody is to recommend you: the share of 9 and 10 less the share of 0 to 6."
    ),
    "csat": message("From 1 to 5, how satisfied somebody is: the share of 4 and 5."),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """The score of everybody who answered, and of those who are still here and those who have left.

    `counts` has how many gave each answer of the scale, in order. `heading` is that of the column.
    """

    kind: Literal["nps", "csat"]
    heading: str
    result: Result
    here: Result
    left: Result
    counts: tuple[tuple[int, int], ...]
    #: How many of those who are still here gave each answer; all others have left.
    of_here: tuple[int, ...]

    @property
    def answers(self) -> int:
        """How many answers stand on the scale."""
        return sum(count for _answer, count in self.counts)

    def share(self, least: int, most: int) -> float:
        """The share of the answers from `least` to `most`."""
        return sum(count for answer, count in self.counts if least <= answer <= most) / self.answers


def survey_answers(ledger: Ledger, segment: Segment | None = None) -> Answers | Undefined:
    """The answers of the column of scores, of all or of one segment.

    A list or a snapshot has one answer a customer, its last one in the file; in a log every row may bear one. The scale
    is 0 to 10 where the heading names the net promoter score or a score is above 5 or 0, else 1 to 5.
    """
    rows = ledger.dataset.rows
    column = None if isinstance(rows, PeriodRows) else rows.score
    if column is None:
        return Undefined("no-scores", message("No column holds what customers answered in a survey."))
    chosen = answered_rows(ledger, segment)
    scores, here = scores_of(column)[chosen], _here(ledger)[chosen]
    kind = _scale(column, scores)
    score = nps if kind == "nps" else csat
    whole = score(scores)
    if whole.undefined is not None:
        return whole.undefined
    counts, of_here = _counts(scores, kind), _counts(scores[here], kind)
    return Answers(
        kind,
        column.heading,
        whole,
        score(scores[here]),
        score(scores[~here]),
        tuple(zip(SCALES[kind], counts, strict=True)),
        of_here,
    )


def answered_rows(ledger: Ledger, segment: Segment | None = None) -> npt.NDArray[np.intp]:
    """The rows of the dataset whose answers count, of all or of one segment; none without a column of scores."""
    rows = ledger.dataset.rows
    if isinstance(rows, PeriodRows) or rows.score is None:
        return np.zeros(0, dtype=np.intp)
    chosen = _answered(rows.customer, rows.score, every=isinstance(rows, PaymentRows))
    category = None if segment is None else next((one for one in rows.categories if one.heading == segment[0]), None)
    if segment is None or category is None:
        return chosen
    own: npt.NDArray[np.intp] = chosen[category.codes[chosen] == code_of(category, segment[1])]
    return own


def _counts(scores: Amounts, kind: str) -> tuple[int, ...]:
    return tuple(int(np.count_nonzero(scores == answer)) for answer in SCALES[kind])


def _answered(customer: Indices, column: Category, *, every: bool) -> npt.NDArray[np.intp]:
    """The rows that bear an answer; unless `every` one counts, the last of each customer."""
    rows = np.flatnonzero(column.codes >= 0)
    if every or not len(rows):
        return rows
    _, first = np.unique(customer[rows][::-1], return_index=True)
    last: npt.NDArray[np.intp] = np.sort(rows[::-1][first])
    return last


def _here(ledger: Ledger) -> Flags:
    """For each row of the dataset whether its customer is still here."""
    rows = ledger.dataset.rows
    if isinstance(rows, SnapshotRows):
        return ~rows.lost
    if isinstance(ledger, SpellLedger) and not isinstance(rows, PeriodRows):
        return ledger.active_at(number_of(ledger.as_of))[rows.customer]
    return np.ones(0, dtype=np.bool_)


def _scale(column: Category, scores: Amounts) -> Literal["nps", "csat"]:
    heading = column.heading.casefold()
    if "nps" in heading or "promoter" in heading:
        return "nps"
    known = scores[~np.isnan(scores)]
    return "nps" if len(known) and (known.max() > _MOST_STARS or known.min() == 0) else "csat"
