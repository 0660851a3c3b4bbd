"""A control under its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from churndesk.gui.say import say
from churndesk.gui.widgets import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QComboBox

    from churndesk.words import Choice


class Labelled(QWidget):
    """A small label above a control, which bears the label's words as its accessible name."""

    def __init__(self, label: str, control: QWidget) -> None:
        super().__init__()
        self.control = control
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        text = Text(label, tone="muted", size=0.92, wrap=False)
        text.setBuddy(control)
        layout.addWidget(text)
        layout.addWidget(control)
        control.setAccessibleName(label)


def fill(box: QComboBox, entries: Iterable[tuple[str, str]], chosen: str | None) -> None:
    """Puts (value, text) entries into a box and chooses one; a value that isn't offered is added as it is."""
    box.blockSignals(True)
    box.clear()
    for value, text in entries:
        box.addItem(text, value)
    if chosen is not None and box.findData(chosen) < 0:
        box.addItem(chosen, chosen)
    box.setCurrentIndex(box.findData(chosen))
    box.blockSignals(False)


def entries_of(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """Choices as (value, text) entries."""
    return [(choice.value, say(choice.label)) for choice in choices]
