from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from churndesk import importing
from churndesk.importing.leftover import leftovers
from churndesk.words import Language

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.importing import Draft

MEMBERS = (
    "Studio North\nMember,Joined,Left,Fee\nA1,2024-01-10,,40\nA2,soon,2024-03-20,40\nA3,2024-02-03,2024-05-02,60\n"
    "A4,2024-02-05,2024-05-09,60\nTotal,,,200\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS, "utf-8")
    return importing.checked(importing.loaded(importing.begin(path)))


def fates(draft: Draft) -> list[tuple[int, str]]:
    return [(row.row, row.fate) for row in leftovers(draft)]


def test_every_row_that_does_not_count_is_there_with_number_reason_and_cells(draft: Draft) -> None:
    draft = importing.checked(importing.with_skip(draft, 6))
    rows = {row.row: row for row in leftovers(draft)}
    assert fates(draft) == [(1, "aside"), (4, "unusable"), (6, "skipped"), (7, "aside")]
    assert rows[1].reason.text == "a line above the table"
    assert Language("en").say(rows[4].reason).startswith("“soon” can't be read as a date")
    assert rows[4].cells == ("A2", "soon", "2024-03-20", "40")
    assert rows[7].cells == ("Total", "", "", "200")


def test_all_rows_of_the_file_add_up(draft: Draft) -> None:
    used = sum(source.rows_used for source in draft.dataset.sources)
    assert used + len(leftovers(draft)) + len(draft.table.header_rows) == len(MEMBERS.splitlines())


def test_rows_are_taken_in_and_the_choices_stay(draft: Draft) -> None:
    draft = importing.with_fix(importing.with_skip(draft, 6), 4, 1, "2024-01-12")
    taken = importing.checked(importing.with_rows_taken(draft, ((0, 6), (0, 7))))
    assert taken.chosen.skip == ()
    assert taken.chosen.keep == taken.mapping.keep == (7,)
    assert taken.chosen.fixes == ((4, 1, "2024-01-12"),)
    assert fates(taken) == [(1, "aside"), (7, "unusable")]
    left = importing.checked(importing.without_row_taken(taken, 7))
    assert fates(left) == [(1, "aside"), (7, "aside")]


def test_the_second_file_s_rows_are_said_of_that_file(tmp_path: Path, draft: Draft) -> None:
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / "members.csv"
    other.write_text(MEMBERS.replace("A", "B"), "utf-8")
    both = importing.loaded(importing.begin(draft.path, other))
    both = importing.with_fix(importing.with_skip(both, 3, True, 1), 4, 1, "2024-01-12", 1)
    both = importing.checked(both)
    assert [(row.table, row.row, row.fate) for row in leftovers(both) if row.fate != "aside"] == [
        (0, 4, "unusable"),
        (1, 3, "skipped"),
    ]
    done = importing.finish(both)
    first, second = done.dataset.sources
    assert (first.digest, second.digest) == tuple(file.digest for file in done.files)
    assert first.digest != second.digest
    assert (second.rows_read, second.rows_used) == (3, 3)
    assert done.mapping.edits(1).skip == (3,)
