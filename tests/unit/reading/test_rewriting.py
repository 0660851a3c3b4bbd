from __future__ import annotations

import pytest

from churndesk.reading.grammar import Grammar
from churndesk.reading.rewriting import other_grammars, parted, respaced, touching

COMMA = Grammar(",")


def test_a_space_behind_every_delimiter() -> None:
    assert respaced('1, "Oak, round", ', COMMA, 3) == ("1", "Oak, round", "")


@pytest.mark.parametrize(
    "text",
    [
        '1,2, "Oak"',
        '1, "Oak, round"',
        'Smith, John, 5"',
        '1, "Oak" and ash, 3',
    ],
)
def test_what_is_not_spaced_throughout_is_left(text: str) -> None:
    assert respaced(text, COMMA, 3) is None


def test_another_delimiter_needs_the_exact_width() -> None:
    text = '1;"a, b, c";3'
    assert [other.delimiter for other in other_grammars(text, COMMA, 3, hardly=False)] == [";"]
    assert not list(other_grammars(text, COMMA, 4, hardly=False))
    assert [other.delimiter for other in other_grammars(text, COMMA, 4, hardly=True)] == [";", " "]


def test_every_doubled_quote_may_be_two_that_met() -> None:
    text = '"an ""old"" one""new",2'
    assert list(touching(text, 0, COMMA)) == [("an ", 5), ('an "old', 10), ('an "old" one', 16)]


@pytest.mark.parametrize(
    "text", ['id,"said","left""Link"', 'id,"said",left"Link"', 'id,"said","left"Link', 'id,"said""left",Link']
)
def test_a_header_that_lost_a_delimiter_beside_a_quote(text: str) -> None:
    assert parted(text, COMMA, 4) == ("id", "said", "left", "Link")


@pytest.mark.parametrize("text", ['id,"a""b""c",d', "id,said,leftLink", 'id,"said ""so""",left'])
def test_a_header_that_may_be_parted_in_no_or_several_places_is_left(text: str) -> None:
    assert parted(text, COMMA, 4) is None
