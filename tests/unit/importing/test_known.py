from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import importing
from churndesk.importing.known import MOST_TABLES, Known, known_of, with_known
from churndesk.shapes.mapping import ColumnUse, Edits, Mapping

if TYPE_CHECKING:
    from pathlib import Path

LIST = Mapping(
    "customers",
    (ColumnUse("Member", "customer"), ColumnUse("Since", "start", "mdy"), ColumnUse("Gone", "end", "mdy")),
    currency="GBP",
)
ROWS = "Member,Since,Gone\nA1,01/02/2024,\nA2,03/02/2024,05/04/2024\nA3,05/02/2024,\n"


def test_nothing_of_the_rows_is_kept() -> None:
    said = replace(
        LIST, skip=(3,), fixes=((4, 0, "Ann"),), keep=(9,), as_written=(2,), others=(Edits((5,)),), dates=(("a", "b"),)
    )
    letters = replace(said.columns[0], meanings=(("Dear all, I should like to leave your club at the end", "lost"),))
    (kept,) = with_known((), "members.csv", replace(said, columns=(letters, *said.columns[1:])))
    assert kept == Known("members.csv", LIST)


def test_the_latest_use_comes_first_and_the_oldest_go() -> None:
    known: tuple[Known, ...] = ()
    for number in range(MOST_TABLES + 5):
        columns = (ColumnUse(f"Member {number}", "customer"), *LIST.columns[1:])
        known = with_known(known, f"{number}.csv", replace(LIST, columns=columns))
    assert len(known) == MOST_TABLES
    assert known[0].file == f"{MOST_TABLES + 4}.csv"
    again = with_known(known, "again.csv", known[-1].mapping)
    assert (again[0].file, len(again)) == ("again.csv", MOST_TABLES)


def test_a_table_without_headings_says_nothing_about_the_next() -> None:
    bare = Mapping("customers", (ColumnUse("", "customer"), ColumnUse("", "start")))
    assert with_known((), "a.csv", bare) == ()
    assert known_of((Known("a.csv", bare),), ("", "")) is None


def test_a_table_with_the_same_headings_is_read_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "club.csv"
    path.write_text(ROWS, "utf-8")
    fresh = importing.begin(path)
    assert importing.unsettled(importing.loaded(fresh))
    draft = importing.loaded(replace(fresh, known=(Known("last year.csv", LIST),)))
    assert (draft.recalled, draft.recalled_from, draft.follows) == (True, "last year.csv", False)
    assert draft.mapping is not None
    assert [use.format for use in draft.mapping.columns] == [None, "mdy", "mdy"]
    assert not importing.unsettled(draft)
    refused = importing.without_memory(draft)
    assert (refused.recalled, refused.recalled_from) == (False, "")
    assert importing.unsettled(refused)
