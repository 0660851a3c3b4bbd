from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import importing, reading
from churndesk.importing import Known
from churndesk.shapes.mapping import ColumnUse, Mapping

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "Month,New,Left,Members\n2024-01,5,1,40\n2024-02,4,2,42\n2024-03,6,3,45\n"
MEMBERS = "Member,Joined,Left,Fee\n" + "".join(
    f"M{number},2024-0{1 + number % 6}-12,{'2024-08-03' if number % 3 == 0 else ''},40\n" for number in range(20)
)


def opened(folder: Path, text: str) -> importing.Draft:
    path = folder / "club.csv"
    path.write_text(text, "utf-8")
    return importing.loaded(importing.begin(path))


def test_the_longer_table_of_customers_is_proposed(tmp_path: Path) -> None:
    draft = opened(tmp_path, f"{SUMMARY}\n\n{MEMBERS}")
    assert draft.table is not None
    assert draft.table.headings == ("Member", "Joined", "Left", "Fee")
    assert draft.preview is not None
    assert draft.preview.table.headings == draft.table.headings
    assert reading.read(draft.path).headings != draft.table.headings


def test_what_the_person_chooses_stands(tmp_path: Path) -> None:
    draft = opened(tmp_path, f"{SUMMARY}\n\n{MEMBERS}")
    top = importing.loaded(importing.with_options(draft, replace(draft.options, header=None)))
    assert top.table is not None
    assert top.table.headings == ("Month", "New", "Left", "Members")
    assert importing.loaded(top).table.headings == top.table.headings


def test_a_first_table_of_the_same_length_stays(tmp_path: Path) -> None:
    draft = opened(tmp_path, f"{MEMBERS}\n\n{SUMMARY}")
    assert draft.table is not None
    assert draft.table.headings == ("Member", "Joined", "Left", "Fee")


def test_a_first_table_that_is_known_stays(tmp_path: Path) -> None:
    path = tmp_path / "club.csv"
    path.write_text(f"{SUMMARY}\n\n{MEMBERS}", "utf-8")
    roles = ("period", "new", "lost_count", "closing")
    headings = ("Month", "New", "Left", "Members")
    mapping = Mapping("periods", tuple(ColumnUse(*pair) for pair in zip(headings, roles, strict=True)))
    draft = importing.loaded(replace(importing.begin(path), known=(Known("before.csv", mapping),)))
    assert draft.table is not None
    assert draft.table.headings == headings
