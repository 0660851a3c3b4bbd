"""Which rows name the columns, in tables as public bodies and report programs print them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from churndesk.reading import header as header_rows
from churndesk.reading import read, write_table
from tests.unit.reading import files

if TYPE_CHECKING:
    from pathlib import Path

BODY = "".join(f"E{at:02},Place {at},{at * 7},{at * 3 % 11},{at * 5},{at + 2}\n" for at in range(12))


def first_line(folder: Path, content: str) -> tuple[str, tuple[int, ...]]:
    """The header as `churndesk table` writes it, and the rows that it was made of."""
    table = read(files.text(folder, content))
    stream = io.StringIO()
    write_table(table, stream)
    return stream.getvalue().split("\r\n")[0], table.header_rows


def test_headings_over_several_columns_belong_to_the_header(tmp_path: Path) -> None:
    content = ",,Men,,Women,\nCode,Name,Young,Old,Young,Old\n" + BODY
    assert first_line(tmp_path, content) == ("Code,Name,Men Young,Old,Women Young,Old", (1, 2))
    assert read(files.text(tmp_path, content)).headings[2:] == ("Men Young", "Men Old", "Women Young", "Women Old")


def test_years_over_several_columns_belong_to_the_header(tmp_path: Path) -> None:
    content = "Code,Name,2011,,2012,\n,,Number,Rate,Number,Rate\n" + BODY
    assert first_line(tmp_path, content) == ("Code,Name,2011 Number,Rate,2012 Number,Rate", (1, 2))


def test_years_below_the_headings_that_span_them_belong_to_the_header(tmp_path: Path) -> None:
    content = "Code,Name,Number,,Rate,\n,,2011,2012,2011,2012\n" + BODY
    assert first_line(tmp_path, content) == ("Code,Name,Number 2011,2012,Rate 2011,2012", (1, 2))


@pytest.mark.parametrize(
    "above",
    ["Table 1: places,,,,,\n", "England,,,,,Thousands\n", "Station,Dover,,,,\n", "# made by hand,,,,,\n", ",,,,,\n"],
)
def test_titles_units_and_pairs_above_do_not(tmp_path: Path, above: str) -> None:
    header = "Code,Name,Young,Old,Poor,Rich"
    assert first_line(tmp_path, f"{above}{header}\n{BODY}") == (header, (2,))


def test_years_with_an_empty_corner_are_a_header() -> None:
    rows = [("", "2010", "2011", "2012"), *((f"Place {at}", str(at), str(at + 9), "5") for at in range(9))]
    assert header_rows.find(rows, 4, 4.0) == header_rows.Head(0, 1)
    assert header_rows.find([("", "2010", "2013", "2012"), *rows[1:]], 4, 4.0).rows == 0


def test_a_header_that_names_more_columns_than_the_rows_fill_loses_none(tmp_path: Path) -> None:
    rows = "".join(f"{at},Ann,x{at}\n" for at in range(9))
    table = read(files.text(tmp_path, "id,name,note,left\n" + rows))
    assert table.headings == ("id", "name", "note", "left")
    assert set(table.columns[3].cells()) == {""}


def test_a_header_that_names_fewer_columns_than_the_rows_have(tmp_path: Path) -> None:
    rows = "".join(f"T{at},Place {at}{',bus' * (at % 4 + 1)}\n" for at in range(2, 19))
    table = read(files.text(tmp_path, "id,place,modes\n" + rows))
    assert table.header_rows == (1,)
    assert table.headings[:3] == ("id", "place", "modes")
