from __future__ import annotations

from churndesk.reading.headings import Merge, fitted, join, spread


def test_one_row_is_taken_as_it_is() -> None:
    assert join(spread([("id", " name", "")], 3)) == ("id", " name", "")


def test_a_repeated_row_counts_once() -> None:
    assert join(spread([("a", "b"), ("a", "b")], 2)) == ("a", "b")


def test_a_spanning_heading_is_carried_on_over_named_columns_alone() -> None:
    assert join(spread([("Sales", "", ""), ("Month", "Year", "")], 3)) == ("Sales Month", "Sales Year", "")


def test_merged_cells_say_how_far_a_heading_spans() -> None:
    lines = spread([("Sales", "", ""), ("Month", "Year", "Note")], 3, [Merge(4, 0, 4, 1)], first=4)
    assert join(lines) == ("Sales Month", "Sales Year", "Note")


def test_units_are_put_in_brackets() -> None:
    assert join((("Name", "Sales"), ("", "EUR"))) == ("Name", "Sales (EUR)")


def test_an_empty_cell_too_many_is_dropped_from_words_alone() -> None:
    assert fitted(("a", "", "b"), 2) == ("a", "b")
    assert fitted(("1", "", "2"), 2) == ("1", "", "2")
