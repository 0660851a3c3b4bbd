from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from churndesk.gui import ask
from churndesk.words import message

if TYPE_CHECKING:
    import pytest

KINDS = ((message("PNG picture"), (".png",)), (message("SVG drawing"), (".svg",)))


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([("/a/chart", "SVG drawing (*.svg)"), ("/a/chart.png", ""), ("", "")])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: next(answers))
    assert ask.save_file(None, message("Save"), KINDS) == Path("/a/chart.svg")
    assert ask.save_file(None, message("Save"), KINDS) == Path("/a/chart.png")
    assert ask.save_file(None, message("Save"), KINDS) is None


def test_the_kinds_stand_in_the_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: asked.append(args[3]) or ("", ""))
    assert ask.open_file(None, message("Open"), KINDS) is None
    assert asked == ["PNG picture (*.png);;SVG drawing (*.svg)"]
