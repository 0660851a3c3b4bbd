from __future__ import annotations

import csv
import io
import random
from typing import TYPE_CHECKING

import pytest

from churndesk.reading import delimited
from churndesk.reading.grammar import SPACES, Grammar

if TYPE_CHECKING:
    from churndesk.reading.grid import Grid


def rows(grid: Grid) -> list[list[object]]:
    return [list(grid.record(at)) for at in range(len(grid))]


def written(table: list[list[str]], **how: object) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, **how).writerows(table)  # type: ignore[arg-type]
    return stream.getvalue().encode()


def table(count: int) -> list[list[str]]:
    chance = random.Random(count)  # noqa: S311
    texts = ["plain", "with, comma", 'with "quotes"', "two\r\nlines", "", " padded ", "Łódź", "-", '"', '""']
    return [[f"C{i}", chance.choice(texts), chance.choice(texts), str(i % 7)] for i in range(count)]


@pytest.mark.parametrize("count", [1, 3, 60, 500])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_sound_table_comes_back_unchanged(count: int, delimiter: str) -> None:
    expected = table(count)
    found = delimited.grid(written(expected, delimiter=delimiter), Grammar(delimiter))
    assert rows(found) == expected
    assert not found.odd
    assert not found.texts


def test_codes_are_in_order_of_appearance_and_empty_is_minus_one() -> None:
    found = delimited.grid(b"b,1\na,\nb,2\n" * 40, Grammar(","))
    assert found.values[0].tolist() == ["b", "a"]
    assert found.codes[0][:3].tolist() == [0, 1, 0]
    assert found.codes[1][:3].tolist() == [0, -1, 1]


def test_line_numbers_count_lines_not_records() -> None:
    found = delimited.grid(b'a,b\n"x\ny",1\n2,3\n', Grammar(","))
    assert found.lines.tolist() == [1, 2, 4]


def test_odd_records_stand_beside_the_grid() -> None:
    found = delimited.grid(b"a,b,c\n" + b"1,2,3\n" * 100 + b"1,2\n" + b"4,5,6,7\n" + b"1,2,3\n", Grammar(","))
    assert found.odd == {101: ("1", "2"), 102: ("4", "5", "6", "7")}
    assert found.record(103) == ("1", "2", "3")
    assert found.cell(101, 2) == ""


def test_a_stray_quote_costs_only_its_own_row() -> None:
    sound = b'"x, y",1,2\n' * 300
    found = delimited.grid(b"a,b,c\n" + sound + b'"open,1,2\n' + sound, Grammar(","))
    assert len(found) == 602
    assert found.record(301) == ('"open', "1", "2")
    assert list(found.texts) == [301]


def test_a_long_text_over_many_lines_among_odd_quotes() -> None:
    found = delimited.grid(b'a,b\n"one\ntwo\n\nthree",1\n"stray,2\n' + b"x,3\n" * 5, Grammar(","))
    assert found.record(1) == ("one\ntwo\n\nthree", "1")
    assert found.lines.tolist()[:4] == [1, 2, 6, 7]


def test_delimiters_of_two_characters() -> None:
    found = delimited.grid(b'a, b\n1, "x, y"\n2, z\n3, v, w\n', Grammar(", "))
    assert rows(found) == [["a", "b"], ["1", "x, y"], ["2", "z"], ["3", "v", "w"]]
    assert found.texts == {3: "3, v, w"}


def test_runs_of_spaces() -> None:
    found = delimited.grid(b" 01 a   2\r\n 02   b 3  \r\n03 c  4", Grammar(SPACES, ""))
    assert rows(found) == [["01", "a", "2"], ["02", "b", "3"], ["03", "c", "4"]]


def test_nothing_gives_an_empty_grid() -> None:
    assert len(delimited.grid(b"", Grammar(""))) == 0


def test_progress_is_told_in_pieces() -> None:
    told: list[float | None] = []
    data = b"1,2,3\n" * 1_000_000
    delimited.grid(data, Grammar(","), lambda fraction=None, what=None: told.append(fraction))
    assert len(told) > 6


def test_every_row_with_a_stray_quote() -> None:
    assert rows(delimited.grid(b'"a,1\n"b,2\n"c,3\n', Grammar(","))) == [['"a', "1"], ['"b', "2"], ['"c', "3"]]
