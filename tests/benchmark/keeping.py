"""How long after an edit the work is in the recovery copy, in the running program.

    python -m tests.benchmark.keeping [--rows N] [--edits N]

The program runs without a screen, with a project of N payments open, and computes its figures anew after every edit, as
it does for a person. Ticks and notes follow each other after 0 to 400 ms. Measured is the time from the call that makes
the edit until the transaction with it, or with a later one, is on the disk. The first edit begins the copy and writes
the whole import into it; it is told apart from the others. Exit code 1 where a later edit took a second or more.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer

from churndesk.gui.app import Program, application
from churndesk.gui.keeper import Keeper
from churndesk.gui.settings import Store
from churndesk.project.blobs import Blobs
from churndesk.project.project import Action, StepNote
from churndesk.words import message
from tests.torture import example

if TYPE_CHECKING:
    from churndesk.gui.keeper import Work

#: The longest pause between two edits, in ms.
PAUSE_MS = 400
#: What the program promises.
LONGEST_S = 1.0


class Clock:
    """Notes when each step of the document was made, and when it, or a later one, was on the disk."""

    def __init__(self) -> None:
        self.made: dict[int, float] = {}
        self.taken: dict[int, float] = {}

    def watch(self) -> None:
        """Looks at every copy that is written, from the thread that writes it."""
        keep = Keeper.keep

        def timed(keeper: Keeper, work: Work) -> Exception | None:
            error = keep(keeper, work)
            if error is None:
                self._kept(work.mark.step, time.perf_counter())
            return error

        Keeper.keep = timed

    def _kept(self, step: int, now: float) -> None:
        for made in [one for one in tuple(self.made) if one <= step and one not in self.taken]:
            self.taken[made] = now - self.made[made]


class Editor:
    """Makes the edits, and ends the program once all of them are safe."""

    def __init__(self, program: Program, clock: Clock, edits: int) -> None:
        self.program, self.clock, self.left = program, clock, edits
        self.draw = random.Random(1)  # noqa: S311
        program.copies.safe_changed.connect(self._go_on)

    def edit(self) -> None:
        """One tick or note, and the next a while later; the second waits until the first is safe."""
        document = self.program.document
        step = StepNote(ticked=self.draw.random() < 0.5, note="–" * self.draw.randrange(400))
        action = Action("reasons", steps=((f"step-{self.left}", step),))
        begun = time.perf_counter()
        first = not self.clock.made
        document.change(message("Tick"), replace(document.project, actions=(action,)))
        self.clock.made[document.mark.step] = begun
        self.left -= 1
        if self.left and not first:
            QTimer.singleShot(self.draw.randrange(1, PAUSE_MS), self.program, self.edit)

    def _go_on(self, safe: bool) -> None:
        if safe and len(self.clock.taken) == 1:
            QTimer.singleShot(1, self.program, self.edit)
        elif safe and not self.left:
            self.program.document.give_up()
            self.program.window.hide()
            application().exit()


def measured(rows: int, edits: int, folder: Path) -> list[float]:
    """Seconds from each edit to the disk, the first one first."""
    app = application()
    store = Store(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    program, clock, blobs = Program(app, store, recovery=folder / "recovery"), Clock(), Blobs()
    program.document.begin(example.project(blobs, rows), blobs=blobs)
    clock.watch()
    editor = Editor(program, clock, edits + 1)
    program.show()
    program.document.study_changed.connect(editor.edit, Qt.ConnectionType.SingleShotConnection)
    app.exec()
    program.close()
    return [clock.taken[step] for step in sorted(clock.taken)]


def main() -> int:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--edits", type=int, default=50)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        first, *others = measured(wanted.rows, wanted.edits, Path(folder))
    print(f"{first * 1000:10.0f}  the first edit, with the whole import, ms")
    print(f"{statistics.median(others) * 1000:10.0f}  each of {len(others)} edits after it, median, ms")
    print(f"{max(others) * 1000:10.0f}  the same, longest, ms")
    return 1 if max(others) >= LONGEST_S else 0


if __name__ == "__main__":
    sys.exit(main())
