"""Several tables one below another: the first one is read, what follows is set aside and said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk.reading import read
from tests.unit.reading import files

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "ward,voters,votes\n" + "".join(f"Ward {at},{at * 70},{at * 30}\n" for at in range(8))
ITEMS = "".join(f"Thing {at},{at * 9},{at * 4}\n" for at in range(5))


@pytest.mark.parametrize(
    "second",
    [
        "\nTable 2: spending,,\nitem,budget,actual\n" + ITEMS,
        "\nitem,budget,actual\n" + ITEMS,
        "\nTable 2: spending\nitem,budget,actual,left\n" + ITEMS.replace("\n", ",1\n"),
    ],
)
def test_a_second_table_is_set_aside_with_its_title(tmp_path: Path, second: str) -> None:
    table = read(files.text(tmp_path, FIRST + second))
    assert (table.headings, len(table)) == (("ward", "voters", "votes"), 8)
    assert [(aside.first, aside.reason) for aside in table.set_aside] == [(10, "empty"), (11, "second-table")]
    assert "second-table" in {problem.code for problem in table.problems}


@pytest.mark.parametrize("more", ["\n" + ITEMS, "\nNorth,n/a,n/a\n" + ITEMS, "North,none,none\n" + ITEMS])
def test_rows_below_an_empty_line_are_no_second_table(tmp_path: Path, more: str) -> None:
    assert len(read(files.text(tmp_path, FIRST + more))) == 8 + more.strip().count("\n") + 1
