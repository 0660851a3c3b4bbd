from __future__ import annotations

import pytest

from churndesk.reading import grammar
from churndesk.reading.grammar import SPACES


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n", ","),
        ("nr;data;kwota\n1;01.02.2024;29,33 zł\n2;02.02.2024;14,96 zł\n", ";"),
        ("a\tb\n1\t2,5\n", "\t"),
        ("a|b|c\n1|x, y|2\n", "|"),
        (" 00004 0001 19970101  2   29.33\n 00021 0002 19970101  3    6.30\n", SPACES),
        ("a, b, c\n1, 2024-01-05, x\n2, 2024-01-06, y\n", ", "),
        ("value\n01\n002\n", ""),
        ("start,note\n2024-01-05 10:00,one two\n2024-01-06 11:00,three four\n", ","),
        ("time;what\n10:30;opened\n11:45;closed\n", ";"),
        ("sep=;\na;b\n1,5;2\n", ";"),
        ("1140\t2024-01-17\t129,52 €\tBasic, yearly\n", "\t"),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert grammar.detect(text).delimiter == delimiter


def test_single_quotes_enclose_where_double_ones_do_not() -> None:
    assert grammar.detect("a,b\n'x, y',1\n'z',2\n'Men's',3\n").quote == "'"


def test_apostrophes_are_no_quotes() -> None:
    assert grammar.detect("a,b\nit's,1\n'tis,2\n").quote == '"'


def test_backslashes_before_quotes() -> None:
    assert grammar.detect('a,b\n1,"5\\" pipe"\n2,"x"\n').backslash
    assert not grammar.detect('a,b\n1,"5"" pipe"\n2,"x"\n').backslash


def test_a_chosen_delimiter_is_taken() -> None:
    assert grammar.detect("a,b;c\n1,2;3\n", ";").delimiter == ";"


def test_long_quoted_texts_over_several_lines_do_not_mislead() -> None:
    prose = "\n".join("several words, and some more, in each line of a text" for _ in range(12))
    text = "Description,status\n" + "".join(f'"{prose}",open\n' for _ in range(4))
    assert grammar.detect(text).delimiter == ","


def test_a_text_that_ends_in_a_backslash_is_no_escaped_quote() -> None:
    assert not grammar.detect('"1","C:\\plans\\","x"\n"2","D:\\old\\","y"\n').backslash
    assert grammar.detect('"1","so \\"called\\"","x"\n"2","plain","y"\n').backslash


@pytest.mark.parametrize(
    "text",
    [
        "link\n" + "".join(f"https://example.org/{at}\n" for at in range(9)),
        "supplier\nBrown & Sons\nThe Old Bakery plc\nA. Smith\nNorth Water\nCity of Dover Works\n",
        "sum\n1,234\n5,678\n9,012\n",
        "opens at\n8:30\n9:00\n",
    ],
)
def test_one_column_is_not_parted_inside_its_values(text: str) -> None:
    assert grammar.detect(text).delimiter == ""


def test_two_tables_of_different_widths_do_not_mislead() -> None:
    upper = "ward,voters,votes\n" + "".join(f"Ward {at},{at * 70},{at}\n" for at in range(8))
    lower = "item,budget,actual,left\n" + "".join(f"Thing {at},{at * 9},4,1\n" for at in range(5))
    assert grammar.detect(f"{upper}\nTable 2: spending\n{lower}").delimiter == ","


def test_columns_of_fixed_width_are_found_whatever_words_they_hold() -> None:
    rows = [
        ("Name", "Code", "People"),
        ("Dover", "E01", "9"),
        ("Kingston upon Thames", "E02", "120"),
        ("Old Town", "", "55"),
    ]
    found = grammar.detect("".join(f"{name:<22}{code:<6}{people:>6}\n" for name, code, people in rows))
    assert (found.delimiter, found.cuts) == (grammar.SPACES, (0, 22, 28))
    assert found.plain_split("Kingston upon Thames  E02      120") == ["Kingston upon Thames", "E02", "120"]


def test_runs_of_spaces_tell_the_fields_where_every_line_has_as_many() -> None:
    assert grammar.detect(" year  mon  value\n 2001    1    5.5\n 2001   12   10.5\n").cuts == ()
