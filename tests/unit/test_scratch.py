from __future__ import annotations

import os
import tempfile
import time
from typing import TYPE_CHECKING

import pytest

from churndesk.scratch import FORGOTTEN_AFTER_S, scratch_folder, sweep

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def test_a_copy_is_there_for_a_moment_and_for_one_person(tmp_path: Path) -> None:
    with scratch_folder() as folder:
        (found,) = tmp_path.iterdir()
        assert str(found) == folder
        assert os.name == "nt" or found.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.iterdir())


def test_what_a_crash_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    long_ago = time.time() - FORGOTTEN_AFTER_S - 60
    elsewhere = tmp_path / "mine"
    elsewhere.mkdir()
    (elsewhere / "members.csv").write_text("id\n1\n")
    left = tmp_path / "churndesk-left"
    left.mkdir()
    (left / "members.csv").write_text("id\n1\n")
    link = tmp_path / "churndesk-link"
    link.symlink_to(elsewhere, target_is_directory=True)
    (tmp_path / "churndesk-in-use").mkdir()
    for folder in (elsewhere, left):
        os.utime(folder, (long_ago, long_ago))
    sweep()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["churndesk-in-use", "churndesk-link", "mine"]
    assert (elsewhere / "members.csv").exists()
