from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from churndesk.gui.theme import theme
from churndesk.gui.widgets import Text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_text_keeps_its_size_through_tones_and_themes(qtbot: QtBot) -> None:
    text = Text("32.0%", bold=True)
    qtbot.addWidget(text)
    usual = text.font().pointSizeF()
    text.set_tone("muted")
    text.set_size(3.0)
    text.show()
    text.set_tone("")
    assert text.font().pointSizeF() == 3 * usual
    theme().choose("dark")
    assert text.font().pointSizeF() == 3 * usual


def test_a_persons_words_are_never_markup(qtbot: QtBot) -> None:
    text = Text("<b>Anna</b> & <img src=x>")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText
