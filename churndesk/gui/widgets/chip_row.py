"""A row of chips of which one is chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from churndesk.gui.say import say
from churndesk.gui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from churndesk.words import Message


class ChipRow(QWidget):
    """Shows a chip for each choice, in as many lines as it needs; `chips` holds them by key.

    Signals:
        chosen: the key of a chip that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, choices: Iterable[tuple[str, Message]], name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        flow = FlowLayout(self, gap=8)
        group = QButtonGroup(self)
        self.chips: dict[str, QPushButton] = {}
        for key, title in choices:
            chip = QPushButton(say(title), checkable=True)
            chip.setProperty("look", "chip")
            chip.clicked.connect(partial(self._choose, key))
            group.addButton(chip)
            flow.addWidget(chip)
            self.chips[key] = chip

    def check(self, key: str) -> None:
        """Shows that choice as the one in force."""
        self.chips[key].setChecked(True)

    def _choose(self, key: str, _checked: bool = True) -> None:
        self.chosen.emit(key)
