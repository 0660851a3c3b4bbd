"""What stands behind a figure: its formula with the numbers, the rules in force, and the customers on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from churndesk import metrics
from churndesk.analysis.members import members_of, members_of_snapshot
from churndesk.ledger import CountLedger, SnapshotLedger, SpellLedger
from churndesk.ledger.dataset import PeriodRows
from churndesk.ledger.rules import in_words
from churndesk.metrics.catalogue import of_renewals
from churndesk.metrics.movers import movers
from churndesk.metrics.renewals import who_renews
from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.analysis.members import Members
    from churndesk.analysis.study import Study
    from churndesk.ledger.dataset import Indices
    from churndesk.metrics import Result
    from churndesk.metrics.movers import Step
    from churndesk.metrics.renewals import RenewalPart
    from churndesk.words import Message, PeriodName

_Part: TypeAlias = "tuple[metrics.Part, Message]"
_Step: TypeAlias = "tuple[Step, Message]"


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Customers who stand above or below the line of a figure's formula, or who make the difference of two.

    `title` says who they are; `before` is True where what counts is the amount that they had at the start.
    """

    key: str
    title: Message
    members: Members
    before: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """A figure taken apart.

    `sides` are its customers. A table of totals has none, and `rows` instead: the rows of the dataset that hold the
    period's numbers. `typed` is True where a number was typed in the place of the data's.
    """

    title: Message
    period: PeriodName | None
    result: Result
    formula: Message
    rules: tuple[Message, ...]
    sides: tuple[Side, ...]
    rows: Indices
    typed: bool = False


_LOST: Final[_Part] = ("lost", sense("customers", "Lost"))
_START: Final[_Part] = ("opening", sense("customers", "Here at the start"))
_END: Final[_Part] = ("closing", sense("customers", "Here at the end"))
_GONE: Final[_Step] = ("churned", sense("revenue", "Lost"))
_LESS: Final[_Step] = ("contraction", sense("revenue", "Downgrades"))
_MORE: Final[_Step] = ("expansion", sense("revenue", "Upgrades"))
_JOINED: Final[_Step] = ("new", sense("revenue", "New"))
_REVENUE: Final[_Step] = ("opening", message("With revenue at the start"))

#: The customers of each metric that is counted, by the part of the period that they belong to.
COUNTED: Final[dict[str, tuple[_Part, ...]]] = {
    "churn_rate": (_LOST, _START),
    "retention_rate": (("kept", sense("customers", "Stayed")), _START),
    "growth_rate": (("new", sense("customers", "New")), _START),
    "net_growth": (_END, _START),
    "arpa": (_END,),
    "ltv": (_END,),
    "lost_customer_cost": (_LOST,),
    "loss_cost": (_LOST,),
}
#: The same where only those who are up for renewal are at risk.
RENEWALS: Final[dict[str, tuple[tuple[RenewalPart, Message], ...]]] = {
    "churn_rate": (
        ("not_renewed", sense("customers", "Not renewed")),
        ("decided", sense("customers", "Up for renewal")),
        ("undecided", sense("customers", "Undecided")),
    ),
    "retention_rate": (
        ("renewed", sense("customers", "Renewed")),
        ("decided", sense("customers", "Up for renewal")),
        ("undecided", sense("customers", "Undecided")),
    ),
}
#: The customers of each metric that is a sum of money, by their step of the bridge.
MOVED: Final[dict[str, tuple[_Step, ...]]] = {
    "gross_churn": (_GONE, _LESS, _REVENUE),
    "grr": (_GONE, _LESS, _REVENUE),
    "net_churn": (_GONE, _LESS, _MORE, _REVENUE),
    "nrr": (_GONE, _LESS, _MORE, _REVENUE),
    "quick_ratio": (_JOINED, _MORE, _GONE, _LESS),
}
#: Steps that count what customers had at the start of the period.
_BEFORE = frozenset({"opening", "churned", "lost"})


def proof_of(study: Study, metric: str, index: int | None = None) -> Proof:
    """What stands behind a metric of a period (the chosen one), or of a snapshot."""
    at = study.chosen if index is None else index
    renewals = at is not None and study.customers[at].renewals is not None
    declared = of_renewals(metric) if renewals else metrics.metric(metric)
    return Proof(
        declared.title,
        study.periods[at].name if at is not None else None,
        study.result(metric, index),
        declared.formula,
        in_words(study.policy, study.ruled_by),
        _sides(study, metric, at),
        _rows(study, at),
        typed=bool(study.typed(metric, index)),
    )


def side_of(study: Study, customers: Indices, title: Message, index: int | None = None) -> Side:
    """Any customers of a period (the chosen one) as a side: those who make a difference, for instance.

    Raises:
        ValueError: the table has no customers and periods.
    """
    at = study.chosen if index is None else index
    if not isinstance(study.ledger, SpellLedger) or at is None:
        raise ValueError("only customers of a period can be listed")
    return Side("chosen", title, members_of(study.ledger, study.periods[at], customers, gone=False))


def _sides(study: Study, metric: str, at: int | None) -> tuple[Side, ...]:
    ledger, segment = study.ledger, study.project.view.segment
    if isinstance(ledger, SnapshotLedger):
        return _sides_of_snapshot(ledger, metric)
    if not isinstance(ledger, SpellLedger) or at is None:
        return ()
    period, sides = study.periods[at], []
    if study.customers[at].renewals is not None and metric in RENEWALS:
        return tuple(
            Side(
                part,
                title,
                members_of(ledger, period, who_renews(ledger, period, part, segment), gone=True),
                before=True,
            )
            for part, title in RENEWALS[metric]
        )
    for part, title in COUNTED.get(metric, ()):
        who = metrics.who(ledger, period, part, segment)
        sides.append(Side(part, title, members_of(ledger, period, who, gone=part in _BEFORE), part in _BEFORE))
    for step, title in MOVED.get(metric, ()):
        who = movers(ledger, period, step, segment)
        sides.append(Side(step, title, members_of(ledger, period, who, gone=step in _BEFORE), step in _BEFORE))
    return tuple(sides)


def _sides_of_snapshot(ledger: SnapshotLedger, metric: str) -> tuple[Side, ...]:
    lost = Side("lost", sense("customers", "Lost"), members_of_snapshot(ledger, lost=True))
    kept = Side("kept", sense("customers", "Stayed"), members_of_snapshot(ledger, lost=False))
    everybody = Side("opening", message("All"), members_of_snapshot(ledger))
    sides = {
        "churn_rate": (lost, everybody),
        "gross_churn": (lost, everybody),
        "retention_rate": (kept, everybody),
        "grr": (lost, everybody),
        "arpa": (kept,),
        "lost_customer_cost": (lost,),
        "loss_cost": (lost,),
    }
    return sides.get(metric, ())


def _rows(study: Study, at: int | None) -> Indices:
    """The rows of a summary that lie in the period."""
    rows = study.dataset.rows
    if not isinstance(study.ledger, CountLedger) or not isinstance(rows, PeriodRows) or at is None:
        return np.zeros(0, dtype=np.int32)
    period = study.periods[at]
    inside = (rows.start >= np.datetime64(period.start)) & (rows.start <= np.datetime64(period.end))
    return np.flatnonzero(inside).astype(np.int32)
