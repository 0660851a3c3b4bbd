"""Small datasets for tests, written as plain rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from churndesk.ledger.dataset import (
    Category,
    Customers,
    Dataset,
    PaymentKind,
    PaymentRows,
    PeriodRows,
    SnapshotRows,
    SpellRows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NAT = np.datetime64("NaT", "D")


def days(values: Sequence[date | str | None]) -> np.ndarray:
    return np.array([NAT if value is None else np.datetime64(str(value), "D") for value in values], "datetime64[D]")


def category(heading: str, values: Sequence[str]) -> Category:
    distinct = tuple(sorted({value for value in values if value}))
    codes = [distinct.index(value) if value else -1 for value in values]
    return Category(heading, distinct, np.array(codes, np.int32))


def stays(rows: Sequence[dict[str, Any]], *, latest: str = "2024-12-31", presence: bool = False) -> Dataset:
    """Each row: customer, start, and what isn't usual of end, asked, amount, trial, paused, failed, plan, reason."""
    ids = sorted({row["customer"] for row in rows})
    count = len(rows)

    def flags(name: str) -> np.ndarray:
        return np.array([row.get(name, False) for row in rows], bool)

    spell_rows = SpellRows(
        customer=np.array([ids.index(row["customer"]) for row in rows], np.int32),
        start=days([row["start"] for row in rows]),
        end=days([row.get("end") for row in rows]),
        asked=days([row.get("asked") for row in rows]),
        amount=np.array([row.get("amount", np.nan) for row in rows], float),
        trial=flags("trial"),
        paused=flags("paused"),
        failed=flags("failed"),
        goal=flags("goal"),
        source=np.zeros(count, np.int32),
        row=np.arange(2, count + 2, dtype=np.int32),
        reason=category("reason", [row.get("reason", "") for row in rows]),
        categories=(category("plan", [row.get("plan", "") for row in rows]),),
    )
    return Dataset(
        "customers",
        Customers(np.array(ids, object)),
        spell_rows,
        (),
        latest=date.fromisoformat(latest),
        presence=presence,
        has_amount=any("amount" in row for row in rows),
    )


def payments(
    rows: Sequence[tuple[str, str, float] | tuple[str, str, float, str]], *, latest: str | None = None
) -> Dataset:
    """Each row: customer, day, amount and perhaps its plan; an amount below 0 is a refund."""
    ids = sorted({row[0] for row in rows})
    kinds = [PaymentKind.REFUND if row[2] < 0 else PaymentKind.PURCHASE for row in rows]
    payment_rows = PaymentRows(
        customer=np.array([ids.index(row[0]) for row in rows], np.int32),
        day=days([row[1] for row in rows]),
        amount=np.array([row[2] for row in rows], float),
        kind=np.array(kinds, np.int8),
        source=np.zeros(len(rows), np.int32),
        row=np.arange(2, len(rows) + 2, dtype=np.int32),
        categories=(category("plan", [row[3] if len(row) > 3 else "" for row in rows]),),
    )
    last = latest or max(str(row[1]) for row in rows)
    return Dataset(
        "payments", Customers(np.array(ids, object)), payment_rows, (), latest=date.fromisoformat(last), presence=True
    )


def summary(by: str, starts: Sequence[str], **columns: Sequence[float]) -> Dataset:
    """A row a period; columns that aren't given are empty."""
    empty = np.full(len(starts), np.nan)
    names = (
        "opening", "new", "returned", "lost", "closing", "paid", "opening_amount", "new_amount", "expansion_amount",
        "contraction_amount", "churned_amount", "closing_amount",
    )  # fmt: skip
    period_rows = PeriodRows(
        by=by,
        start=days(starts),
        **{name: np.array(columns[name], float) if name in columns else empty.copy() for name in names},
        source=np.zeros(len(starts), np.int32),
        row=np.arange(2, len(starts) + 2, dtype=np.int32),
    )
    return Dataset(
        "periods", Customers(np.array([], object)), period_rows, (), latest=date.fromisoformat(max(starts)),
        has_amount=any("amount" in name or name == "paid" for name in columns),
    )  # fmt: skip


def snapshot(
    rows: Sequence[tuple[bool, float, str]], *, amount_is_total: bool = False, has_amount: bool = True
) -> Dataset:
    """Each row: lost, amount, contract."""
    snapshot_rows = SnapshotRows(
        customer=np.arange(len(rows), dtype=np.int32),
        lost=np.array([row[0] for row in rows], bool),
        tenure=np.full(len(rows), np.nan),
        amount=np.array([row[1] for row in rows], float),
        source=np.zeros(len(rows), np.int32),
        row=np.arange(2, len(rows) + 2, dtype=np.int32),
        amount_is_total=amount_is_total,
        has_amount=has_amount,
        categories=(category("contract", [row[2] for row in rows]),),
    )
    ids = np.array([str(n) for n in range(len(rows))], object)
    return Dataset("snapshot", Customers(ids), snapshot_rows, (), has_amount=has_amount)
