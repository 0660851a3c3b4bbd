"""Holds the time of a large workbook against writing the same cells with XlsxWriter alone, streaming to disk.

    python -m tests.benchmark.workbook [--customers N] [--rounds N]

Both write a sheet of customers (12 columns) and 48 periods, in turns; the processor's time is compared, as the best of
the rounds, because other programs share the clock. Ends with one line; exit code 1 where ours takes 1.3 times as long
or more, or more than 600 MB of memory.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import xlsxwriter

from churndesk.analysis import study
from churndesk.export import WorkbookOptions, write_workbook
from churndesk.ledger.dataset import Category, Customers, Dataset, SourceFile, SpellRows
from churndesk.ledger.policy import Policy
from churndesk.project.project import Project
from churndesk.words import Language

if TYPE_CHECKING:
    from churndesk.analysis import Study

RATIO, MEGABYTES = 1.3, 600
_SHEETS = ("periods", "customers")
_REGIONS = ("north", "south", "east", "west")
_FIRST, _DAYS = date(2022, 1, 1), 1461


def many(count: int) -> Study:
    """Customers who come over 48 months; every third leaves again. 12 columns: who, when, what, and five categories."""
    random = np.random.default_rng(7)
    start = np.sort(random.integers(0, _DAYS - 1, count))
    ends = np.minimum(start + random.integers(30, 700, count), _DAYS - 1)
    gone = np.arange(count) % 3 == 0
    first = np.datetime64(_FIRST)
    end = np.where(gone, first + ends, np.datetime64("NaT"))
    no = np.zeros(count, dtype=bool)
    rows = SpellRows(
        customer=np.arange(count, dtype=np.int32), start=first + start, end=end.astype("datetime64[D]"),
        asked=np.full(count, np.datetime64("NaT"), dtype="datetime64[D]"),
        amount=20 + random.integers(0, 80, count) / 2,
        trial=no, paused=no, failed=no, goal=no, source=np.zeros(count, dtype=np.int32),
        row=np.arange(2, count + 2, dtype=np.int32), reason=_category("Reason", ("price", "moved", "no time"), count),
        categories=tuple(_category(f"Group {n}", _REGIONS[: 2 + n % 3], count) for n in range(4)),
    )  # fmt: skip
    ids = np.array([f"{number:07d}" for number in range(count)], dtype=object)
    names = np.array([f"Customer {number}" for number in range(count)], dtype=object)
    data = Dataset("customers", Customers(ids, names), rows, (SourceFile("many.csv", "", count, count),), "EUR")
    data = replace(data, latest=_FIRST + timedelta(days=_DAYS - 1))
    return study(Project(name="Many", dataset=data, currency="EUR", policy=Policy()))


def _category(heading: str, values: tuple[str, ...], count: int) -> Category:
    return Category(heading, tuple(sorted(values)), (np.arange(count) % len(values)).astype(np.int32))


def bare(cells: list[tuple[str, list[list[object]]]], path: Path) -> None:
    """The same cells with the library alone: each by the method for its kind, with one format a kind."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    plain, day = book.add_format({"bottom": 1}), book.add_format({"bottom": 1, "num_format": "yyyy-mm-dd"})
    for name, rows in cells:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is None:
                    sheet.write_blank(number, column, None, plain)
                elif isinstance(value, tuple):
                    sheet.write_formula(number, column, value[0], plain, value[1])
                elif isinstance(value, str):
                    sheet.write_string(number, column, value, plain)
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write_number(number, column, value, plain)
    book.close()


def cells_of(path: Path) -> list[tuple[str, list[list[object]]]]:
    """What stands in a workbook, sheet by sheet; a formula with its value."""
    live, known = (
        openpyxl.load_workbook(path, read_only=True),
        openpyxl.load_workbook(path, read_only=True, data_only=True),
    )
    return [
        (sheet.title, [[_cell(one, value) for one, value in zip(row, values, strict=False)]
                       for row, values in zip(sheet.values, known[sheet.title].values, strict=True)])
        for sheet in live
    ]  # fmt: skip


def _cell(one: object, value: object) -> object:
    return (one, value) if isinstance(one, str) and one.startswith("=") else one


def ours(made: Study, path: Path) -> None:
    """The program's own way."""
    write_workbook(made, Language("en"), path, WorkbookOptions(_SHEETS))


def _seconds(work: object, *given: object) -> float:
    begun = time.process_time()
    work(*given)  # type: ignore[operator]
    return time.process_time() - begun


def _peak(count: int) -> float:
    """The most memory, in megabytes, that a process of its own takes to write ours."""
    command = [sys.executable, "-m", "tests.benchmark.workbook", "--customers", str(count), "--alone"]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(said.stdout.split()[-1])


def main() -> int:
    """Measures both and says how they stand."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="only write ours, and say how much memory it took")
    said = parser.parse_args()
    made = many(said.customers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ours.xlsx"
        if said.alone:
            ours(made, path)
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            return 0
        times = [_seconds(ours, made, path)]
        cells = cells_of(path)
        others = []
        for _ in range(said.rounds):
            others.append(_seconds(bare, cells, Path(folder) / "bare.xlsx"))
            times.append(_seconds(ours, made, path))
    ratio, memory = min(times) / min(others), _peak(said.customers)
    speed = f"ours {min(times):.1f} s, bare {min(others):.1f} s, ratio {ratio:.2f} (below {RATIO})"
    print(f"{said.customers} customers, {len(made.periods)} periods: {speed}, {memory:.0f} MB (below {MEGABYTES})")
    return 1 if ratio >= RATIO or memory > MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
