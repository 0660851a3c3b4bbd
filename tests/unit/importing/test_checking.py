from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from churndesk import importing
from churndesk.importing.reports import counts_told, group_told
from churndesk.words import Language, NotPossible

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    "Members of the club\n\nMember,Joined,Left,Fee\nA1,2024-01-10,,40\nA2,soon,,40\nA3,2024-02-03,2024-05-02,60\n"
    "A4,later,,60\nTotal,,,200\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> importing.Draft:
    path = tmp_path / "members.csv"
    path.write_text(ROWS, "utf-8")
    return importing.checked(importing.loaded(importing.begin(path)))


def test_the_counts_add_up(draft: importing.Draft) -> None:
    assert draft.dataset is not None
    total = importing.counts(draft.dataset)
    assert (total.read, total.used, total.left_out) == (4, 2, 2)
    assert total.all_set_aside == 3
    said = [Language().say(line) for line in counts_told(total) if line]
    assert said[0] == "4 rows read: 2 used, 2 left out."
    assert "1 total" in said[1]


def test_problems_are_grouped_by_kind(draft: importing.Draft) -> None:
    assert draft.dataset is not None
    (group,) = importing.problem_groups(draft.dataset)
    assert (group.count, group.column) == (2, "Joined")
    assert [problem.row for problem in group.problems] == [5, 7]
    assert Language().say(group_told(group)).startswith("2 times, first in row 5: “soon”")


def test_a_mended_cell_and_a_row_left_out_settle_them(draft: importing.Draft) -> None:
    mended = importing.with_skip(importing.with_fix(draft, 5, 1, "2024-01-12"), 7)
    assert mended.dataset is None
    again = importing.checked(mended)
    assert again.dataset is not None
    assert importing.problem_groups(again.dataset) == ()
    assert importing.counts(again.dataset).used == 3
    back = importing.with_fix(importing.with_skip(again, 7, skip=False), 5, 1, None)
    assert back.chosen == draft.chosen


def test_the_control_total_tells_what_is_missing(draft: importing.Draft) -> None:
    (total,) = importing.control_totals(draft)
    assert (total.in_file, total.ours, total.agrees) == (200.0, 100.0, False)


def test_finish_hands_over_everything(draft: importing.Draft) -> None:
    imported = importing.finish(draft)
    assert imported.digest == hashlib.sha256(draft.path.read_bytes()).hexdigest()
    assert imported.dataset.sources[0].digest == imported.digest
    assert imported.files[0].header_rows == (3,)
    assert (imported.file, imported.as_of) == ("members.csv", None)


def test_finish_refuses_while_something_is_open(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Member,Joined\nA1,03/01/2024\nA2,05/02/2024\n", "utf-8")
    with pytest.raises(NotPossible):
        importing.finish(importing.loaded(importing.begin(path)))


def test_finish_refuses_where_the_file_has_gone(draft: importing.Draft) -> None:
    draft.path.unlink()
    with pytest.raises(NotPossible) as refused:
        importing.finish(draft)
    assert "members.csv" in Language().say(refused.value.sentence)
