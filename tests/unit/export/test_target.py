from __future__ import annotations

import errno
from pathlib import Path

import pytest

from churndesk.export.target import written_beside
from churndesk.words import Language, NotPossible


def said(refusal: pytest.ExceptionInfo[NotPossible]) -> str:
    return Language("en").say(refusal.value.sentence)


def test_the_file_is_put_in_its_place_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_text("old")
    with written_beside(target) as beside:
        beside.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), written_beside(target) as beside:
        beside.write_text(f"half {1 / 0}")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.xlsx"]


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as refusal, written_beside(tmp_path / "gone" / "report.xlsx"):
        pass
    assert str(tmp_path / "gone") in said(refusal)


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="is a folder"), written_beside(tmp_path):
        pass


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "report.xlsx"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(NotPossible) as refusal, written_beside(target):
        pass
    assert "report.xlsx is read-only" in said(refusal)
    assert target.read_text() == "old"


def test_a_file_that_another_program_holds_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_self: Path, _target: Path) -> Path:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(NotPossible) as refusal, written_beside(tmp_path / "report.xlsx") as beside:
        beside.write_text("new")
    assert "open in another program" in said(refusal)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as refusal, written_beside(tmp_path / "report.xlsx"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "No space left on device" in said(refusal)
