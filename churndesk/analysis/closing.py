"""Closing a period, and what later data changed in one that was closed: what was, what is, and because of whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from churndesk import metrics
from churndesk.ledger import SpellLedger
from churndesk.ledger.days import number_of
from churndesk.metrics.closes import two_closes
from churndesk.metrics.periods import Period
from churndesk.progress import silent
from churndesk.project.closed import ClosedPeriod, FrozenCustomer, pack, unpack
from churndesk.words import Amount, Money, Rate, Series, message, plural, sense

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from churndesk.analysis.study import Study
    from churndesk.ledger import Ledger
    from churndesk.metrics import Part, Unit
    from churndesk.progress import Report
    from churndesk.words import Message, PeriodName, Value

#: The parts that everybody who was counted belongs to one of.
PARTS: Final[tuple[tuple[Part, Message], ...]] = (
    ("kept", sense("customers", "Stayed")),
    ("lost", sense("customers", "Lost")),
    ("new", sense("customers", "New")),
    ("returned", sense("customers", "Returned")),
    ("passed_through", sense("customers", "Came and went in between")),
)
#: What the parts are called; "" is in none.
TITLES: Final[dict[str, Message]] = dict(PARTS) | {"": message("Not in this period")}
#: The rates that are put on record; the first one that changed leads the sentence.
RATES: Final = ("churn_rate", "gross_churn", "net_churn", "retention_rate", "growth_rate")
COUNTS: Final[tuple[tuple[str, Message], ...]] = (
    ("opening", message("Customers at the start")),
    ("new", message("New customers")),
    ("returned", message("Returned customers")),
    ("lost", message("Customers lost")),
    ("passed_through", sense("customers", "Came and went in between")),
    ("closing", message("Customers at the end")),
)
AMOUNTS: Final[tuple[tuple[str, Message], ...]] = (
    ("opening", message("Revenue a month at the start")),
    ("new", message("Revenue of new customers")),
    ("returned", message("Revenue of returned customers")),
    ("expansion", message("Revenue won by upgrades")),
    ("contraction", message("Revenue lost to downgrades")),
    ("churned", message("Revenue of lost customers")),
    ("closing", message("Revenue a month at the end")),
    ("paid", message("Paid in the period")),
)
#: Amounts that differ by less are one and the same: sums of cents in binary miss each other by a hair.
CENT: Final = 0.005
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class RestatedFigure:
    """One figure of a closed period that is another one now; None where it was, or is, undefined."""

    key: str
    title: Message
    unit: Unit
    was: float | None
    now: float | None


@dataclass(frozen=True, slots=True)
class ChangedCustomer:
    """Somebody who is counted otherwise than when the period was closed. `was` and `now` are parts, "" for in none."""

    id: str
    name: str
    was: str
    now: str
    before_was: float | None = None
    before_now: float | None = None
    after_was: float | None = None
    after_now: float | None = None

    @property
    def told(self) -> tuple[Message, Message]:
        """How it was counted, and how it is counted now."""
        return TITLES.get(self.was, TITLES[""]), TITLES.get(self.now, TITLES[""])


@dataclass(frozen=True)
class Restatement:
    """A closed period whose figures came out otherwise. `other_rules` where other rules are in force than then."""

    closed: ClosedPeriod
    figures: tuple[RestatedFigure, ...]
    ledger: Ledger
    other_rules: bool = False
    currency: str | None = None

    @cached_property
    def customers(self) -> tuple[ChangedCustomer, ...]:
        """Who is counted otherwise; of a hundred thousand customers that takes a second to find out."""
        return tuple(_changed(self.closed, _customers(self.ledger, self.period_of), _names(self.ledger)))

    @property
    def searched(self) -> bool:
        """Whether it is known who is counted otherwise."""
        return "customers" in self.__dict__

    @property
    def period_of(self) -> Period:
        """The period itself."""
        return _period(self.closed)

    @property
    def period(self) -> PeriodName:
        """What the period is called."""
        return _period(self.closed).name

    @property
    def sentence(self) -> Message:
        """What was, what is, and because of whom."""
        first = self.figures[0]
        said = message(
            "{period}, closed on {day}: {figure} was {was} and is now {now}.",
            period=self.period,
            day=self.closed.closed_on,
            figure=first.title,
            was=said_figure(first.unit, first.was, self.currency),
            now=said_figure(first.unit, first.now, self.currency),
        )
        for more in (self._because(), self._rules()):
            if more is not None:
                said = message("{said} {more}", said=said, more=more)
        return said

    def _because(self) -> Message | None:
        """The customers behind it; where the rules changed, these are the reason and anybody may be concerned."""
        if self.other_rules or not self.customers:
            return None
        names = Series(tuple(one.name or one.id for one in self.customers[:_NAMED]))
        if len(self.customers) <= _NAMED:
            return plural(
                "Because of {count} customer: {names}.",
                "Because of {count} customers: {names}.",
                len(self.customers),
                names=names,
            )
        return plural(
            "Because of {count} customer, {names} among them.",
            "Because of {count} customers, {names} among them.",
            len(self.customers),
            names=names,
        )

    def _rules(self) -> Message | None:
        return message("Other rules are in force than then.") if self.other_rules else None


def closed_now(study: Study, index: int, today: date) -> ClosedPeriod:
    """The period at `index`, all customers of it, as the figures stand now.

    Raises:
        ValueError: nothing was imported, or the period isn't over yet.
    """
    return _put_on_record(study, study.periods[index], today)


def renewed(study: Study, restated: Restatement, today: date) -> ClosedPeriod:
    """A restated period as its figures stand now.

    Raises:
        ValueError: nothing was imported.
    """
    return _put_on_record(study, _period(restated.closed), today)


def _put_on_record(study: Study, period: Period, today: date) -> ClosedPeriod:
    if study.ledger is None or not period.complete:
        raise ValueError("only a period that is over can be closed")
    figures = tuple((key, value) for key, value in _figures(study.ledger, period).items() if value is not None)
    customers = pack(_customers(study.ledger, period)) if isinstance(study.ledger, SpellLedger) else ""
    return ClosedPeriod(period.start, period.end, period.by, today, figures, study.policy, customers)


def closed_at(study: Study, index: int | None) -> ClosedPeriod | None:
    """The record of the period at `index`, if it was closed."""
    if index is None:
        return None
    period = study.periods[index]
    return next((one for one in study.project.closed if (one.start, one.end) == (period.start, period.end)), None)


def restatements(study: Study) -> tuple[Restatement, ...]:
    """The closed periods whose figures came out otherwise since, the latest first."""
    if study.ledger is None:
        return ()
    found = (_restated(study, study.ledger, closed) for closed in study.project.closed)
    return tuple(sorted((one for one in found if one), key=lambda one: one.closed.start, reverse=True))


def search(restated: Restatement, report: Report = silent) -> Restatement:
    """Finds out who is counted otherwise in that period, for whoever must not wait for it; the same restatement."""
    report()
    _ = restated.customers
    return restated


def _restated(study: Study, ledger: Ledger, closed: ClosedPeriod) -> Restatement | None:
    period, was = _period(closed), dict(closed.figures)
    now = _figures(ledger, period)
    changed = tuple(
        RestatedFigure(key, title, unit, was.get(key), now.get(key))
        for key, title, unit in _declared()
        if _differ(was.get(key), now.get(key), 1e-9 if unit == "rate" else CENT)
    )
    if not changed:
        return None
    return Restatement(closed, changed, ledger, closed.policy != study.policy, study.project.currency)


def _differ(was: float | None, now: float | None, least: float) -> bool:
    if was is None or now is None:
        return was is not now
    return abs(was - now) >= least


def _declared() -> Iterator[tuple[str, Message, Unit]]:
    """Key, title and unit of everything that is put on record."""
    for key in RATES:
        yield key, metrics.metric(key).title, "rate"
    for key, title in COUNTS:
        yield key, title, "count"
    for key, title in AMOUNTS:
        yield f"revenue.{key}", title, "money"


def _period(closed: ClosedPeriod) -> Period:
    return Period(closed.start, closed.end, closed.by)


def _figures(ledger: Ledger, period: Period) -> dict[str, float | None]:
    """Every figure of the period as the ledger has it; empty where it has no such period."""
    customers = metrics.customer_movements(ledger, (period,))
    revenue = metrics.revenue_movements(ledger, (period,))
    if not customers or not revenue or period.end > (ledger.as_of or period.end):
        return {}
    found: dict[str, float | None] = {key: metrics.figure(key, customers, revenue, 0).value for key in RATES}
    found |= {key: getattr(customers[0], key) for key, _title in COUNTS}
    return found | {f"revenue.{key}": getattr(revenue[0], key) for key, _title in AMOUNTS}


def _customers(ledger: Ledger, period: Period) -> list[FrozenCustomer]:
    """Everybody who was counted in the period; nobody in a table of totals."""
    if not isinstance(ledger, SpellLedger):
        return []
    closes = next(two_closes(ledger, (period,)))
    known = ledger.dataset.has_amount
    before, after = closes.opening.amounts, closes.closing.amounts
    frozen: list[FrozenCustomer] = []
    for part, _title in PARTS:
        who = np.flatnonzero(closes.part(part))
        ids = ledger.dataset.customers.ids[who].tolist()
        amounts = zip(before[who].round(6).tolist(), after[who].round(6).tolist(), strict=True)
        frozen += [
            FrozenCustomer(str(one), part, first if known else None, last if known else None)
            for one, (first, last) in zip(ids, amounts, strict=True)
        ]
    return frozen


def _changed(closed: ClosedPeriod, now: list[FrozenCustomer], names: dict[str, str]) -> Iterator[ChangedCustomer]:
    """Who is counted otherwise, those who changed sides first."""
    then, there = {one.id: one for one in unpack(closed.customers)}, {one.id: one for one in now}
    nobody = FrozenCustomer("", "")
    if not closed.customers:
        return
    others = [(then.get(one, nobody), there.get(one, nobody)) for one in {**then, **there}]
    others = [(was, now) for was, now in others if _counted_otherwise(was, now)]
    for was, is_now in sorted(others, key=lambda pair: (pair[0].part == pair[1].part, pair[0].id or pair[1].id)):
        one = was.id or is_now.id
        yield ChangedCustomer(
            one, names.get(one, ""), was.part, is_now.part, was.before, is_now.before, was.after, is_now.after
        )


def _counted_otherwise(was: FrozenCustomer, now: FrozenCustomer) -> bool:
    amounts = ((was.before, now.before), (was.after, now.after))
    return was.part != now.part or any(_differ(first, last, CENT) for first, last in amounts)


def _names(ledger: Ledger) -> dict[str, str]:
    customers = ledger.dataset.customers
    if customers.names is None:
        return {}
    return {str(one): str(name) for one, name in zip(customers.ids, customers.names, strict=True) if name}


def said_figure(unit: Unit, value: float | None, currency: str | None) -> Value:
    """A figure of that unit as a value to be said; words where it is undefined."""
    if value is None:
        return message("no figure")
    if unit == "rate":
        return Rate(value)
    return Money(value, currency) if unit == "money" else Amount(value)


def with_closed(closed: tuple[ClosedPeriod, ...], period: ClosedPeriod) -> tuple[ClosedPeriod, ...]:
    """The records with that one in its place, in order of time."""
    others = [one for one in closed if (one.start, one.end) != (period.start, period.end)]
    return tuple(sorted((*others, period), key=lambda one: (one.start, number_of(one.end))))
