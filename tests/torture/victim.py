"""The real program, without a screen, making random edits until it is killed; told of by lines on its output.

    python -m tests.torture.victim FOLDER --seed N [--fault KIND] [--step N] [--where save|keep]

Each line is a word and a fingerprint of the document: `start` what it begins with, `edit` another state, `kept` a state
that the program says is safe, `saving` and `saved` one that goes, and went, into the file.
"""

from __future__ import annotations

import argparse
import random
import sys
import traceback
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer

from churndesk.gui import ask, disk
from churndesk.gui.app import Program, application
from churndesk.gui.settings import Store
from churndesk.project.project import Action, Source, StepNote
from churndesk.shapes.mapping import ColumnUse, Mapping
from churndesk.words import message
from tests.torture import example, faults

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

ROWS = 300
#: The longest pause between two edits; the copy is written 200 ms after the first of them.
PAUSE_MS = 120


class Victim:
    """Edits the document of a running program, at random."""

    def __init__(self, program: Program, folder: Path, seed: int) -> None:
        self.program = program
        self.document = program.document
        self.folder = folder
        self.draw = random.Random(seed)  # noqa: S311
        self._answer()
        program.copies.safe_changed.connect(self._tell_kept)
        self._next = QTimer(program, singleShot=True)
        self._next.timeout.connect(self._edit)

    def begin(self) -> None:
        """Takes the work back that the last one left, or opens the file, and goes on from there."""
        file = self.folder / "document.churndesk"
        self.program.begin([file] if file.exists() else [])
        self._wait_for_start(file)

    def _wait_for_start(self, file: Path) -> None:
        opening = file.exists() and self.document.path is None and not self.document.dirty
        if self.program.tasks.busy or opening:
            QTimer.singleShot(5, self.program, lambda: self._wait_for_start(file))
            return
        self._tell("start")
        self._next.start(1)

    def _tell(self, word: str) -> None:
        print(word, example.fingerprint(self.document.project, self.document.blobs), flush=True)

    def _tell_kept(self, safe: bool) -> None:
        if safe:
            self._tell("kept" if self.document.dirty else "saved")

    def _answer(self) -> None:
        ask.yes = lambda _parent, _question, _explanation, action: action.text in {"Bring it back", "Save over it"}
        ask.tell = lambda _parent, title, text: print("told", title.text, "|", text.text, flush=True)
        ask.save_file = lambda *_: self.folder / "document.churndesk"

    def _edit(self) -> None:
        edits = (self._tick, self._note, self._type, self._rule, self._undo, self._redo, self._save, self._import)
        self.draw.choices(edits, (6, 6, 4, 2, 3, 2, 4, 1))[0]()
        self._next.start(self.draw.randrange(1, PAUSE_MS))

    def _change(self, text: str, **parts: object) -> None:
        self.document.change(message("{what}", what=text), replace(self.document.project, **parts))
        self._tell("edit")

    def _tick(self) -> None:
        self._act(StepNote(ticked=self.draw.random() < 0.5, due=date(2026, 1, self.draw.randrange(1, 28))))

    def _note(self) -> None:
        self._act(StepNote(note="zażółć 会員 " * self.draw.randrange(1, 400)))

    def _act(self, step: StepNote) -> None:
        key = f"step-{self.draw.randrange(5)}"
        before = self.document.project.action("reasons")
        steps = tuple(sorted({**dict(before.steps), key: step}.items()))
        self._change("Tick", actions=(Action("reasons", "doing", steps=steps),))

    def _type(self) -> None:
        self._change("Type", typed=((("churn_rate", "lost"), float(self.draw.randrange(1000))),))

    def _rule(self) -> None:
        policy = replace(self.document.project.policy, inactivity_days=self.draw.randrange(10, 400))
        self._change("Rule", policy=policy)

    def _undo(self) -> None:
        self.document.history.undo()
        self._tell("edit")

    def _redo(self) -> None:
        self.document.history.redo()
        self._tell("edit")

    def _save(self) -> None:
        self._tell("saving")
        self.program.window.files.save()

    def _import(self) -> None:
        content = self.draw.randbytes(self.draw.randrange(100, 200_000))
        source = Source("a.csv", self.document.blobs.keep(content), Mapping("payments", (ColumnUse("id", "customer"),)))
        self._change("Import", sources=(source,), dataset=example.payments(ROWS, self.draw.randrange(10**6)))


def _tell_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    print("exception", kind.__name__, flush=True)
    traceback.print_exception(kind, error, trace)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until it is killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", default="")
    parser.add_argument("--step", type=int, default=0)
    parser.add_argument("--where", choices=("save", "keep"), default="save")
    wanted = parser.parse_args(arguments)
    app = application()
    store = Store(QSettings(str(wanted.folder / "settings.ini"), QSettings.Format.IniFormat))
    program = Program(app, store, recovery=wanted.folder / "recovery")
    disk.backup_folder = lambda: wanted.folder / "backups"
    sys.excepthook = _tell_exception
    victim = Victim(program, wanted.folder, wanted.seed)
    if wanted.fault:
        faults.inject(wanted.fault, wanted.step, wanted.where)
    program.window.show()
    QTimer.singleShot(0, program, victim.begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
