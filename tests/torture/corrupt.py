"""Flips, cuts, zeroes and swaps bytes of a saved project: never a traceback, never a loss that isn't said.

    python -m tests.torture.corrupt [--ways N] [--seed N]

A damaged file either opens exactly as it was, or says what was saved and what is lost, and that is true. The last line
counts; the exit code is 1 where a loss wasn't said or anything but a sentence came out.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.project import store
from churndesk.project.blobs import Blobs
from churndesk.project.opening import opened
from churndesk.project.state import state_of
from churndesk.words import NotPossible
from tests.torture import example

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.project.opening import Opened
    from churndesk.project.project import Project

PAGE = 4096


def _flip(data: bytearray, draw: random.Random) -> None:
    for _ in range(draw.choice((1, 1, 1, 4, 32))):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def _flip_ahead(data: bytearray, draw: random.Random) -> None:
    data[draw.randrange(200)] ^= 1 << draw.randrange(8)


def _write_anything(data: bytearray, draw: random.Random) -> None:
    at, size = draw.randrange(len(data)), draw.randrange(1, 200)
    data[at : at + size] = draw.randbytes(min(size, len(data) - at))


def _cut(data: bytearray, draw: random.Random) -> None:
    del data[draw.randrange(len(data)) :]


def _cut_ahead(data: bytearray, draw: random.Random) -> None:
    del data[: draw.randrange(1, len(data))]


def _zero_run(data: bytearray, draw: random.Random) -> None:
    at, size = draw.randrange(len(data)), draw.randrange(1, 20_000)
    data[at : at + size] = bytes(min(size, len(data) - at))


def _zero_page(data: bytearray, draw: random.Random) -> None:
    at = draw.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def _swap_pages(data: bytearray, draw: random.Random) -> None:
    one, other = (draw.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def _append(data: bytearray, draw: random.Random) -> None:
    data += draw.randbytes(draw.randrange(1, 9000))


def _insert(data: bytearray, draw: random.Random) -> None:
    data.insert(draw.randrange(len(data)), draw.randrange(256))


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _flip_ahead, _write_anything, _cut, _cut_ahead, _zero_run, _zero_page, _swap_pages, _append, _insert,
)  # fmt: skip


@dataclass(frozen=True)
class Original:
    """The project that was saved, and what it is compared by."""

    project: Project
    blobs: Blobs

    def losses(self, found: Opened) -> set[str]:
        """What differs in what was found."""
        mine, theirs = state_of(self.project), state_of(found.project)
        bare = state_of(replace(self.project, dataset=None)), state_of(replace(found.project, dataset=None))
        lost = {"state"} if bare[0] != bare[1] else set()
        lost |= {"rows"} if theirs.dataset != mine.dataset else set()
        there = {source.file for source in found.project.sources if found.blobs.content(source.digest) is not None}
        return lost | {source.file for source in self.project.sources if source.file not in there}


def said(found: Opened) -> set[str]:
    """What the program says is lost, in the same words as `Original.losses`."""
    if found.salvaged is None:
        return set()
    lost = set()
    for sentence in found.salvaged.lost:
        file = dict(sentence.values).get("file")
        if file is not None:
            lost.add(str(file))
        else:
            lost.add("rows" if "rows" in sentence.text.split(".")[0] else "state")
    # Without the state nobody knows any more which sources there were.
    return lost | ({"log0.csv", "log1.csv"} if not found.project.sources else set())


def outcome(path: Path, original: Original) -> str:
    """How one damaged file was met; a word in capitals is a fault of the program."""
    try:
        found = opened(path)
    except NotPossible:
        return "refused"
    except Exception:  # noqa: BLE001
        traceback.print_exc()
        return "TRACEBACK"
    lost = original.losses(found)
    if lost - said(found):
        print(f"{path.name}: lost {sorted(lost)}, said {sorted(said(found))}", file=sys.stderr)
        return "LOST IN SILENCE"
    if found.salvaged is None:
        return "opened whole" if found.read_only is None else "opened whole, only to be read"
    return "saved all of it" if not lost else "saved a part and said which"


def run(ways: int, seed: int, folder: Path) -> Counter[str]:
    """Damages the file in that many ways and counts how each was met."""
    blobs = Blobs()
    original = Original(example.project(blobs), blobs)
    store.save(original.project, blobs, folder / "whole.churndesk")
    whole = (folder / "whole.churndesk").read_bytes()
    counts: Counter[str] = Counter()
    for number in range(ways):
        draw = random.Random(f"{seed} {number}")  # noqa: S311
        data = bytearray(whole)
        WAYS[number % len(WAYS)](data, draw)
        damaged = folder / f"{seed}-{number}.churndesk"
        damaged.write_bytes(data)
        counts[outcome(damaged, original)] += 1
        damaged.unlink()
    return counts


def main() -> int:
    """Prints the counts; 1 where the program was at fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ways", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = run(wanted.ways, wanted.seed, Path(folder))
    faults = sum(count for name, count in counts.items() if name.isupper())
    print(f"{sum(counts.values())} ways: " + ", ".join(f"{count} {name}" for name, count in counts.most_common())
          + f"; {faults} faults")  # fmt: skip
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
