from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk import importing
from churndesk.reading import read
from churndesk.shapes.mapping import Given
from churndesk.words import Language

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.reading.table import RawTable


@pytest.fixture
def ambiguous(tmp_path: Path) -> RawTable:
    path = tmp_path / "list.csv"
    path.write_text("Member,Joined\nA1,03/01/2024\nA2,05/02/2024\n", "utf-8")
    return read(path)


def test_a_doubt_is_left_unless_the_first_reading_is_taken(ambiguous: RawTable) -> None:
    mapping, left = importing.decide(ambiguous, Given(), yes=False)
    assert [doubt.code for doubt in left] == ["date-order"]
    taken, none = importing.decide(ambiguous, Given(), yes=True)
    assert none == ()
    assert taken == mapping
    assert taken.columns[1].format == left[0].choices[0].value


def test_what_was_taken_is_listed(ambiguous: RawTable) -> None:
    (problem,) = importing.assumed(ambiguous, Given())
    assert (problem.code, problem.file, problem.serious) == ("assumed-date-order", "list.csv", True)
    assert "--format Joined=" in Language().say(problem.text)


def test_what_was_given_leaves_no_doubt(ambiguous: RawTable) -> None:
    given = Given(formats=(("Joined", "dmy"),))
    mapping, left = importing.decide(ambiguous, given, yes=False)
    assert left == ()
    assert mapping.columns[1].format == "dmy"
    assert importing.assumed(ambiguous, given) == ()


def test_the_check_tells_columns_doubts_and_rows(ambiguous: RawTable) -> None:
    said = [Language().say(line) for line in importing.check_text((ambiguous,), Given())]
    assert said[0] == "list.csv: 2 rows, 2 columns."
    assert "Kind of table: Customer list." in said
    assert any(line.startswith("Say which with --format Joined=") for line in said)
    assert said[-1] == "2 rows read, all of them used."


def test_a_workbooks_own_dates_are_written_in_no_way(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Member no", "Member", "Joined"])
    for number in range(8):
        book.active.append([f"M{number}", f"Ann {number}", datetime(2024, 1 + number, 5)])  # noqa: DTZ001
    book.save(tmp_path / "members.xlsx")
    told = [Language("en").say(line) for line in importing.check_text([read(tmp_path / "members.xlsx")], Given())]
    assert "Column “Joined”: Start, dates of the workbook." in told
    assert "Column “Member”: Name." in told
