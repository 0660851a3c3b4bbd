from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from churndesk.changes import releases
from churndesk.gui.guide.news import NewsDialog
from churndesk.gui.say import say, set_language
from churndesk.words import LANGUAGES

if TYPE_CHECKING:
    from churndesk.gui.main_window import MainWindow


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_what_is_new_is_told_in_every_language(window: MainWindow, language: str) -> None:
    set_language(language)
    window.show_news()
    dialog = window.findChild(NewsDialog)
    told = {label.text() for label in dialog.findChildren(QLabel)}
    for release in releases():
        assert any(release.version in text for text in told)
        assert {say(line) for line in release.messages} <= told
        assert (set(release.lines) <= told) == (language == "en")
    dialog.reject()
