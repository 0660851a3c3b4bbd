"""All figures of one project as it is looked at now: by month or quarter, for one segment, under its policy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from churndesk import ledger as ledgers
from churndesk import metrics, strategies
from churndesk.analysis.members import members_of, members_of_snapshot
from churndesk.ledger.dataset import PaymentRows, PeriodRows, SnapshotRows
from churndesk.metrics import CostTerms
from churndesk.progress import silent

if TYPE_CHECKING:
    from datetime import date

    from churndesk.analysis.closing import Restatement
    from churndesk.analysis.evidence import Findings
    from churndesk.analysis.history import History
    from churndesk.analysis.members import Members
    from churndesk.charts import Chart
    from churndesk.ledger import Ledger
    from churndesk.ledger.dataset import Category, Dataset
    from churndesk.ledger.policy import Policy
    from churndesk.metrics import (
        Bounds,
        CustomerMovement,
        Inputs,
        LossCost,
        Part,
        Period,
        Result,
        RevenueMovement,
        SnapshotFigures,
    )
    from churndesk.metrics.identities import Check
    from churndesk.progress import Report
    from churndesk.project.project import Project, View
    from churndesk.strategies import Suggested
    from churndesk.words import Message

#: The metrics that are computed customer by customer, from the list of the lost.
COSTS = frozenset({"lost_customer_cost", "loss_cost"})
#: The metrics for which a range is said where days are missing.
BOUNDED = frozenset({"churn_rate", "retention_rate"})
#: A column with more values than this is no segment that anybody wants to pick from.
MOST_SEGMENTS = 60


@dataclass(frozen=True, eq=False)
class Study:
    """The figures of a project. The movements are computed at once, everything else when it is first asked for.

    `ledger` is None where nothing was imported. `periods`, `customers` and `revenue` go together, one entry a period;
    they are empty without data and for a snapshot, which has `snapshot` instead.
    """

    project: Project
    ledger: Ledger | None = None
    periods: tuple[Period, ...] = ()
    customers: tuple[CustomerMovement, ...] = ()
    revenue: tuple[RevenueMovement, ...] = ()
    snapshot: SnapshotFigures | None = None

    @property
    def dataset(self) -> Dataset:
        """The rows behind the figures.

        Raises:
            ValueError: nothing was imported.
        """
        if self.project.dataset is None:
            raise ValueError("a study of typed numbers has no dataset")
        return self.project.dataset

    @property
    def policy(self) -> Policy:
        """The rules in force, with the proposed inactivity limit filled in."""
        return self.ledger.policy if self.ledger is not None else self.project.policy

    @property
    def as_of(self) -> date | None:
        """The last day that the figures know of."""
        return self.ledger.as_of if self.ledger is not None else None

    @property
    def ruled_by(self) -> str:
        """Which of the policy's rules apply: payments, contracts, or "" where none does."""
        if self.ledger is None or isinstance(self.dataset.rows, (PeriodRows, SnapshotRows)):
            return ""
        return "payments" if isinstance(self.dataset.rows, PaymentRows) else "contracts"

    @cached_property
    def chosen(self) -> int | None:
        """The period that the person chose, else the latest complete one, else the last."""
        wanted = self.project.view.period
        for index, period in enumerate(self.periods):
            if wanted is not None and period.start <= wanted <= period.end:
                return index
        complete = [index for index, period in enumerate(self.periods) if period.complete]
        return complete[-1] if complete else len(self.periods) - 1 if self.periods else None

    @cached_property
    def segments(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The columns by which customers can be filtered, each with its values."""
        if self.ledger is None or isinstance(self.dataset.rows, (PeriodRows, SnapshotRows)):
            return ()
        columns: tuple[Category, ...] = self.dataset.rows.categories
        return tuple((column.heading, column.values) for column in columns if 2 <= len(column.values) <= MOST_SEGMENTS)

    def inputs(self, metric: str, index: int | None = None) -> Inputs:
        """What the data says for a metric's inputs in a period (the chosen one); None where it says nothing."""
        at = self._at(index)
        if metric in COSTS and self.ledger is not None:
            cost = self.loss_cost(index)
            return {} if cost.undefined is not None else cost.inputs
        if isinstance(self.ledger, ledgers.SnapshotLedger):
            return metrics.snapshot_inputs(metric, self.ledger)
        return {} if at is None else metrics.inputs_from(metric, self.customers, self.revenue, at)

    def typed(self, metric: str, index: int | None = None) -> dict[str, float]:
        """The numbers that the person typed for a metric; they hold for the chosen period, not for the others."""
        if index is not None and index != self.chosen:
            return {}
        return {put: number for (key, put), number in self.project.typed if key == metric}

    def result(self, metric: str, index: int | None = None) -> Result:
        """A metric of a period (the chosen one), from the data, with typed numbers in their places."""
        at, typed, currency = self._at(index), self.typed(metric, index), self.project.currency
        if metric in COSTS and self.ledger is not None:
            return self._cost(metric, index, typed)
        if at is None:
            return metrics.metric(metric).compute({**self.inputs(metric, index), **typed}, currency)
        found = metrics.figure(metric, self.customers, self.revenue, at, typed=typed, currency=currency)
        return found if typed or found.value is None else self._with_bounds(found, at)

    def _with_bounds(self, result: Result, at: int) -> Result:
        """Says with churn and retention what customers without a date could make of it."""
        bounds = self.bounds(at) if result.metric in BOUNDED else None
        if bounds is None:
            return result
        said = bounds.of_churn if result.metric == "churn_rate" else bounds.of_retention
        return replace(result, notes=(*result.notes, said))

    def bounds(self, index: int | None = None) -> Bounds | None:
        """What missing days leave open of a period's churn (the chosen one); None where they leave nothing open."""
        at = self._at(index)
        if self.ledger is None or at is None or getattr(self.ledger.dataset, "undated", None) is None:
            return None
        return metrics.churn_bounds(self.ledger, self.customers[at], self._segment)

    def _cost(self, metric: str, index: int | None, typed: dict[str, float]) -> Result:
        """A cost from the list of the lost; where that says why there is none, typed numbers can still make one."""
        chosen, cost = metrics.metric(metric), self.loss_cost(index)
        if cost.undefined is not None and not {"yearly_value", "flat"} & typed.keys():
            return metrics.Result.none(metric, chosen.unit, chosen.formula, cost.undefined)
        return chosen.compute({**self.inputs(metric, index), **typed}, self.project.currency)

    def _at(self, index: int | None) -> int | None:
        return self.chosen if index is None else index

    def loss_cost(self, index: int | None = None) -> LossCost:
        """What the lost customers of a period (the chosen one) cost, customer by customer, with the typed terms.

        Raises:
            ValueError: nothing was imported.
        """
        if self.ledger is None:
            raise ValueError("typed numbers have no lost customers")
        known = self._costs.get(self._at(index))
        if known is None:
            known = metrics.loss_cost(
                self.ledger, self.customers, self.revenue, self._at(index), self._terms(), segment=self._segment
            )
            self._costs[self._at(index)] = known
        return known

    @cached_property
    def _costs(self) -> dict[int | None, LossCost]:
        return {}

    def _terms(self) -> CostTerms:
        typed = {**self.typed("lost_customer_cost"), **self.typed("loss_cost")}
        return CostTerms(cac=typed.get("cac", 0.0), expansion_rate=typed.get("expansion_rate"), flat=typed.get("flat"))

    @property
    def _segment(self) -> metrics.Segment | None:
        return self.project.view.segment if isinstance(self.ledger, ledgers.SpellLedger) else None

    def comparison(self, metric: str = "churn_rate", index: int | None = None) -> Message | None:
        """Whether a rate differs from the period before by more than chance; None where there is nothing to compare.

        `metric` is churn_rate, retention_rate, growth_rate or gross_churn.
        """
        at = self._at(index)
        if not at:
            return None
        now, before = self.customers[at], self.customers[at - 1]
        if metric == "gross_churn":
            return metrics.revenue_comparison((now, self.result(metric, at)), (before, self.result(metric, at - 1)))
        return metrics.comparison(now, before, metric)

    def members(self, part: Part, index: int | None = None) -> Members:
        """The customers behind a count of a period, or behind a snapshot's (parts: closing, opening, lost).

        Raises:
            ValueError: the table has no customers, only totals.
        """
        if isinstance(self.ledger, ledgers.SnapshotLedger):
            lost = {"lost": True, "closing": False}.get(part)
            return members_of_snapshot(self.ledger, lost=lost)
        at = self._at(index)
        if not isinstance(self.ledger, ledgers.SpellLedger) or at is None:
            raise ValueError("a table of totals has no customers")
        period = self.periods[at]
        customers = metrics.who(self.ledger, period, part, self.project.view.segment)
        return members_of(self.ledger, period, customers, gone=part in {"lost", "opening"})

    @cached_property
    def findings(self) -> Findings:
        """What takes a while to find out for the chosen period; `study` does it off the GUI thread."""
        from churndesk.analysis.evidence import findings

        return findings(self)

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """Whether the figures add up; `study` finds it out with every computation, off the GUI thread."""
        from churndesk.analysis.sums import sum_checks

        return sum_checks(self)

    @cached_property
    def history(self) -> History:
        """The figures over the table's whole length, each computed when it is first asked for."""
        from churndesk.analysis.history import History

        return History(self.ledger, self._segment)

    @cached_property
    def restatements(self) -> tuple[Restatement, ...]:
        """The closed periods whose figures came out otherwise since, the latest first; of all customers."""
        from churndesk.analysis.closing import restatements

        return restatements(self)

    @cached_property
    def suggestions(self) -> tuple[Suggested, ...]:
        """The strategies that the figures speak for, the most urgent first."""
        from churndesk.analysis.evidence import evidence

        return strategies.suggest(evidence(self), strategies.catalogue())

    def chart(self, key: str) -> Chart:
        """The chart of that key (one of `chartbook.CHARTS`), with a mark where each strategy was begun.

        Raises:
            ValueError: the study has no periods.
        """
        from churndesk.analysis.chartbook import CHARTS

        if self.chosen is None:
            raise ValueError("a study without periods has no charts")
        return CHARTS[key](self)

    @property
    def has_customers(self) -> bool:
        """Whether the table tells its customers apart."""
        return isinstance(self.ledger, (ledgers.SpellLedger, ledgers.SnapshotLedger))


def study(project: Project, before: Study | None = None, report: Report = silent) -> Study:
    """The figures of the project. What the study `before` computed from the same rows and rules is taken over.

    Raises:
        NotPossible: nothing in the data has a date.
    """
    if project.dataset is None:
        return Study(project)
    ledger = _ledger(project, before)
    report(0.4)
    known = before if before is not None and before.ledger is ledger else None
    done = _moved(project, ledger, known, report)
    # A cached property of a frozen value is set as the property itself would set it.
    if known is not None and known.history.segment == done.history.segment:
        done.__dict__["history"] = known.history
    if known is not None and known.chosen == done.chosen and known.periods is done.periods:
        done.__dict__["findings"] = known.findings
    if known is not None and known.chosen == done.chosen and known.customers is done.customers:
        done.__dict__["checks"] = known.checks
    if known is not None and known.project.closed is project.closed and known.policy == done.policy:
        done.__dict__["restatements"] = known.restatements
    # Said in the window, so found out here: a sentence names the customers behind it.
    _ = [restated.sentence for restated in done.restatements], done.suggestions, done.checks
    return done


def _moved(project: Project, ledger: Ledger, known: Study | None, report: Report) -> Study:
    if isinstance(ledger, ledgers.SnapshotLedger):
        snapshot = known.snapshot if known is not None else metrics.snapshot_figures(ledger)
        return Study(project, ledger, snapshot=snapshot)
    if known is not None and _same_movements(project, known.project):
        return Study(project, ledger, known.periods, known.customers, known.revenue)
    periods = _periods(project, ledger, known)
    segment = project.view.segment if isinstance(ledger, ledgers.SpellLedger) else None
    customers = metrics.customer_movements(ledger, periods, segment)
    report(0.7)
    return Study(project, ledger, periods, customers, metrics.revenue_movements(ledger, periods, segment))


def _periods(project: Project, ledger: Ledger, known: Study | None) -> tuple[Period, ...]:
    """The periods; those that are known stay the same ones, and with them what was found out about them."""
    now, before = project.view, known.project.view if known is not None else None
    if known is not None and before is not None and _steps(now) == _steps(before):
        return known.periods
    return metrics.periods_of(
        ledger,
        now.by,
        _within(now.first_month, 1, 12),
        first_weekday=_within(now.first_weekday, 0, 6),
        dates=_dates(now),
    )


def _steps(view: View) -> tuple[object, ...]:
    return view.by, view.first_month, view.first_weekday, view.dates


def _within(number: int, least: int, most: int) -> int:
    """A number that a file from elsewhere may have put out of bounds."""
    return number if least <= number <= most else least


def _dates(view: View) -> tuple[date, date] | None:
    """The chosen dates in order; a file from elsewhere may have them otherwise."""
    return None if view.dates is None else (min(view.dates), max(view.dates))


def _ledger(project: Project, before: Study | None) -> Ledger:
    known = before.project if before is not None else None
    if (
        before is not None
        and before.ledger is not None
        and known is not None
        and known.dataset is project.dataset
        and known.policy == project.policy
        and known.as_of == project.as_of
    ):
        return before.ledger
    if project.dataset is None:
        raise ValueError("a ledger needs a dataset")
    return ledgers.build(project.dataset, project.policy, project.as_of)


def _same_movements(now: Project, before: Project) -> bool:
    return replace(now.view, period=None) == replace(before.view, period=None)
