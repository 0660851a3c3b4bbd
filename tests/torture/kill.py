"""Kills the running program, or lets its disk fail, and looks whether anything is lost.

    python -m tests.torture.kill [--runs N] [--seed N]

Each run starts the real program in a folder, where it takes back what the last run left or opens the file, and makes
random edits, imports and saves. It is killed at a random moment, or at one step of a save or of a copy, or it goes on
for a while with a disk that fails. Then the next run must begin with the state that was last reported as kept, or with
a later one, and the saved file must be whole. The last line counts; the exit code is 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from churndesk.project.reading import load
from churndesk.words import NotPossible
from tests.torture import example

ROOT = Path(__file__).resolve().parents[2]
#: Runs in one folder, each going on where the one before ended.
CHAIN = 10
#: A program that hasn't started by then won't.
LONGEST_START_S = 120
#: More steps than a save, or a copy, has.
STEPS = 60


@dataclass
class Told:
    """What one run said."""

    start: str = ""
    states: list[str] = field(default_factory=list)
    kept: int = 0
    saving: set[str] = field(default_factory=set)
    struck: bool = False
    exceptions: int = 0

    def take(self, line: str) -> None:
        """Takes note of one line; one that was cut off by the kill says nothing."""
        word, _, rest = line.strip().partition(" ")
        if word == "exception":
            self.exceptions += 1
        elif word == "struck":
            self.struck = True
        elif len(rest) == 64:
            self._state(word, rest)

    def _state(self, word: str, state: str) -> None:
        if word == "start":
            self.start, self.states = state, [state]
        elif word == "edit":
            self.states.append(state)
        elif word == "saving":
            self.saving.add(state)
        elif word in {"kept", "saved"} and state in self.states:
            self.kept = len(self.states) - 1 - self.states[::-1].index(state)

    @property
    def allowed(self) -> set[str]:
        """The states with which the next run may begin: the one last kept, and all that came after it."""
        return set(self.states[self.kept :])


@dataclass(frozen=True)
class Plan:
    """How one run ends."""

    fault: str
    step: int
    where: str
    seconds: float

    @property
    def name(self) -> str:
        """What it is counted under."""
        return f"{self.fault} in a {'save' if self.where == 'save' else 'copy'}" if self.fault else "killed at random"


def plans(number: int, draw: random.Random) -> Plan:
    """Half of the runs are killed at random, the others struck at a step; every step has its turn."""
    seconds = draw.uniform(0.05, 2.5)
    if number % 2 == 0:
        return Plan("", 0, "save", seconds)
    turn = number // 2
    fault = ("kill", "ENOSPC", "kill", "EIO", "kill", "EACCES", "kill", "limit")[turn % 8]
    step = draw.randrange(5, 300) if fault == "limit" else 1 + (turn * 7) % STEPS
    return Plan(fault, step, "keep" if turn % 3 == 2 else "save", seconds + 1.5)


def run(folder: Path, seed: int, plan: Plan) -> Told:
    """Lets the program run until it is killed."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    fault = ["--fault", plan.fault, "--step", str(plan.step), "--where", plan.where] if plan.fault else []
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.victim", str(folder), "--seed", str(seed), *fault],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    told, begun = Told(), threading.Event()

    def listen() -> None:
        for line in program.stdout or ():
            told.take(line)
            if told.start:
                begun.set()
        begun.set()

    listener = threading.Thread(target=listen)
    listener.start()
    begun.wait(LONGEST_START_S)
    end = time.monotonic() + plan.seconds
    while program.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    program.kill()
    program.wait()
    listener.join()
    if program.stdout is not None:
        program.stdout.close()
    return told


def verdicts(folder: Path, before: Told | None, now: Told) -> list[str]:
    """What is wrong after a run, in capitals; nothing as a rule."""
    wrong = []
    # One that was struck while it took the work back had not come to say so.
    if not now.start and not now.struck:
        wrong.append("DID NOT START")
    if now.start and before is not None and now.start not in before.allowed:
        wrong.append("LOST")
    if now.exceptions:
        wrong.append("EXCEPTION")
    file = folder / "document.churndesk"
    if file.exists():
        try:
            example.fingerprint(*load(file))
        except NotPossible:
            wrong.append("FILE DAMAGED")
    return wrong


def torture(runs: int, seed: int, folder: Path) -> Counter[str]:
    """All runs, and how often what happened."""
    counts: Counter[str] = Counter()
    before: Told | None = None
    for number in range(runs):
        draw = random.Random(f"{seed} {number}")  # noqa: S311
        if number % CHAIN == 0:
            before = None
        here = folder / str(number // CHAIN)
        here.mkdir(exist_ok=True)
        plan = plans(number, draw)
        now = run(here, draw.randrange(10**6), plan)
        counts["runs"] += 1
        counts[plan.name] += 1
        counts["struck"] += now.struck
        counts["states"] += len(now.states)
        counts["recovered or reopened"] += before is not None and bool(now.start)
        for wrong in verdicts(here, before, now):
            counts[wrong] += 1
            print(f"run {number} ({plan}): {wrong} in {here}", file=sys.stderr)
        before = now if now.start else before
    return counts


def faults(counts: Counter[str]) -> int:
    """How often anything was wrong."""
    return sum(count for name, count in counts.items() if name.isupper())


def main() -> int:
    """Prints the counts; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work, and to leave what is found")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        counts = torture(wanted.runs, wanted.seed, wanted.folder or Path(folder))
    print(", ".join(f"{count} {name}" for name, count in counts.items()) + f"; {faults(counts)} losses or faults")
    return 1 if faults(counts) else 0


if __name__ == "__main__":
    sys.exit(main())
