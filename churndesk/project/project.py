"""The document: everything that a person has opened, decided, typed and ticked. One immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from churndesk.ledger.policy import Policy

if TYPE_CHECKING:
    from datetime import date

    from churndesk.ledger.dataset import Dataset
    from churndesk.metrics.periods import Granularity
    from churndesk.project.closed import ClosedPeriod
    from churndesk.shapes.mapping import Mapping

ActionState = Literal["open", "doing", "done", "not-for-us"]


@dataclass(frozen=True, slots=True)
class StepNote:
    """What a person did with one step of a strategy."""

    ticked: bool = False
    owner: str = ""
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What a person did with one strategy: `steps` by the step's key. `started` is set when work on it begins."""

    strategy: str
    state: ActionState = "open"
    owner: str = ""
    due: date | None = None
    note: str = ""
    cost: float | None = None
    started: date | None = None
    steps: tuple[tuple[str, StepNote], ...] = ()

    def step(self, key: str) -> StepNote:
        """The note on that step; an untouched one where there is none."""
        return dict(self.steps).get(key, StepNote())


@dataclass(frozen=True, slots=True)
class View:
    """What the person is looking at; it stands above every page.

    `period` is the first day of the chosen period, None the latest complete one; `segment` is (heading, value).
    `first_month` (1 to 12) begins the financial year, and so its quarters, `first_weekday` (0 for Monday) the week;
    `dates` are the first and last day of the chosen dates, where the person looks at such.
    """

    by: Granularity = "month"
    period: date | None = None
    segment: tuple[str, str] | None = None
    first_month: int = 1
    first_weekday: int = 0
    dates: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was imported: its bytes by hash, and how it was read and understood."""

    file: str
    digest: str
    mapping: Mapping
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int | None = None


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """How the report was last handed over.

    `left_out` are the keys of sheets that were taken out. `language` and `currency` are codes, "" for the window's own
    and the data's; `periods` is how many of the last ones are shown, 0 for all. A `shared` copy bears codes in the
    place of customers, made with `key`, which never leaves the project.
    """

    kind: Literal["workbook", "pdf"] = "workbook"
    left_out: tuple[str, ...] = ()
    language: str = ""
    currency: str = ""
    paper: Literal["a4", "letter"] = "a4"
    periods: int = 0
    shared: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """The whole document. Every edit is `replace(project, …)`; nothing in it is ever written to.

    `typed` are numbers typed into calculators, by (metric, input). `closed` are the periods whose figures were put on
    record.
    """

    name: str = ""
    sources: tuple[Source, ...] = ()
    dataset: Dataset | None = None
    policy: Policy = field(default_factory=Policy)
    as_of: date | None = None
    currency: str | None = None
    view: View = field(default_factory=View)
    typed: tuple[tuple[tuple[str, str], float], ...] = ()
    actions: tuple[Action, ...] = ()
    report: ReportChoices = field(default_factory=ReportChoices)
    closed: tuple[ClosedPeriod, ...] = ()

    def action(self, strategy: str) -> Action:
        """What was done with that strategy; an untouched one where nothing was."""
        return next((action for action in self.actions if action.strategy == strategy), Action(strategy))
