from __future__ import annotations

import csv
import json
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from churndesk.cli import run
from tests.unit.cli import slow_report

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 60
COUNTS = ("opening", "new", "returned", "lost", "passed_through", "closing")
RATES = ("gross_churn", "net_churn", "arpa", "ltv")


def stays(draw: random.Random, most: int) -> list[tuple[str, date, date | None, float]]:
    """Customers with up to `most` stays, that begin and end on awkward days, overlap, and follow each other closely."""
    rows: list[tuple[str, date, date | None, float]] = []
    for number in range(60):
        start = date(2023, 1, 1) + timedelta(draw.randrange(500))
        for _ in range(draw.randint(1, most)):
            start = start.replace(day=1) if draw.random() < 0.2 else start
            end = start + timedelta(draw.choice([0, 1, 15, 28, 30, 31, 59, 90, 200, 365]))
            kept = None if draw.random() < 0.35 or end > date(2024, 11, 30) else end
            rows.append((f"C{number:03}", start, kept, draw.choice([0, 10, 19.5, 25, 99.99])))
            start += timedelta(draw.choice([0, 1, 5, 30, 31, 60, 200]))
    draw.shuffle(rows)
    return rows


def payments(draw: random.Random) -> list[tuple[str, date, float]]:
    """Customers who come back just in time, just too late, or not at all; some get money back."""
    rows = []
    for number in range(60):
        day = date(2023, 1, 1) + timedelta(draw.randrange(400))
        for _ in range(draw.choice([1, 2, 5, 12])):
            rows.append((f"K{number:03}", day, round(draw.uniform(5, 120), 2)))
            day += timedelta(draw.choice([0, 7, 30, 59, 60, 61, 75, 120]))
        if draw.random() < 0.2:
            rows.append((f"K{number:03}", day, -round(draw.uniform(1, 9), 2)))
    draw.shuffle(rows)
    return rows


def reported(folder: Path, heads: list[str], rows: list[tuple[Any, ...]], *options: str) -> dict[str, Any]:
    """What the command line says of a file with those rows."""
    table, told = folder / "table.csv", folder / "figures.json"
    with table.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([heads, *(["" if cell is None else cell for cell in row] for row in rows)])
    assert run(["report", str(table), "--json", str(told), "--yes", *options]) == 0
    record: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return record


def same(told: dict[str, Any], people: dict[str, slow_report.Slow], months: int, rates_from: date | None) -> None:
    as_of = date.fromisoformat(told["as_of"])
    every = slow_report.periods(people, as_of, months, rates_from)
    assert [one["start"] for one in told["periods"]] == [one["start"] for one in every]
    for found, slow in zip(told["periods"], every, strict=True):
        assert [found[name] for name in COUNTS] == [slow[name] for name in COUNTS], slow["start"]
        for name, amount in slow["revenue"].items():
            assert found["revenue"][name] == pytest.approx(amount, abs=1e-6), (slow["start"], name)
        _same_rate(found["churn_rate"], slow["churn_rate"])
        for name in RATES[: 4 if slow["complete"] else 3]:
            _same_rate(found["revenue"][name], slow[name])
    assert told["cohorts"] == slow_report.cohorts(people, as_of)
    curve = dict(zip(told["survival"]["days"], told["survival"]["survival"], strict=True))
    for day, share in slow_report.survival(people, as_of).items():
        assert curve[day] == pytest.approx(share, abs=1e-12)


def _same_rate(found: Any, slow: float | None) -> None:
    if slow is None:
        assert "undefined" in found
    else:
        assert found == pytest.approx(slow, rel=1e-9)


@pytest.mark.parametrize(("seed", "most", "by"), [(1, 1, "month"), (2, 3, "month"), (3, 3, "quarter")])
def test_a_list_of_stays(seed: int, most: int, by: str, tmp_path: Path) -> None:
    rows = stays(random.Random(seed), most)  # noqa: S311  (no secret)
    heads = ["customer_id", "start_date", "end_date", "monthly_price"]
    told = reported(tmp_path, heads, rows, "--by", by, "--policy", "end_is=leaving_day")
    assert told["as_of"] == max(day for _, *days, _ in rows for day in days if day).isoformat()
    same(told, slow_report.of_stays(rows), 3 if by == "quarter" else 1, None)


@pytest.mark.parametrize(("seed", "by"), [(4, "month"), (5, "quarter")])
def test_a_log_of_payments(seed: int, by: str, tmp_path: Path) -> None:
    rows = payments(random.Random(seed))  # noqa: S311
    told = reported(
        tmp_path, ["customer_id", "payment_date", "amount"], rows, "--by", by, "--policy", f"inactivity_days={LIMIT}"
    )
    first = min(day for _, day, _ in rows) + timedelta(LIMIT)
    same(told, slow_report.of_payments(rows, LIMIT), 3 if by == "quarter" else 1, first)
