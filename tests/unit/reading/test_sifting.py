"""Which lines below the header are no rows of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk.reading import read
from tests.unit.reading import files

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "first name,surname,since,party\n"
ROWS = HEADER + "".join(f"Ann,Lee {at},{1990 + at},Blue\n" for at in range(12))


@pytest.mark.parametrize(
    "notes",
    [
        "Source: the town's own list\n",
        "Contact: stats@example.org, 020 7000 0000\n",
        "Footnotes:\n1,Those who left during the year are counted too\n",
        "1. Includes the mayor.\n2. As of May, 2013; may change.\n",
        ".. not available,,,\n- nil,,,\n",
    ],
)
def test_notes_below_an_empty_line_are_set_aside(tmp_path: Path, notes: str) -> None:
    table = read(files.text(tmp_path, ROWS + "\n" + notes))
    assert len(table) == 12
    assert {aside.reason for aside in table.set_aside} == {"empty", "footnote"}
    assert sum(aside.last - aside.first + 1 for aside in table.set_aside) == 1 + notes.count("\n")


def test_long_notes_right_below_the_rows_are_set_aside(tmp_path: Path) -> None:
    table = read(files.text(tmp_path, ROWS + "The list was made by the clerk, who asks to be told of errors.\n"))
    assert (len(table), [aside.reason for aside in table.set_aside]) == (12, ["footnote"])


@pytest.mark.parametrize(
    "last", ["Bob,,,\n", "\nBob,Ray,2001,Red\n", "Bob,Ray,2001\n", "\n7,Ray,2001,Red,new\n", "\nBob,Ray,2001\n"]
)
def test_a_last_row_with_gaps_is_a_row(tmp_path: Path, last: str) -> None:
    assert len(read(files.text(tmp_path, ROWS + last))) == 13
