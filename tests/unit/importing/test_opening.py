from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from churndesk import importing
from churndesk.progress import Cancelled
from churndesk.reading.table import ReadOptions
from churndesk.shapes.mapping import Given
from churndesk.words import Language, NotPossible

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = "Member,Joined,Left,Fee\nA1,2024-01-10,,40\nA2,2024-01-12,2024-03-20,40\nA3,2024-02-03,,60\n"
AMBIGUOUS = "Member,Joined,Left\nA1,03/01/2024,\nA2,05/01/2024,04/03/2024\nA3,02/02/2024,06/04/2024\nA4,07/02/2024,\n"


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS, "utf-8")
    return path


@pytest.fixture
def ambiguous(tmp_path: Path) -> Path:
    path = tmp_path / "ambiguous.csv"
    path.write_text(AMBIGUOUS, "utf-8")
    return path


def opened(path: Path, *more: Path) -> importing.Draft:
    return importing.loaded(importing.begin(path, *more))


def test_begin_shows_a_preview_and_reads_no_further(members: Path) -> None:
    draft = importing.begin(members)
    assert draft.preview is not None
    assert len(draft.preview.lines) == 4
    assert (draft.table, draft.mapping, draft.step) == (None, None, "file")


def test_a_clear_table_is_checked_at_once(members: Path) -> None:
    draft = opened(members)
    assert importing.can_finish(draft)
    assert draft.dataset is not None
    assert len(draft.dataset.customers) == 3


def test_an_ambiguous_one_waits_for_an_answer(ambiguous: Path) -> None:
    draft = opened(ambiguous)
    assert not importing.can_finish(draft)
    doubt = importing.unsettled(draft)[0]
    settled = importing.checked(importing.answered(draft, doubt, "dmy"))
    assert importing.can_finish(settled)
    assert settled.dataset is not None
    assert str(settled.dataset.rows.start[0]) == "2024-01-03"  # type: ignore[union-attr]


def test_an_answer_can_be_changed_later(ambiguous: Path) -> None:
    draft = opened(ambiguous)
    doubt = importing.unsettled(draft)[0]
    first = importing.answered(draft, doubt, "dmy")
    assert doubt in importing.doubts_at(first, "columns")
    second = importing.checked(importing.answered(first, doubt, "mdy"))
    assert str(second.dataset.rows.start[0]) == "2024-03-01"  # type: ignore[union-attr]


def test_what_was_given_from_outside_is_not_asked(ambiguous: Path) -> None:
    given = Given(formats=(("Joined", "dmy"), ("Left", "dmy")))
    assert importing.can_finish(importing.loaded(importing.begin(ambiguous, given=given)))


def test_choices_stay_where_the_headings_do(members: Path) -> None:
    draft = importing.with_role(opened(members), 3, "")
    again = importing.loaded(importing.with_options(draft, ReadOptions(encoding="cp1252")))
    assert again.mapping is not None
    assert again.mapping.columns[3].role is None


def test_choices_wait_for_their_headings_to_come_back(members: Path) -> None:
    draft = importing.with_role(opened(members), 3, "")
    without = importing.loaded(importing.with_header(draft, 0))
    assert without.chosen == importing.Chosen()
    again = importing.loaded(importing.with_header(without, 1))
    assert again.chosen == draft.chosen


def test_another_sheet_with_the_same_headings_takes_over_all_but_single_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Jan"
    for sheet, day in (("Jan", "2024-01-10"), ("Feb", "2024-02-10")):
        page = book["Jan"] if sheet == "Jan" else book.create_sheet(sheet)
        for row in (("Member", "Joined", "Left"), (f"{sheet} 1", day, ""), (f"{sheet} 2", day, "2024-05-05")):
            page.append(row)
    path = tmp_path / "sheets.xlsx"
    book.save(path)
    draft = importing.with_skip(importing.with_role(opened(path), 2, ""), 2)
    other = importing.loaded(importing.with_options(draft, ReadOptions(sheet="Feb")))
    assert other.chosen == replace(draft.chosen, skip=())
    together = importing.loaded(importing.with_together(opened(path), together=True))
    assert together.dataset is not None
    assert len(together.dataset.customers) == 4
    assert importing.finish(together).file == "sheets.xlsx"


def test_a_remembered_mapping_is_applied_to_the_same_headings_alone(ambiguous: Path, members: Path) -> None:
    draft = opened(ambiguous)
    settled = importing.answered(draft, importing.unsettled(draft)[0], "dmy")
    again = importing.loaded(importing.begin(ambiguous, remembered=settled.mapping))
    assert again.recalled
    assert importing.can_finish(again)
    other = importing.loaded(importing.begin(members, remembered=settled.mapping))
    assert not other.recalled


def test_files_with_other_headings_are_not_put_together(members: Path, ambiguous: Path) -> None:
    with pytest.raises(NotPossible) as refused:
        opened(members, ambiguous)
    assert "ambiguous.csv" in Language().say(refused.value.sentence)


def test_files_with_the_same_headings_are(members: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("Member,Joined,Left,Fee\nB1,2024-03-10,,40\n", "utf-8")
    imported = importing.finish(opened(members, more))
    assert len(imported.dataset.customers) == 4
    assert [source.digest for source in imported.dataset.sources] == [file.digest for file in imported.files]


def test_a_table_that_nothing_can_be_made_of_comes_back_with_its_questions(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("colour,shade\nred,dark\nblue,light\n", "utf-8")
    draft = opened(path)
    assert draft.dataset is None
    assert importing.unsettled(draft)


def test_long_work_can_be_stopped(members: Path) -> None:
    def stop(fraction: float | None = None, what: object = None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        importing.begin(members, report=stop)


def test_a_row_left_out_no_longer_stands_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text("Period,Customers,Lost\n2024-Q1,100,5\n2024-Q2,104,7\n2024-W27,103,1\n", "utf-8")
    draft = opened(path)
    assert importing.unsettled(draft)
    assert not importing.unsettled(importing.without_row(draft, 4, True))


def test_what_the_whole_file_says_otherwise_than_its_beginning_is_said_and_shown_anew(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    plain = "".join(f"C{number},2024-01-{number % 28 + 1:02},10\n" for number in range(40_000))
    names = "Grażyna Żółtko,2024-01-05,10\nPaweł Świątek,2024-01-06,10\nMałgorzata Pięta,2024-01-07,10\n"
    path.write_bytes(f"Customer,Joined,Fee\n{plain}{names}".encode("cp1250"))
    begun = importing.begin(path)
    assert begun.preview.table.dialect.encoding == "utf-8"
    read = importing.loaded(begun)
    assert read.table.dialect.encoding == "cp1250"
    assert read.preview.table.dialect.encoding == "cp1250"
    assert "Further down the file" in Language("en").say(read.preview.remarks[0])
    assert "Paweł Świątek" in set(read.table.columns[0].values)
