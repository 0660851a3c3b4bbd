"""Small projects by hand: a few customers with their months and prices."""

from __future__ import annotations

import numpy as np

from churndesk.ledger.dataset import Category, Customers, Dataset, SnapshotRows, SourceFile, SpellRows
from churndesk.project.project import Project


def _days(texts: list[str]) -> np.ndarray:
    return np.array([np.datetime64(text or "NaT", "D") for text in texts], dtype="datetime64[D]")


def spells() -> Project:
    """Ten customers from January; two leave in February, one joins in it; a price each, and two plans."""
    starts = ["2024-01-01"] * 10 + ["2024-02-10"]
    ends = ["2024-02-15", "2024-02-20"] + [""] * 9
    count = len(starts)
    names = np.array([f"Customer {number}" for number in range(count)], dtype=object)
    no = np.zeros(count, dtype=bool)
    reason = Category("Reason", ("price",), np.array([0] + [-1] * 10, dtype=np.int32))
    plan = Category("Plan", ("Basic", "Pro"), np.array([0] * 6 + [1] * 5, dtype=np.int32))
    rows = SpellRows(
        customer=np.arange(count, dtype=np.int32),
        start=_days(starts),
        end=_days(ends),
        asked=_days([""] * count),
        amount=np.full(count, 100.0),
        trial=no,
        paused=no,
        failed=no,
        goal=no,
        source=np.zeros(count, dtype=np.int32),
        row=np.arange(2, count + 2, dtype=np.int32),
        reason=reason,
        categories=(plan,),
    )
    ids = np.array([f"C{number:03}" for number in range(count)], dtype=object)
    dataset = Dataset(
        "customers",
        Customers(ids, names),
        rows,
        (SourceFile("members.csv", rows_read=count, rows_used=count),),
        currency="EUR",
        latest=np.datetime64("2024-03-31").item(),
    )
    return Project(name="members", dataset=dataset, currency="EUR")


def snapshot() -> Project:
    """Four customers, one of them lost."""
    rows = SnapshotRows(
        customer=np.arange(4, dtype=np.int32),
        lost=np.array([True, False, False, False]),
        tenure=np.array([1.0, 5.0, 9.0, 20.0]),
        amount=np.array([10.0, 20.0, 30.0, 40.0]),
        source=np.zeros(4, dtype=np.int32),
        row=np.arange(2, 6, dtype=np.int32),
        has_tenure=True,
        has_amount=True,
        categories=(Category("Contract", ("month", "year"), np.array([0, 0, 1, 1], dtype=np.int32)),),
    )
    ids = np.array(["a", "b", "c", "d"], dtype=object)
    return Project(dataset=Dataset("snapshot", Customers(ids), rows, (SourceFile("telco.csv"),), currency="EUR"))
