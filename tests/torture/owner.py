"""The program as a person starts it, without a screen, with one edit made in it; then it ends as it is told to.

    python -m tests.torture.owner NAME [PROJECT] [--after FAULT]

It opens the project, where one is named, or begins an untitled one, writes NAME as a note, and prints `kept` once the
program says that the work is safe. With no fault it then waits to be killed.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from churndesk.gui import app
from churndesk.gui.app import Program
from churndesk.gui.next_turn import next_turn
from churndesk.project.project import Action
from churndesk.words import message
from tests.unit.gui.projects import spells

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What goes wrong: an exception in the slot that made the edit, after which it goes on, or ends without a question; a
#: worker that brings the process down.
FAULTS = ("", "slot", "slot and quit", "abort in a worker")


class Owner(Program):
    """A program whose person writes one note."""

    note, fault, file = "", "", None

    def begin(self, paths: Sequence[Path]) -> None:
        """Opens what the program opens, and writes the note once it is there."""
        super().begin(paths)
        self._wait()

    def _wait(self) -> None:
        if self.document.path != self.file or self.tasks.busy:
            QTimer.singleShot(5, self, self._wait)
            return
        self.copies.safe_changed.connect(self._tell)
        next_turn(self, self._write)

    def _write(self) -> None:
        before = self.document.project
        if self.file is None:
            before = replace(spells(), name="")
        done = Action("reasons", "doing", note=self.note)
        self.document.change(message("Note"), replace(before, actions=(done,)))
        if self.fault.startswith("slot"):
            raise ValueError(self.note)

    def _tell(self, safe: bool) -> None:
        if not safe:
            return
        print("kept", flush=True)
        if self.fault == "slot and quit":
            next_turn(self, QApplication.exit)
        elif self.fault == "abort in a worker":
            self.tasks.run(lambda report: os.abort(), done=print, title=message("Work"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until it is killed, or ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("note")
    parser.add_argument("project", type=Path, nargs="?")
    parser.add_argument("--after", choices=FAULTS, default="")
    wanted = parser.parse_args(arguments)
    Owner.note, Owner.fault, Owner.file = wanted.note, wanted.after, wanted.project
    app.Program = Owner
    return app.run([str(wanted.project)] if wanted.project else [])


if __name__ == "__main__":
    sys.exit(main())
