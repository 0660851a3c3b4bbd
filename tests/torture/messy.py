"""Reads a folder of awkward files and holds what comes of each against what was expected. By hand, from a checkout:

    python -m tests.torture.messy FOLDER

FOLDER holds EXPECT.tsv, a line a file: its path, what is expected (import, import with warning, ask, refuse, or two of
them with "or" or a slash between), the number of rows, the headings as a JSON list (the last one "..." where there are
more) and the sheet; empty where it doesn't matter. To ask is to raise a doubt, to warn, or to refuse with a sentence on
what to do. A traceback, other rows or other headings are a loss. Ends in one line of counts, and with exit code 1 after
a loss.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from churndesk import shapes
from churndesk.importing import sheets_needed
from churndesk.reading import ReadOptions, read
from churndesk.shapes import Given
from churndesk.words import Language, NotPossible

ENGLISH = Language("en")
#: The program's own name for a further column of one heading, as other programs write it.
_REPEATED = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: `said` are the codes of doubts and problems, or the sentence of a refusal."""

    how: str
    rows: int = 0
    headings: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def outcome(path: Path) -> Outcome:
    """Reads a file as `churndesk check` does."""
    try:
        table = read(path)
    except NotPossible as refusal:
        return Outcome("refuse", said=(ENGLISH.say(refusal.sentence),))
    alike = table.dialect.alike or sheets_needed(table, Given())
    others = [read(path, ReadOptions(sheet=sheet)) for sheet in alike]
    said = [*(problem.code for problem in table.problems), *{aside.reason for aside in table.set_aside} - {"empty"}]
    try:
        suggestion = shapes.suggest(table, Given(), others)
        doubts = [doubt.code for doubt in suggestion.doubts]
        sources = () if doubts else shapes.understand([table, *others], suggestion.mapping).sources
        said += [*doubts, *(problem.code for source in sources for problem in source.problems)]
    except NotPossible as refusal:
        doubts = [ENGLISH.say(refusal.sentence)]
        said += doubts
    how = "ask" if doubts or alike else "warn" if said else "import"
    return Outcome(how, len(table) + sum(map(len, others)), table.headings, tuple(said))


def faults(expected: dict[str, str], got: Outcome) -> list[str]:
    """How the outcome differs from what was expected."""
    words = expected["expected"].replace("import with warning", "warn").replace(" clearly", "")
    wanted = set(re.split(r" or |/", words))
    if got.how == "refuse":
        return [] if wanted & {"refuse", "ask"} else ["refused"]
    if wanted == {"refuse"}:
        return ["not refused"]
    found = [] if got.said or "import" in wanted else ["nothing said"]
    if expected["rows"] and int(expected["rows"]) != got.rows:
        found.append(f"{got.rows} rows, not {expected['rows']}")
    headings = json.loads(expected["headings"]) if expected.get("headings") else None
    if headings and not _alike(headings, got.headings):
        found.append(f"headings {list(got.headings)[:8]}")
    return found


def _alike(wanted: list[str], got: tuple[str, ...]) -> bool:
    """Whether the headings are these, spaces around them aside; "(no name)" is an empty one."""
    if wanted[-1] == "...":
        wanted, got = wanted[:-1], got[: len(wanted) - 1]
    plain = ["" if name == "(no name)" else _REPEATED.sub("", name.strip()) for name in wanted]
    return plain == [name.strip() for name in got]


def expectations(folder: Path) -> list[dict[str, str]]:
    """The lines of a folder's EXPECT.tsv."""
    with (folder / "EXPECT.tsv").open(encoding="utf-8", newline="") as stream:
        return [
            {**line, "headings": line.get("headings") or line.get("headers") or ""}
            for line in csv.DictReader(stream, delimiter="\t")
        ]


def main() -> int:
    """Prints every loss, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    counts: Counter[str] = Counter()
    lines = expectations(folder)
    for line in lines:
        got = outcome(folder / line["path"])
        counts[got.how] += 1
        for fault in faults(line, got):
            counts["lost"] += 1
            print(f"{line['path']}: {line['expected']}, but {fault} {list(got.said)[:4]}", file=sys.stderr)
    told = ", ".join(f"{counts[what]} {what}" for what in ("import", "warn", "ask", "refuse", "lost"))
    print(f"{len(lines)} files: {told}")
    return 1 if counts["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
