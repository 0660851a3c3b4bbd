"""Reads files that were written wrongly, damaged or made up, and counts what is lost. By hand, from a checkout:

    python tests/torture/fuzz.py [FOLDER ...] --files 2000 [--seed 1]

Two sorts of files: sound tables, which must come back cell by cell; and texts and workbooks with random damage, those
in the folders among them, which must give a table whose rows are all accounted for, or a sentence. A traceback, a
changed cell, a row unaccounted for, a reading of more than 20 seconds or one that takes more than 1 GB of memory is a
loss. Ends in one line of counts, and with exit code 1 after a loss.
"""

from __future__ import annotations

import argparse
import csv
import faulthandler
import io
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from churndesk.reading import read
from churndesk.words import Language, NotPossible

_SLOW = 20.0
_HANGING = 120.0
_MEMORY = 1024.0
_WORDS = [
    "alpha",
    "beta",
    "Basic",
    "Pro",
    "München",
    "Łódź",
    "東京",
    "monthly",
    "the",
    "quick",
    "fox,",
    "O'Neil",
    '5"',
    "N/A",
    "x",
    "total",
    "#1",
]
_NAMES = ("customer", "start", "note", "mrr", "Betrag", "active", "said")
_STRAY = (b'"', b"'", b",", b";", b"\n", b"\r", b"\0", b"\xff", b"\\", b'","', b"\n\n")
_CODE_PAGES = ("utf-8", "utf-8-sig", "utf-16", "cp1250", "cp1252", "cp932", "gb18030")


@dataclass
class Tally:
    """What came of the files; each loss with what it takes to see it again."""

    counts: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)

    def loss(self, name: str, why: str) -> None:
        self.counts["lost"] += 1
        self.losses.append(f"{name}: {why}")


def cell(chance: random.Random, kind: int, row: int) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2015, 2025)
    words = " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 4)))
    return (
        f"C{row:04d}",
        f"{year}-{month:02d}-{day:02d}",
        words,
        f"{chance.random() * 1000:.2f}",
        f"{chance.randint(0, 999)},{chance.randint(0, 99):02d} €",
        chance.choice(["yes", "no"]),
        f'said "{words}"',
    )[kind]


def sound_table(chance: random.Random) -> tuple[list[list[str]], bytes]:
    """A table with a header, its first column filled, and how it is written."""
    kinds = [0, *(chance.randrange(7) for _ in range(chance.randint(1, 7)))]
    headings = [f"{_NAMES[kind]} {at}" for at, kind in enumerate(kinds)]
    rows = [[cell(chance, kind, row) for kind in kinds] for row in range(chance.choice([2, 5, 30, 120]))]
    stream = io.StringIO()
    writer = csv.writer(
        stream,
        delimiter=chance.choice(",;\t|"),
        quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        lineterminator=chance.choice(["\r\n", "\n"]),
    )
    writer.writerows([headings, *rows])
    return [headings, *rows], stream.getvalue().encode(chance.choice(["utf-8", "utf-8-sig", "utf-16"]))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to a dozen faults: bytes changed, put in, cut out, doubled or moved."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(spoilt) + 1)
        stop = min(len(spoilt), at + chance.choice([1, 1, 2, 10, 500]))
        fault = chance.randrange(6)
        if fault == 0:
            spoilt[at:at] = chance.choice(_STRAY)
        elif fault == 1:
            del spoilt[at:stop]
        elif fault == 2:
            spoilt[at:at] = spoilt[at:stop] * chance.choice([1, 2, 50])
        elif fault == 3 and at < len(spoilt):
            spoilt[at] = chance.randrange(256)
        elif fault == 4:
            spoilt[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice([1, 8, 200])))
        else:
            del spoilt[at : None if chance.random() < 0.2 else at + 1]
    return bytes(spoilt)


def workbook(chance: random.Random) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name in ("Data", "Report")[: chance.randint(1, 2)]:
            sheet = book.add_worksheet(name)
            table, _ = sound_table(chance)
            for at, row in enumerate(table):
                sheet.write_row(at, 0, row)
    return stream.getvalue()


def compare(path: Path, expected: list[list[str]], tally: Tally) -> None:
    """A sound table must come back whole."""
    table = read(path)
    rows = [list(map(str, row)) for row in zip(*[column.cells() for column in table.columns], strict=True)]
    if [list(table.headings), *rows] != expected or {p.code for p in table.problems} - {"rows-equal"}:
        tally.loss(path.name, f"changed: {[p.code for p in table.problems]} {table.set_aside[:3]}")
    else:
        tally.counts["equal"] += 1


def endure(path: Path, tally: Tally) -> None:
    """A damaged file must give a table that accounts for every line, or a sentence."""
    try:
        table = read(path)
    except NotPossible as refusal:
        tally.counts["refused"] += 1
        if not Language("en").say(refusal.sentence).strip():
            tally.loss(path.name, "refused without a word")
        return
    tally.counts["read"] += 1
    data = path.read_bytes()
    if table.dialect.kind != "csv" or re.search(rb"[\"'\x00]|[\x80-\xff]", data):
        return
    lines = len(re.split(rb"\r\n|\r|\n", data)) - data.endswith((b"\n", b"\r"))
    aside = sum(part.last - part.first + 1 for part in table.set_aside)
    if len(table) + len(table.header_rows) + aside != lines:
        header = len(table.header_rows)
        tally.loss(path.name, f"{lines} lines, but {len(table)} rows, {header} header rows, {aside} set aside")


def peak() -> float:
    """The most memory that this process or one of its children has ever held, in MB; 0 where the system can't tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def one(path: Path, chance: random.Random, seeds: list[bytes], tally: Tally) -> None:
    """Makes one file and reads it."""
    sort = chance.random()
    if sort < 0.4:
        expected, data = sound_table(chance)
        path.write_bytes(data)
        compare(path, expected, tally)
        return
    if sort < 0.9 or not seeds:
        made = workbook(chance) if sort > 0.87 else sound_table(chance)[1]
        if sort < 0.5:
            text = made.decode("utf-16" if made[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
            made = text.encode(chance.choice(_CODE_PAGES), "replace")
        path.write_bytes(damaged(made, chance))
    else:
        path.write_bytes(damaged(chance.choice(seeds), chance))
    endure(path, tally)


def run(folders: list[Path], files: int, seed: int) -> Tally:
    """Reads so many files; a folder's files of up to 5 MB serve as seeds."""
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    seeds = [path.read_bytes() for path in found if 0 < path.stat().st_size < 5 << 20]
    tally, most = Tally(), _MEMORY
    with tempfile.TemporaryDirectory() as folder:
        for number in range(seed, seed + files):
            chance = random.Random(number)  # noqa: S311  (the same files each time)
            path = Path(folder) / f"{number}.csv"
            begun = time.monotonic()
            faulthandler.dump_traceback_later(_HANGING, exit=True)
            try:
                one(path, chance, seeds, tally)
            except Exception:  # noqa: BLE001  (a traceback is what is sought)
                tally.loss(path.name, traceback.format_exc(limit=-3))
            if time.monotonic() - begun > _SLOW:
                tally.loss(path.name, f"slow: {time.monotonic() - begun:.0f} s")
            if peak() > most:
                most = peak()
                tally.loss(path.name, f"memory: {most:.0f} MB")
            path.unlink(missing_ok=True)
    faulthandler.cancel_dump_traceback_later()
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, help="files to damage, besides those made up")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tally = run(options.folders, options.files, options.seed)
    for loss in tally.losses[:20]:
        print(loss, file=sys.stderr)
    counts = tally.counts
    told = ", ".join(f"{counts[what]} {what}" for what in ("equal", "read", "refused", "lost"))
    print(f"{options.files} files: {told}; at most {peak():.0f} MB")
    return 1 if counts["lost"] else 0


if __name__ == "__main__":
    sys.exit(main())
