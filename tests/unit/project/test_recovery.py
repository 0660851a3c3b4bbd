from __future__ import annotations

from pathlib import Path

from churndesk.project.blobs import Blobs
from churndesk.project.project import Project
from churndesk.project.recovery import copies_in, new_copy


def test_a_copy_is_found_with_whose_work_it_is(tmp_path: Path) -> None:
    copy = new_copy(tmp_path / "recovery")
    copy.keep(Project(name="Café"), Blobs(), Path("/home/ann/cafe.churndesk"))
    [found] = copies_in(tmp_path / "recovery")
    assert (found.name, found.original) == ("Café", Path("/home/ann/cafe.churndesk"))
    assert found.kept is not None
    assert found.open()[0] == Project(name="Café")


def test_the_latest_comes_first_and_a_forgotten_one_is_gone(tmp_path: Path) -> None:
    older, newer = new_copy(tmp_path), new_copy(tmp_path)
    older.keep(Project(name="older"), Blobs(), None)
    newer.keep(Project(name="newer"), Blobs(), None)
    assert [copy.name for copy in copies_in(tmp_path)] == ["newer", "older"]
    newer.forget()
    assert [copy.name for copy in copies_in(tmp_path)] == ["older"]
    assert not newer.about.exists()


def test_a_copy_whose_note_was_not_written_any_more_is_still_offered(tmp_path: Path) -> None:
    copy = new_copy(tmp_path)
    copy.keep(Project(name="x"), Blobs(), None)
    copy.about.unlink()
    assert len(copies_in(tmp_path)) == 1
    copy.path.write_bytes(b"cut off")
    assert copies_in(tmp_path) == ()


def test_no_folder_no_copies(tmp_path: Path) -> None:
    assert copies_in(tmp_path / "nothing here") == ()
