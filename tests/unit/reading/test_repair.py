from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk.reading import read, repair
from tests.unit.reading import files

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "date,time,seats,plan,price,note"
SOUND = [
    f'{day:02d}/01/2024,{day % 24:02d}:15,{day % 9},PL-{4000 + day},${day}.50,"Paid by card, thanks"'
    if day % 2
    else f"{day:02d}/01/2024,{day % 24:02d}:15,{day % 9},PL-{4000 + day},${day}.50,Paid by transfer"
    for day in range(1, 29)
]


def mended(folder: Path, broken: str) -> tuple[list[object], list[tuple[str, int | None, str]]]:
    """The cells of a row put into a sound table, and the problems that were told."""
    path = files.text(folder, "\n".join([HEADER, *SOUND[:14], broken, *SOUND[14:]]) + "\n")
    table = read(path)
    assert len(table) == 29
    cells = [column.cells()[14] for column in table.columns]
    return cells, [(problem.code, problem.row, problem.cell) for problem in table.problems]


@pytest.mark.parametrize(
    "broken",
    [
        "15/01/202407:15,3,PL-4100,$9.50,Paid by transfer",
        "15/01/2024,07:15,3PL-4100,$9.50,Paid by transfer",
        "15/01/2024,,07:15,3,PL-4100,$9.50,Paid by transfer",
        "15/01/2024,07:15,3,PL-4100,$9.50,,Paid by transfer",
        "15/01/2024;07:15;3;PL-4100;$9.50;Paid by transfer",
        '15/01/2024 07:15 3 PL-4100 $9.50 "Paid by transfer"',
        '15/01/2024, 07:15, 3, PL-4100, $9.50, "Paid by transfer"',
        '15/01/2024,07:15,3,PL-4100,$9.50"Paid by transfer"',
        "15/01/2024,07:153,PL-4100,$9.50,Paid by transfer",
    ],
)
def test_a_lost_an_extra_and_a_foreign_separator(tmp_path: Path, broken: str) -> None:
    cells, problems = mended(tmp_path, broken)
    assert cells == ["15/01/2024", "07:15", "3", "PL-4100", "$9.50", "Paid by transfer"]
    assert problems == [("repaired", 16, broken)]


def test_an_unquoted_comma_in_a_text(tmp_path: Path) -> None:
    cells, problems = mended(tmp_path, "15/01/2024,07:15,3,PL-4100,$9.50,Paid by card, thanks")
    assert cells[5] == "Paid by card, thanks"
    assert problems[0][0] == "repaired"


def test_a_missing_last_cell_is_no_lost_separator(tmp_path: Path) -> None:
    cells, problems = mended(tmp_path, "15/01/2024,07:15,3,PL-4100,$9.50")
    assert cells == ["15/01/2024", "07:15", "3", "PL-4100", "$9.50", ""]
    assert [code for code, _, _ in problems] == ["row-short"]


def test_what_is_not_clear_stays_and_is_said(tmp_path: Path) -> None:
    broken = "something,else,altogether,is,written,in,this,row"
    cells, problems = mended(tmp_path, broken)
    assert cells[:3] == ["something", "else", "altogether"]
    assert problems == [("row-long", 16, broken)]


def test_a_sound_table_is_never_mended(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "\n".join([HEADER, *SOUND]) + "\n"))
    assert table.problems == ()


def test_a_sound_table_never_enters_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "profiles", None)
    assert len(read(files.text(tmp_path, "\n".join([HEADER, *SOUND]) + "\n"))) == 28


def test_the_search_has_a_limit_after_which_rows_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = "15/01/202407:15,3,PL-4100,$9.50,Paid by transfer"
    assert {code for code, _, _ in mended(tmp_path, broken)[1]} == {"repaired"}
    monkeypatch.setattr(repair, "LIMIT", 20)
    cells, problems = mended(tmp_path, broken)
    assert cells[0] == "15/01/202407:15"
    assert problems == [("row-short", 16, broken)]


def test_a_header_in_another_delimiter(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "\n".join([HEADER.replace(",", "\t"), *SOUND]) + "\n"))
    assert table.headings == tuple(HEADER.split(","))


def test_a_header_with_a_separator_too_many(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, "\n".join([HEADER.replace("seats", ",seats"), *SOUND]) + "\n"))
    assert table.headings == tuple(HEADER.split(","))


BOATS = ["boat,remark,page,berth"] + [
    f'Boat {at},"Sound, dry and ""{at} feet"" long","https://harbour.example/boat/{4000 + at}",B-{at}'
    if at % 3
    else f'Boat {at},"Needs paint, then sails well","https://harbour.example/boat/{4000 + at}",B-{at}'
    for at in range(10, 40)
]


@pytest.mark.parametrize(
    ("broken", "cells"),
    [
        (
            'Boat 9,"Old, but dry.""https://harbour.example/boat/4009",B-19',
            ["Boat 9", "Old, but dry.", "https://harbour.example/boat/4009", "B-19"],
        ),
        (
            'Boat 9,"Some ""9 feet"" long""https://harbour.example/boat/4009",B-19',
            ["Boat 9", 'Some "9 feet" long', "https://harbour.example/boat/4009", "B-19"],
        ),
        (
            'Boat 9, "Old, but dry", "https://harbour.example/boat/4009", B-19',
            ["Boat 9", "Old, but dry", "https://harbour.example/boat/4009", "B-19"],
        ),
        (
            'Boat 9;"Old, but dry, and, it seems, fast";"https://harbour.example/boat/4009";B-19',
            ["Boat 9", "Old, but dry, and, it seems, fast", "https://harbour.example/boat/4009", "B-19"],
        ),
    ],
)
def test_quoted_fields_without_a_separator_or_with_another(tmp_path: Path, broken: str, cells: list[str]) -> None:
    table = read(files.text(tmp_path, "\n".join([*BOATS[:12], broken, *BOATS[12:]]) + "\n"))
    assert [column.cells()[11] for column in table.columns] == cells
    assert [(problem.code, problem.cell) for problem in table.problems] == [("repaired", broken)]
    remarks = table.columns[1].cells()
    assert remarks[0] == 'Sound, dry and "10 feet" long'


def test_a_doubled_quote_in_a_short_row_is_no_lost_separator(tmp_path: Path) -> None:
    short = 'Boat 9,"Sold as ""dry"" and long","https://harbour.example/boat/4009"'
    table = read(files.text(tmp_path, "\n".join([*BOATS[:12], short, *BOATS[12:]]) + "\n"))
    assert [column.cells()[11] for column in table.columns] == [
        "Boat 9",
        'Sold as "dry" and long',
        "https://harbour.example/boat/4009",
        "",
    ]
    assert [problem.code for problem in table.problems] == ["row-short"]
