"""How long it takes to keep a project safe, as a ratio to numpy's own compressed file of the same columns.

    python -m tests.benchmark.saving [--rows N]

The blobs of the project are in already, as they are with every save but the first after an import. The median of five
is taken; the last lines are the ratio of a save and the milliseconds of the recovery copy of a tick.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from churndesk.gui.disk import Wanted, saved_to
from churndesk.progress import silent
from churndesk.project.blobs import Blobs
from churndesk.project.project import Action, StepNote
from churndesk.project.recovery import RecoveryCopy
from churndesk.project.state import state_of
from tests.torture import example

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.ledger.dataset import Dataset
    from churndesk.project.project import Project

RUNS = 5
TICKS = 50


def columns(dataset: Dataset) -> dict[str, np.ndarray]:
    """Every column of the dataset as numpy can save it without pickling."""
    found = {"ids": dataset.customers.ids.astype("U"), "names": dataset.customers.names.astype("U")}
    for field in fields(dataset.rows):
        value = getattr(dataset.rows, field.name)
        if isinstance(value, np.ndarray):
            found[field.name] = value
    return found | {one.heading: one.codes for one in dataset.rows.categories}


def median(function: Callable[[], object], runs: int = RUNS) -> float:
    """The median of the seconds that the function takes."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        function()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def ticked(project: Project, number: int) -> Project:
    """The project with another step ticked."""
    return replace(project, actions=(Action("reasons", steps=((f"step-{number}", StepNote(ticked=True)),)),))


def measured(rows: int, folder: Path) -> tuple[float, float, float]:
    """Seconds of numpy's file and of a save, and the seconds of the copy of one tick."""
    blobs = Blobs()
    project = example.project(blobs, rows)
    # The spreadsheet itself, at 40 bytes a row of which about half can be compressed away.
    text = np.random.default_rng(1).integers(48, 58, 40 * rows, dtype=np.uint8).tobytes()
    project = replace(project, sources=(replace(project.sources[0], digest=blobs.keep(text)),))
    state_of(project)
    table = columns(project.dataset)
    bare = median(lambda: np.savez_compressed(folder / "bare.npz", **table), 3)
    path = folder / "project.churndesk"

    def once() -> None:
        saved_to(Wanted(path, project, blobs), silent).lock.release()

    once()  # The first save after an import puts the blobs in, and is not what is asked.
    save = median(once)
    copy = RecoveryCopy(folder / "recovery")
    copy.keep(project, blobs, None)
    number = iter(range(TICKS + 1))
    tick = median(lambda: copy.keep(ticked(project, next(number)), blobs, None), TICKS)
    copy.close(forget=True)
    return bare, save, tick


def main() -> int:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        bare, save, tick = measured(parser.parse_args().rows, Path(folder))
    print(f"{bare:10.2f}  numpy.savez_compressed of the columns, s")
    print(f"{save:10.3f}  a save with the version before kept, s")
    print(f"{save / bare:10.3f}  save : numpy.savez_compressed")
    print(f"{tick * 1000:10.1f}  recovery copy of a tick, ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
