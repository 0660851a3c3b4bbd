from __future__ import annotations

import pytest

from churndesk.reading.grammar import SPACES, Grammar
from churndesk.reading.records import records

COMMA = Grammar(",")


def fields(text: str, grammar: Grammar = COMMA) -> list[list[str]]:
    return [record.fields for record in records(text, grammar)]


def test_every_kind_of_line_end_parts_records() -> None:
    assert fields("a,b\r\n1,2\n3,4\r5,6") == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]


def test_quoted_delimiters_quotes_and_line_ends() -> None:
    text = '"x, y","say ""hi""","two\r\nlines"\nnext,1,2\n'
    assert fields(text) == [["x, y", 'say "hi"', "two\r\nlines"], ["next", "1", "2"]]
    assert [record.line for record in records(text, COMMA)] == [1, 3]
    assert not any(record.odd_quote for record in records(text, COMMA))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"C002,2024-01-20,20', ['"C002', "2024-01-20", "20"]),
        ('1,"RI-8070,80,"Great grip.","x"', ["1", '"RI-8070', "80", "Great grip.", "x"]),
        ('1,""Our socks are warm.","x"', ["1", '"Our socks are warm.', "x"]),
        ('1,"Round 48"","Made here","x"', ["1", 'Round 48"', "Made here", "x"]),
        ('1,5" pipe,2', ["1", '5" pipe', "2"]),
        ('"a" ,"b"', ["a", "b"]),
    ],
)
def test_a_stray_quote_stands_for_itself(line: str, expected: list[str]) -> None:
    assert fields(f"{line}\n1,2,3\n") == [expected, ["1", "2", "3"]]


def test_a_quote_never_closed_swallows_no_rows() -> None:
    text = 'a,b\n"1,2\n' + "3,4\n" * 200
    assert len(fields(text)) == 202


def test_a_quote_closed_far_below_swallows_no_records() -> None:
    text = 'a,b,c\n1,"x,2\n' + "3,y,4\n" * 30 + '5,z",6\n'
    assert len(fields(text)) == 33


def test_runs_of_spaces() -> None:
    assert fields(" 01  2   29.33\n", Grammar(SPACES, "")) == [["01", "2", "29.33"]]


def test_backslashed_quotes() -> None:
    assert fields('1,"5\\" pipe"\n', Grammar(",", '"', backslash=True)) == [["1", '5" pipe']]


def test_a_boxed_line() -> None:
    assert fields("| C1 | 10  |\n", Grammar("|", "", boxed=True)) == [["C1", "10"]]
