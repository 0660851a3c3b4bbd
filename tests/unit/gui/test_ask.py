from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from churndesk.gui import ask
from churndesk.words import message

KINDS = ((message("PNG picture"), (".png",)), (message("SVG drawing"), (".svg",)))


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([("/a/chart", "SVG drawing (*.svg)"), ("/a/chart.png", ""), ("", "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: next(answers))
    assert ask.save_file(None, message("Save"), KINDS) == Path("/a/chart.svg")
    assert ask.save_file(None, message("Save"), KINDS) == Path("/a/chart.png")
    assert ask.save_file(None, message("Save"), KINDS) is None


def test_a_full_stop_in_a_name_is_no_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("/a/St. Mary 1.2", "PNG picture (*.png)"))
    assert ask.save_file(None, message("Save"), KINDS) == Path("/a/St. Mary 1.2.png")


@pytest.mark.parametrize("agreed", [True, False])
def test_a_file_that_the_dialog_did_not_see_is_not_replaced_unasked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, agreed: bool
) -> None:
    (tmp_path / "chart.png").write_text("old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "chart"), ""))
    monkeypatch.setattr(ask, "yes", lambda *_args: agreed)
    assert ask.save_file(None, message("Save"), KINDS) == (tmp_path / "chart.png" if agreed else None)


def test_a_title_becomes_the_name_of_a_file() -> None:
    assert ask.file_name('Kept: 3/4 "of all"?', ".png") == "Kept 3 4 of all.png"
    assert ask.file_name("...", ".png") == "ChurnDesk.png"
    assert len(ask.file_name("x" * 300, ".xlsx")) < 120


def test_the_kinds_stand_in_the_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: asked.append(args[3]) or ("", ""))
    assert ask.open_file(None, message("Open"), KINDS) is None
    assert asked == ["PNG picture (*.png);;SVG drawing (*.svg)"]
