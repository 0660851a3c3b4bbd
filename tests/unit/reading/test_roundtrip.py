"""A soundly written table comes through untouched, whatever it holds: no repair, no row lost, no cell changed."""

from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

import pytest

from churndesk.reading import read
from tests.unit.reading import files

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [
    "alpha",
    "beta",
    "Basic",
    "Pro",
    "Enterprise",
    "München",
    "Łódź",
    "東京",
    "monthly",
    "the",
    "quick",
    "fox,",
    "O'Neil",
    '5"',
    "(old)",
    "N/A",
    "x",
    "C:\\plans\\",
]
HEADINGS = ["customer", "start", "note", "Amount", "Kunde", "氏名", "plan", "Qty", "paid", "Comments"]


def text(chance: random.Random) -> str:
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 5)))
    form = chance.random()
    return f'He said "{words}"' if form < 0.08 else words.replace(" ", ", ", 1) if form < 0.2 else words


def cell(chance: random.Random, kind: int, row: int) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2015, 2025)
    return (
        f"C{row:04d}",
        f"{year}-{month:02d}-{day:02d}",
        text(chance),
        f"{chance.random() * 1000:.2f}",
        f"{day:02d}/{month:02d}/{year}",
        f"{chance.randint(0, 999)},{chance.randint(0, 99):02d} €",
        chance.choice(["yes", "no"]),
        str(chance.randint(0, 5000)),
        f"{chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}",
        f"u{chance.randint(1, 99)}@example.com",
    )[kind]


@pytest.mark.parametrize("seed", range(120))
def test_a_sound_table_is_read_as_it_is_written(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    kinds = [0, *(chance.randrange(10) for _ in range(chance.randint(1, 7)))]
    gaps = chance.choice([0, 0, 0.1, 0.3])
    rows = [
        [cell(chance, kind, row) if not at or chance.random() >= gaps else "" for at, kind in enumerate(kinds)]
        for row in range(chance.choice([2, 3, 8, 40, 150]))
    ]
    headings = chance.sample(HEADINGS, len(kinds))
    stream = io.StringIO()
    writer = csv.writer(
        stream,
        delimiter=chance.choice(",,;\t|"),
        quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        lineterminator=chance.choice(["\r\n", "\n", "\r"]),
    )
    writer.writerows([headings, *rows])
    table = read(files.text(tmp_path, stream.getvalue().encode(chance.choice(["utf-8", "utf-8-sig", "utf-16"]))))
    assert list(table.headings) == headings
    assert [list(row) for row in zip(*[column.cells() for column in table.columns], strict=True)] == rows
    assert {problem.code for problem in table.problems} <= {"rows-equal"}
