from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from churndesk.project import backups

if TYPE_CHECKING:
    from pathlib import Path


def save(path: Path, content: str, second: int) -> None:
    path.write_text(content)
    os.utime(path, (second, second))


def test_the_last_five_versions_are_kept_the_latest_first(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.churndesk", tmp_path / "backups"
    for number in range(8):
        save(file, f"version {number}", 1_000_000 + number)
        backups.keep(file, folder)
    kept = backups.versions_of(file, folder)
    assert [version.path.read_text() for version in kept] == [f"version {number}" for number in (7, 6, 5, 4, 3)]
    assert {version.original for version in kept} == {file.resolve()}
    assert kept[0].saved.timestamp() == 1_000_007


def test_the_same_version_is_kept_once_and_a_missing_file_not_at_all(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.churndesk", tmp_path / "backups"
    assert backups.keep(file, folder) is None
    save(file, "one", 1_000_000)
    assert backups.keep(file, folder) is not None
    assert backups.keep(file, folder) is None


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for name in ("home", "shop"):
        (tmp_path / name).mkdir()
        save(tmp_path / name / "a.churndesk", name, 1_000_000)
        backups.keep(tmp_path / name / "a.churndesk", folder)
    assert [version.path.read_text() for version in backups.versions_of(tmp_path / "shop" / "a.churndesk", folder)] == [
        "shop"
    ]
    assert len(backups.all_versions(folder)) == 2


def test_a_copy_that_fails_leaves_nothing_half_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, folder = tmp_path / "a.churndesk", tmp_path / "backups"
    save(file, "one", 1_000_000)

    def half(_source: Path, target: Path) -> None:
        target.write_text("o")
        raise OSError(28, "full")

    monkeypatch.setattr(shutil, "copy2", half)
    with pytest.raises(OSError, match="full"):
        backups.keep(file, folder)
    assert backups.all_versions(folder) == ()
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_folder_of_strangers_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "file.json").write_text("[3]")
    (tmp_path / "y.txt").write_text("hello")
    assert backups.all_versions(tmp_path) == ()
    assert backups.all_versions(tmp_path / "none") == ()
