"""What each reading of a doubtful column would say, so that the owner can tell which one is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import ledger, metrics
from churndesk.importing.checking import checked
from churndesk.importing.choices import answered
from churndesk.importing.ways import choices_of
from churndesk.progress import silent
from churndesk.words import NotPossible, Rate, message, plural

if TYPE_CHECKING:
    from datetime import date

    from churndesk.importing.draft import Draft
    from churndesk.ledger.dataset import Dataset
    from churndesk.ledger.policy import Policy
    from churndesk.metrics.movements import CustomerMovement
    from churndesk.progress import Report
    from churndesk.words import Choice, Doubt, Message

#: With more choices than this nobody compares what each would give.
MOST = 5

#: The months that a monthly churn is pooled over, at most.
MONTHS = 12


def readings(draft: Draft, doubt: Doubt, report: Report = silent) -> tuple[tuple[Choice, Message], ...]:
    """Each choice of a doubt with the churn that it leads to, or why it leads to none."""
    told = []
    choices = choices_of(draft, doubt)
    for number, choice in enumerate(choices if len(choices) <= MOST else ()):
        report(number / len(choices))
        told.append((choice, _outcome(draft, doubt, choice.value, report)))
    return tuple(told)


def _outcome(draft: Draft, doubt: Doubt, value: str, report: Report) -> Message:
    try:
        chosen = checked(answered(draft, doubt, value, report), report)
    except NotPossible as refusal:
        return refusal.sentence
    if chosen.dataset is None:
        return message("Nothing to show.")
    return churn_told(chosen.dataset, chosen.policy, chosen.as_of, report)


def churn_told(dataset: Dataset, policy: Policy, as_of: date | None = None, report: Report = silent) -> Message:
    """The churn that a dataset shows under a policy, in one sentence.

    The monthly churn is pooled over the last twelve complete months: all who were lost by all who were there.
    """
    report()
    book = ledger.build(dataset, policy, as_of)
    if book.kind == "snapshot":
        return _snapshot_told(book)
    periods = metrics.periods_of(book, "month")
    moves = [move for move in metrics.customer_movements(book, periods) if _counts(move)][-MONTHS:]
    opening = sum(move.opening or 0 for move in moves)
    lost = sum(move.lost or 0 for move in moves)
    if not opening:
        return message("No month has both customers at its start and an end, so there is no churn yet.")
    return plural(
        "{churn} of the customers leave a month (over one month, until {day}).",
        "{churn} of the customers leave a month (over {count} months, until {day}).",
        len(moves),
        churn=Rate(lost / opening),
        day=moves[-1].period.end,
    )


def _counts(move: CustomerMovement) -> bool:
    return move.period.complete and bool(move.opening) and move.lost is not None and move.no_rates is None


def _snapshot_told(book: ledger.SnapshotLedger) -> Message:
    churn = metrics.snapshot_figures(book).churn
    if churn.value is None:
        return churn.undefined.text if churn.undefined else churn.sentence
    return message("{churn} of the customers have left.", churn=Rate(churn.value))
