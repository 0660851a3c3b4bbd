from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from churndesk.project import store
from churndesk.project.blobs import Blobs
from churndesk.project.columns import packed
from churndesk.project.mark import Mark
from churndesk.project.project import Project
from churndesk.project.recovery import RecoveryCopy, copies_in, outdated, overdue
from churndesk.words import NotPossible
from tests.unit.project.test_store import full_project

if TYPE_CHECKING:
    from churndesk.project.recovery import LeftBehind


def killed(copy: RecoveryCopy, folder: Path) -> LeftBehind:
    """What a program leaves that is killed now: the files as they lie on the disk, without any closing."""
    folder.mkdir()
    for file in copy.path.parent.iterdir():
        shutil.copy(file, folder)
    [found] = copies_in(folder)
    return found


def test_an_edit_survives_without_any_closing(tmp_path: Path) -> None:
    blobs = Blobs()
    project = full_project(blobs)
    copy = RecoveryCopy(tmp_path / "recovery")
    copy.keep(project, blobs, Path("/home/ann/cafe.churndesk"))
    edited = replace(project, name="Café 2")
    copy.keep(edited, blobs, Path("/home/ann/cafe.churndesk"))
    found = killed(copy, tmp_path / "after")
    assert (found.name, found.original) == ("Café 2", Path("/home/ann/cafe.churndesk"))
    opened = found.open()
    back, kept = opened.project, opened.blobs
    assert replace(back, dataset=None) == replace(edited, dataset=None)
    assert back.dataset is not None
    assert project.dataset is not None
    assert packed(back.dataset) == packed(project.dataset)
    assert kept.content(project.sources[0].digest) == b"id;start\n007;05.01.2024\n"
    copy.close(forget=True)


def test_a_copy_in_which_nothing_was_kept_is_known_as_empty(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path)
    [found] = copies_in(tmp_path)
    assert found.empty
    copy.close(forget=True)
    assert copies_in(tmp_path) == ()


def test_the_latest_comes_first_and_forgetting_leaves_nothing(tmp_path: Path) -> None:
    older, newer = RecoveryCopy(tmp_path), RecoveryCopy(tmp_path)
    older.keep(Project(name="older"), Blobs(), None)
    newer.keep(Project(name="newer"), Blobs(), None)
    assert [copy.name for copy in copies_in(tmp_path)] == ["newer", "older"]
    newer.close(forget=True)
    assert [copy.name for copy in copies_in(tmp_path)] == ["older"]
    older.close(forget=True)
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_nothing_names_any_more_are_let_go(tmp_path: Path) -> None:
    blobs = Blobs()
    copy = RecoveryCopy(tmp_path)
    copy.keep(full_project(blobs), blobs, None)
    copy.keep(Project(name="empty"), blobs, None)
    [found] = copies_in(tmp_path)
    assert found.open().blobs.by_digest == {}
    copy.close(forget=True)


def test_a_damaged_copy_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "x.churndesk").write_bytes(b"cut off")
    [found] = copies_in(tmp_path)
    assert not found.empty
    with pytest.raises(NotPossible):
        found.open()
    assert copies_in(tmp_path / "nothing here") == ()


def test_what_was_declined_is_kept_for_thirty_days(tmp_path: Path) -> None:
    RecoveryCopy(tmp_path).close(forget=False)
    [copy] = copies_in(tmp_path)
    copy.decline()
    [declined] = copies_in(tmp_path)
    assert declined.declined is not None
    assert not overdue(declined)
    assert overdue(replace(declined, declined=declined.declined - timedelta(days=31)))
    declined.forget()
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_was_removed_meanwhile_keeps_nothing_in_silence(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path)
    copy.path.unlink()
    with pytest.raises(OSError, match="removed"):
        copy.keep(Project(name="mine"), Blobs(), None)
    copy.close(forget=True)


def test_a_full_disk_leaves_what_was_kept_before(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path)
    copy.keep(Project(name="before"), Blobs(), None)
    copy._database.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        copy.keep(Project(name="x" * 100_000), Blobs(), None)
    assert copies_in(tmp_path)[0].open().project.name == "before"
    copy._database.execute("PRAGMA max_page_count = 100000")
    copy.keep(Project(name="y" * 100_000), Blobs(), None)
    assert copies_in(tmp_path)[0].open().project.name == "y" * 100_000
    copy.close(forget=True)


def kept(folder: Path, name: str, mark: Mark, original: Path | None = None) -> None:
    """A copy that was left behind."""
    copy = RecoveryCopy(folder)
    copy.keep(Project(name=name), Blobs(), original, mark=mark)
    copy.close(forget=False)


def test_a_copy_that_a_later_one_of_the_same_work_replaces_is_outdated(tmp_path: Path) -> None:
    line = Mark()
    kept(tmp_path, "later", line.next())
    kept(tmp_path, "earlier", line)
    kept(tmp_path, "other work", Mark())
    there = copies_in(tmp_path)
    assert [copy.name for copy in there if outdated(copy, there)] == ["earlier"]


def test_a_copy_that_is_no_later_than_its_file_is_outdated(tmp_path: Path) -> None:
    line, file = Mark(), tmp_path / "a.churndesk"
    store.save(Project(name="saved"), Blobs(), file, line.next())
    kept(tmp_path / "recovery", "before", line, file)
    kept(tmp_path / "recovery", "the same", line.next(), file)
    assert all(outdated(copy, ()) for copy in copies_in(tmp_path / "recovery"))
    kept(tmp_path / "recovery", "after", line.next().next(), file)
    there = copies_in(tmp_path / "recovery")
    assert [copy.name for copy in there if not outdated(copy, there)] == ["after"]


def test_work_on_two_files_of_one_line_is_told_apart(tmp_path: Path) -> None:
    line = Mark()
    kept(tmp_path, "here", line, tmp_path / "a.churndesk")
    kept(tmp_path, "there", line.next(), tmp_path / "b.churndesk")
    there = copies_in(tmp_path)
    assert not any(outdated(copy, there) for copy in there)
