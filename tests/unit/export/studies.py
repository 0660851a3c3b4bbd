"""Small studies, each made of a handful of invented customers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from churndesk.analysis import study
from churndesk.analysis.closing import closed_now
from churndesk.ledger.dataset import (
    Category,
    Customers,
    Dataset,
    PaymentRows,
    PeriodRows,
    SnapshotRows,
    SourceFile,
    SpellRows,
)
from churndesk.ledger.policy import Policy
from churndesk.project.project import Project, View
from churndesk.words import Problem, message

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.ledger.dataset import (
        Rows,
    )

#: Cell texts with which attackers try to make a spreadsheet program run something (OWASP, "CSV injection").
RISKY = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+SUM(1,1)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\x00=1+1",
    '=HYPERLINK("http://example.org","click")',
    "＝1+1",
)


def _days(values: list[date | None]) -> np.ndarray:
    return np.array([np.datetime64("NaT") if day is None else np.datetime64(day) for day in values], "datetime64[D]")


def _category(heading: str, words: list[str]) -> Category:
    values = tuple(sorted({word for word in words if word}))
    return Category(heading, values, np.array([values.index(w) if w else -1 for w in words], dtype=np.int32))


def _dataset(
    shape: str, ids: list[str], rows: Rows, problems: tuple[Problem, ...] = (), names: list[str] | None = None
) -> Dataset:
    said = None if names is None else np.array(names, dtype=object)
    source = SourceFile("members.xlsx", "Members", len(ids) + len(problems), len(ids), problems=problems)
    return Dataset(shape, Customers(np.array(ids, dtype=object), said), rows, (source,), currency="EUR")


def stays(*, count: int = 40, ids: list[str] | None = None, problems: tuple[Problem, ...] = ()) -> Dataset:
    """Customers who come every few days from January 2024, of whom every third leaves again."""
    ids = ids or [f"{number:05d}" for number in range(count)]
    first = date(2024, 1, 8)
    starts = [first + timedelta(days=9 * number) for number in range(len(ids))]
    ends = [start + timedelta(days=95 + 3 * n) if n % 3 == 0 else None for n, start in enumerate(starts)]
    spells = len(ids)
    rows = SpellRows(
        customer=np.arange(spells, dtype=np.int32),
        start=_days(list(starts)),
        end=_days(ends),
        asked=_days([None] * spells),
        amount=np.array([49.9 + 10 * (n % 4) for n in range(spells)]),
        trial=np.zeros(spells, dtype=bool),
        paused=np.zeros(spells, dtype=bool),
        failed=np.zeros(spells, dtype=bool),
        goal=np.zeros(spells, dtype=bool),
        source=np.zeros(spells, dtype=np.int32),
        row=np.arange(2, spells + 2, dtype=np.int32),
        reason=_category("Reason", ["price" if n % 6 == 0 else "" for n in range(spells)]),
        categories=(_category("Plan", ["basic" if n % 2 else "plus" for n in range(spells)]),),
    )
    data = _dataset("customers", ids, rows, problems, names=[f"Customer {one}" for one in ids])
    return replace(data, latest=date(2025, 1, 20))


def payments() -> Dataset:
    """A log of purchases: 12 customers, of whom some stop buying."""
    lines = [(n, date(2024, 1, 5) + timedelta(days=20 * k + n)) for n in range(12) for k in range(4 + n)]
    rows = PaymentRows(
        customer=np.array([n for n, _ in lines], dtype=np.int32),
        day=_days([day for _, day in lines]),
        amount=np.array([10.0 + n for n, _ in lines]),
        kind=np.zeros(len(lines), dtype=np.int8),
        source=np.zeros(len(lines), dtype=np.int32),
        row=np.arange(2, len(lines) + 2, dtype=np.int32),
    )
    data = _dataset("payments", [f"C-{n}" for n in range(12)], rows)
    return replace(data, latest=max(day for _, day in lines), presence=True)


def summary() -> Dataset:
    """A row a month: the numbers of customers and the amounts."""
    nothing = np.full(4, np.nan)
    rows = PeriodRows(
        by="month",
        start=_days([date(2024, month, 1) for month in (1, 2, 3, 4)]),
        opening=np.array([100.0, 104, 109, 111]),
        new=np.array([6.0, 8, 5, 4]),
        returned=nothing,
        lost=np.array([2.0, 3, 3, 5]),
        closing=np.array([104.0, 109, 111, 110]),
        paid=nothing,
        opening_amount=np.array([1000.0, 1040, 1100, 1125]),
        new_amount=np.array([60.0, 80, 50, 40]),
        expansion_amount=np.array([0.0, 20, 10, 0]),
        contraction_amount=np.array([0.0, 10, 5, 5]),
        churned_amount=np.array([20.0, 30, 30, 50]),
        closing_amount=np.array([1040.0, 1100, 1125, 1110]),
        source=np.zeros(4, dtype=np.int32),
        row=np.arange(2, 6, dtype=np.int32),
    )
    return replace(_dataset("periods", [], rows), latest=date(2024, 4, 30))


def snapshot() -> Dataset:
    """Twenty customers with a churn flag and a plan, no dates."""
    count = 20
    rows = SnapshotRows(
        customer=np.arange(count, dtype=np.int32),
        lost=np.arange(count) % 4 == 0,
        tenure=np.arange(count, dtype=float),
        amount=np.full(count, 20.0),
        source=np.zeros(count, dtype=np.int32),
        row=np.arange(2, count + 2, dtype=np.int32),
        has_tenure=True,
        has_amount=True,
        categories=(_category("Plan", ["month" if n % 2 else "year" for n in range(count)]),),
    )
    return _dataset("snapshot", [str(n) for n in range(count)], rows)


def project(dataset: Dataset, **changes: object) -> Project:
    """A project over the rows, looked at by month."""
    made = Project(name="Bakery Nord", dataset=dataset, currency=dataset.currency, policy=Policy(inactivity_days=60))
    return replace(made, **changes)  # type: ignore[arg-type]


def of(dataset: Dataset, **changes: object) -> Study:
    """The study of the rows."""
    return study(project(dataset, **changes))


def problem(cell: str) -> Problem:
    """A problem with that cell."""
    text = message("This isn't a day: {cell}", cell=cell)
    return Problem("date-unreadable", text, "members.xlsx", "Members", 7, "Start", cell)


def restated() -> Study:
    """April 2024 was closed; later one of its customers turns out to have left in it."""
    before = of(stays())
    closed = closed_now(before, 3, date(2024, 5, 6))
    later = stays()
    end = later.rows.end.copy()
    end[1] = np.datetime64("2024-04-20")
    return of(replace(later, rows=replace(later.rows, end=end)), closed=(closed,))


def survey(scale: int = 10) -> Study:
    """Customers who answered from 0 to 10, or from 1 to 5; one in nine gave no answer."""
    answered, steps = stays(), 11 if scale == 10 else 5
    count = len(answered.rows.customer)
    given = ["" if n % 9 == 0 else str(scale - (n * n) % steps) for n in range(count)]
    heading = "NPS" if scale == 10 else "Stars"
    return of(replace(answered, rows=replace(answered.rows, score=_category(heading, given))))


def contracts() -> Study:
    """Fixed contracts of 120 days each, which every third customer doesn't renew."""
    dataset = stays()
    rows = dataset.rows
    renewal = np.where(np.isnat(rows.end), rows.start + np.timedelta64(120, "D"), rows.end)
    dated = replace(dataset, rows=replace(rows, renewal=renewal))
    return of(dated, policy=Policy(at_risk="due"))


#: Every kind of study, by what it is made of.
EVERY_KIND = {
    "stays": lambda: of(stays(problems=tuple(problem(cell) for cell in RISKY))),
    "quarters of one plan": lambda: of(stays(), view=View("quarter", segment=("Plan", "basic"))),
    "typed": lambda: of(stays(), typed=((("churn_rate", "lost"), 5.0), (("loss_cost", "cac"), 120.0))),
    "restated": restated,
    "contracts": contracts,
    "payments": lambda: of(payments()),
    "summary": lambda: of(summary()),
    "snapshot": lambda: of(snapshot()),
    "numbers alone": lambda: study(Project(typed=((("churn_rate", "opening"), 110.0), (("churn_rate", "lost"), 2.0)))),
    "nps": survey,
    "csat": lambda: survey(5),
}
