from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from churndesk.project.blobs import Blobs
from churndesk.project.columns import packed
from churndesk.project.project import Project
from churndesk.project.recovery import RecoveryCopy, copies_in
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
    back, kept = found.open()
    assert replace(back, dataset=None) == replace(edited, dataset=None)
    assert back.dataset is not None
    assert project.dataset is not None
    assert packed(back.dataset) == packed(project.dataset)
    assert kept.content(project.sources[0].digest) == b"id;start\n007;05.01.2024\n"
    copy.close(forget=True)


def test_a_copy_in_which_nothing_was_kept_is_not_offered(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path)
    assert copies_in(tmp_path) == ()
    copy.close(forget=True)


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
    assert found.open()[1].by_digest == {}
    copy.close(forget=True)


def test_a_damaged_copy_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "x.churndesk").write_bytes(b"cut off")
    assert copies_in(tmp_path) == ()
    assert copies_in(tmp_path / "nothing here") == ()
