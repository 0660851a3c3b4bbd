"""How fast the figures are, as ratios to DuckDB and to lifelines on the same coded columns in the same run.

    python -m tests.benchmark.duckdb_ratio [--rows N] [--large N]

Needs the extra `benchmark`. DuckDB computes the monthly activity and the cohort table alone; ours are the ledger, all
monthly figures of customers and revenue, cohorts and survival, from a log that nothing was computed from before.
Nothing is asserted: the last line counts the measurements.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter

from churndesk import ledger as ledgers
from churndesk import metrics
from churndesk.analysis import study
from churndesk.ledger.dataset import Category, Customers, Dataset, PaymentRows, SourceFile
from churndesk.ledger.policy import Policy
from churndesk.metrics.cohorts import cohort_table
from churndesk.metrics.first_stays import first_stays
from churndesk.metrics.stay_lengths import stay_survival
from churndesk.metrics.survival import survival
from churndesk.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
#: Of what takes a millisecond, more runs say more.
WARM_RUNS = 25
ACTIVITY = "select month, count(distinct customer), sum(amount), count(*) from paid group by month order by month"
COHORTS = """
with first as (select customer, min(month) as began from paid group by customer),
active as (select distinct customer, month from paid)
select began, month - began as after, count(*) from active join first using (customer) group by all order by all
"""


def log_of(rows: int, customers: int) -> Dataset:
    """Orders over three years, at random, with a city and a channel each."""
    draw = np.random.default_rng(20260101)
    day = np.datetime64("2023-01-01") + np.sort(draw.integers(0, 1095, rows)).astype("timedelta64[D]")
    city = Category("city", tuple("abcde"), draw.integers(0, 5, rows).astype(np.int32))
    channel = Category("channel", tuple("xyz"), draw.integers(0, 3, rows).astype(np.int32))
    payments = PaymentRows(
        draw.integers(0, customers, rows).astype(np.int32),
        day.astype("datetime64[D]"),
        draw.integers(500, 20_000, rows) / 100,
        np.zeros(rows, np.int8),
        np.zeros(rows, np.int32),
        np.arange(2, rows + 2, dtype=np.int32),
        (city, channel),
    )
    ids = np.array([f"{number:07d}" for number in range(customers)], dtype=object)
    return Dataset("payments", Customers(ids), payments, (SourceFile("orders.csv"),), "EUR", day.max().item(), True)


def anew(dataset: Dataset) -> Dataset:
    """The same log, of which nothing is known yet."""
    return replace(dataset, rows=replace(dataset.rows))


def our_figures(dataset: Dataset) -> None:
    """All monthly figures, cohorts and survival."""
    built = ledgers.build(dataset, Policy(inactivity_days=90))
    periods = metrics.periods_of(built, "month")
    metrics.customer_movements(built, periods)
    metrics.revenue_movements(built, periods)
    cohort_table(built)
    stay_survival(built)


def seconds(work: Callable[[], object], runs: int = RUNS, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(runs):
        started = clock()
        work()
        taken.append(clock() - started)
    return statistics.median(taken)


def database_of(dataset: Dataset) -> duckdb.DuckDBPyConnection:
    """The same columns in DuckDB's memory."""
    rows = dataset.rows
    month = rows.day.astype("datetime64[M]").astype(np.int32)
    database = duckdb.connect()
    database.register("given", pd.DataFrame({"customer": rows.customer, "month": month, "amount": rows.amount}))
    database.execute("create table paid as select * from given")
    return database


def against_duckdb(dataset: Dataset) -> dict[str, float]:
    """Ours over theirs, and both in seconds."""
    database = database_of(dataset)
    theirs = seconds(lambda: (database.execute(ACTIVITY).fetchall(), database.execute(COHORTS).fetchall()))
    ours = seconds(lambda: our_figures(anew(dataset)))
    return {"monthly figures, cohorts, survival : DuckDB": ours / theirs, "DuckDB, s": theirs, "ours, s": ours}


def against_lifelines(dataset: Dataset) -> dict[str, float]:
    """The survival curve over lifelines' fit on the same stays."""
    built = ledgers.build(dataset, Policy(inactivity_days=90))
    stays = first_stays(built)

    def theirs() -> object:
        return KaplanMeierFitter().fit(stays.days, stays.left)

    def ours() -> object:
        return survival(stays.days, stays.left)

    theirs(), ours()  # what is imported and allocated at the first call is neither's
    clocks = {"survival : lifelines": time.perf_counter, "survival : lifelines, CPU time": time.thread_time}
    return {name: seconds(ours, WARM_RUNS, clock) / seconds(theirs, WARM_RUNS, clock) for name, clock in clocks.items()}


def against_itself(small: Dataset, large: Dataset) -> dict[str, float]:
    """The large log over this one, by the wall's clock and, for a machine that others use too, by the processor's."""
    clocks = {"large log : this log": time.perf_counter, "large log : this log, CPU time": time.process_time}

    def both(dataset: Dataset, runs: int) -> list[float]:
        return [
            min(run)
            for run in zip(*(_timed(lambda: our_figures(anew(dataset)), clocks) for _ in range(runs)), strict=True)
        ]

    return {name: more / less for name, more, less in zip(clocks, both(large, 2), both(small, 5), strict=True)}


def _timed(work: Callable[[], object], clocks: dict[str, Callable[[], float]]) -> list[float]:
    started = [clock() for clock in clocks.values()]
    work()
    return [clock() - begun for clock, begun in zip(clocks.values(), started, strict=True)]


def while_looking(dataset: Dataset) -> dict[str, float]:
    """How long a choice in the window takes until its figures are there, in milliseconds."""
    project = Project(dataset=dataset, policy=Policy(inactivity_days=90), currency="EUR")
    first = study(project)
    view = replace(project.view, segment=("city", "a"))
    return {
        "another limit, ms": 1000 * seconds(lambda: study(replace(project, policy=Policy(inactivity_days=91)), first)),
        "a segment, first time, ms": 1000 * seconds(lambda: study(replace(project, view=view), first), 1),
        "the next segment, ms": 1000
        * seconds(lambda: study(replace(project, view=replace(view, segment=("city", "b"))), first)),
    }


def main() -> int:
    """Prints the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=0, help="also measure a log of so many rows")
    said = parser.parse_args()
    dataset = log_of(said.rows, said.rows // 10)
    found = {**against_duckdb(dataset), **against_lifelines(dataset), **while_looking(dataset)}
    if said.large:
        found.update(against_itself(dataset, log_of(said.large, said.large // 10)))
        found["largest memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, value in found.items():
        print(f"{value:10.2f}  {name}")
    print(f"{len(found)} measured")
    return 0


if __name__ == "__main__":
    sys.exit(main())
