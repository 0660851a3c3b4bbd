"""What a person says of single rows overrules detection, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.reading import ReadOptions, lines, read

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.reading import RawTable

MEMBERS = "Studio North\n\nMember,Joined,Fee\nA1,2024-01-10,40\nA2,2024-01-12,60\n,,\nTotal,,100\nPage 1 of 1\n"


def saved(folder: Path, text: str) -> Path:
    path = folder / "members.csv"
    path.write_text(text, "utf-8")
    return path


def accounted(table: RawTable) -> int:
    return len(table.header_rows) + len(table) + sum(aside.last - aside.first + 1 for aside in table.set_aside)


def test_a_row_that_was_set_aside_is_taken_in(tmp_path: Path) -> None:
    path = saved(tmp_path, MEMBERS)
    before = read(path)
    assert before.total == ((0, "Total"), (2, "100"))
    table = read(path, ReadOptions(keep=(7,)))
    assert list(table.rows) == [4, 5, 7]
    assert table.columns[2].cells().tolist() == ["40", "60", "100"]
    assert table.total == ()
    assert accounted(table) == accounted(before) == 8


def test_rows_above_the_headings_and_empty_ones_can_be_taken_in_and_the_header_can_not(tmp_path: Path) -> None:
    table = read(saved(tmp_path, MEMBERS), ReadOptions(keep=(1, 3, 6)))
    assert list(table.rows) == [1, 4, 5, 6]
    assert table.header_rows == (3,)
    assert accounted(table) == 8


def test_numbers_of_no_row_change_nothing(tmp_path: Path) -> None:
    path = saved(tmp_path, MEMBERS)
    assert list(read(path, ReadOptions(keep=(99,), as_written=(98,))).rows) == list(read(path).rows)


def test_a_mended_row_can_stay_as_it_is_written(tmp_path: Path) -> None:
    rows = [f"A{n},Person {n},2024-01-{n:02d},{n}0.50,York" for n in range(10, 25)]
    rows[4] = "A14,Smith, Person 14,2024-01-14,140.50,York"
    path = saved(tmp_path, "\n".join(("Member,Name,Joined,Fee,Town", *rows)) + "\n")
    mended = [problem for problem in read(path).problems if problem.code == "repaired"]
    assert [problem.row for problem in mended] == [6]
    assert mended[0].cell == rows[4]
    plain = read(path, ReadOptions(as_written=(6,)))
    assert not [problem for problem in plain.problems if problem.code == "repaired"]
    assert list(plain.rows) == list(read(path).rows)


def test_lines_are_given_as_they_stand(tmp_path: Path) -> None:
    found = lines(saved(tmp_path, MEMBERS), [8, 1, 6, 99])
    assert {number: [cell for cell in cells if cell] for number, cells in found.items()} == {
        1: ["Studio North"],
        6: [],
        8: ["Page 1 of 1"],
    }


def test_the_second_table_of_a_file_is_read_by_its_own_headings_and_width(tmp_path: Path) -> None:
    members = "".join(f"A{n},2024-01-{n:02d},,40\n" for n in range(10, 22))
    path = saved(tmp_path, "Member,Joined,Left,Fee\n" + members + "\nPlan,Price\nBasic,10\nPro,20\nMax,30\n")
    first = read(path)
    begins = next(aside.first for aside in first.set_aside if aside.reason == "second-table")
    second = read(path, ReadOptions(header=begins))
    assert second.headings == ("Plan", "Price")
    assert second.columns[0].cells().tolist() == ["Basic", "Pro", "Max"]
    assert not second.problems
    assert accounted(first) == accounted(second) == 18
    assert lines(path, [2], ReadOptions(header=begins))[2] == ("A10", "2024-01-10", "", "40")
