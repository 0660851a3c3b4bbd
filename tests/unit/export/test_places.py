from __future__ import annotations

import pytest

from churndesk.export.layout import Column, Gap, Line, Plan, Table
from churndesk.export.places import LONGEST_NAME, NotThere, Places, column_numbers, gaps, sheet_name
from churndesk.words import Language, message

COLUMNS = tuple(
    Column(key, message("Heading"), "count", lambda item: item, aside=aside)
    for key, aside in (("a", False), ("b", False), ("drawn", True))
)


def places() -> Places:
    first = Plan("one", message("It's one"), (Line("x"), Gap(), Table("left", COLUMNS, [1, 2, 3])))
    second = Plan("two", message("Two"), (Table("right", COLUMNS, [1, 2], title=message("With a title")),))
    return Places((first, second), Language("en"))


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("{a}/{b}", "=A5/B5"),
        ("{above.a}+{b}", "=A4+B5"),
        ("{left.a[0]}", "=$A$4"),
        ("SUM({left.b[0:2]})", "=SUM($B$4:$B$6)"),
        ("SUM({left.b})", "=SUM($B$4:$B$6)"),
        ("{right.a[1]}", "=Two!$A$4"),
        ("{drawn}", "=D5"),
    ],
)
def test_named_cells_become_addresses(formula: str, written: str) -> None:
    assert places().formula(formula, "left", 4) == written


def test_names_of_sheets_are_quoted() -> None:
    assert places().formula("{left.a[0]}", "right", 2) == "='It''s one'!$A$4"


@pytest.mark.parametrize("formula", ["{gone.a[0]}", "{left.gone[0]}", "{gone}"])
def test_a_cell_that_is_not_there_is_told(formula: str) -> None:
    with pytest.raises(NotThere):
        places().formula(formula, "left", 4)


@pytest.mark.parametrize(
    "title", ["", "'", "a/b:c*d?e[f]g\\h", "x" * 50, "漢" * 40, "😀" * 20, "History", "'quoted'", "a\x00b\nc", "  "]
)
def test_every_title_makes_a_valid_name(title: str) -> None:
    name = sheet_name(title, ())
    assert 0 < len(name.encode("utf-16-le")) // 2 <= LONGEST_NAME
    assert not set(name) & set("[]:*?/\\\x00\n")
    assert not name.startswith("'")
    assert not name.endswith("'")
    assert name.casefold() != "history"


def test_names_are_unlike_each_other_whatever_their_case() -> None:
    first = sheet_name("Periods", ())
    second = sheet_name("PERIODS", (first,))
    third = sheet_name("periods", (first, second))
    assert len({name.casefold() for name in (first, second, third)}) == 3
    long = sheet_name("y" * 40, ())
    assert sheet_name("y" * 40, (long,)) != long


def test_a_column_can_stand_below_another_table_s() -> None:
    table = Table("t", (*COLUMNS[:1], Column("far", message("Far"), "text", str, at=3), *COLUMNS[2:]), [1])
    assert column_numbers(table) == {"a": 0, "far": 3, "drawn": 5}
    assert gaps(table) == (1, 2)
