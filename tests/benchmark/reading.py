"""How fast files are opened, as ratios to the bare libraries, in the processor's time of this process and its children.

    python -m tests.benchmark.reading [--rows N] [--sheet-rows N] [--columns N] [--megabytes N] [--json OUT]

A text is read, understood and mapped, against `pandas.read_csv` alone; a workbook is read, against python-calamine
alone; a long text is previewed, and a table of very many columns looked at, both in seconds. The best of three is
taken. Nothing is asserted: the last line counts the measurements.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmark.orders import write_orders

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 3


def spent() -> float:
    """Seconds of the processor's time so far, those of ended children with them."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def best(work: Callable[[], object], clock: Callable[[], float] = spent, runs: int = RUNS) -> float:
    """The least that the work took in some runs."""
    found = []
    for _ in range(runs):
        begun = clock()
        work()
        found.append(clock() - begun)
    return min(found)


def ratio(work: Callable[[], object], alone: Callable[[], object]) -> float:
    """The least that the work took to the least that the library took alone, by turns: other load meets both alike."""
    pairs = [(best(work, runs=1), best(alone, runs=1)) for _ in range(RUNS)]
    return min(ours for ours, _ in pairs) / min(theirs for _, theirs in pairs)


def dataset(path: Path) -> None:
    """A file as far as a mapped dataset."""
    from churndesk import reading, shapes

    table = reading.read(path)
    shapes.understand([table], shapes.suggest(table).mapping)


def text(folder: Path, rows: int) -> float:
    """A file to a dataset : pandas.read_csv alone."""
    import pandas as pd

    path = write_orders(folder / "orders.csv", rows, max(rows // 10, 1))
    return ratio(lambda: dataset(path), lambda: pd.read_csv(path))


def sheet(folder: Path, rows: int) -> float:
    """A workbook read : python-calamine alone."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    from churndesk import reading

    path = folder / "orders.xlsx"
    lines = (folder / "orders.csv").read_text("utf-8").splitlines()[: rows + 1]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": True}) as book:
        page = book.add_worksheet()
        for at, line in enumerate(lines):
            page.write_row(at, 0, line.split(","))
    return ratio(
        lambda: reading.read(path), lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    )


def preview(folder: Path, megabytes: int) -> float:
    """Seconds to the preview of a long file, by the clock on the wall."""
    from churndesk import reading

    path = folder / "long.csv"
    piece = (folder / "orders.csv").read_bytes()[: 8 << 20]
    with path.open("wb") as stream:
        for _ in range(max(1, (megabytes << 20) // len(piece))):
            stream.write(piece)
    seconds = best(lambda: reading.preview(path), time.perf_counter)
    path.unlink()
    return seconds


def wide(folder: Path, columns: int) -> float:
    """Seconds of the processor's time until a table of so many columns is looked at."""
    from churndesk import reading, shapes

    path = folder / "wide.csv"
    headings = ["id", *(str(100_000 + 7 * at) for at in range(columns - 1))]
    rows = [[f"R{row}", *("TRUE" if (row * at) % 7 else "FALSE" for at in range(columns - 1))] for row in range(3)]
    path.write_text("\n".join(",".join(row) for row in (headings, *rows)), "utf-8")
    table = reading.read(path)
    return best(lambda: shapes.suggest(table))


def main() -> int:
    """Prints the figures and, if asked, writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--sheet-rows", type=int, default=100_000)
    parser.add_argument("--columns", type=int, default=9_000)
    parser.add_argument("--megabytes", type=int, default=1_000)
    parser.add_argument("--json", type=Path)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {
            "file to dataset : pandas.read_csv alone": text(folder, said.rows),
            "workbook : python-calamine alone": sheet(folder, said.sheet_rows),
            "preview of a long file, s": preview(folder, said.megabytes),
            "looking at very many columns, s": wide(folder, said.columns),
        }
    for what, value in found.items():
        print(f"{value:10.2f}  {what}")
    if said.json:
        said.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"{len(found)} measured")
    return 0


if __name__ == "__main__":
    sys.exit(main())
