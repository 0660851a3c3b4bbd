"""The rail at the left: one button a page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout

from churndesk.gui import icons
from churndesk.gui.pages import PAGES
from churndesk.gui.say import say, tr
from churndesk.gui.standing import SafetyNote
from churndesk.gui.widgets.text import Text

_WIDTH = 196
_ICON = QSize(20, 20)
#: Qt leaves hardly any room between an icon and its text.
_GAP = "\N{EN SPACE}"


class Rail(QFrame):
    """Shows which page is open and leads to the others. `wanted` bears the key of the page that was pressed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(tr("Pages"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 14, 10, 14)
        layout.setSpacing(3)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        for number, entry in enumerate(PAGES, start=1):
            button = QPushButton(icons.icon(entry.icon), f"{_GAP}{say(entry.title)}", checkable=True)
            button.setAccessibleName(say(entry.title))
            button.setProperty("look", "rail")
            button.setIconSize(_ICON)
            # The name of a key, not a number: formatting one would bring in Babel before the first paint.
            button.setToolTip(tr("{page} (Ctrl+{key})", page=entry.title, key=str(number % 10)))
            button.clicked.connect(partial(self.wanted.emit, entry.key))
            self._group.addButton(button)
            self.buttons[entry.key] = button
            layout.addWidget(button)
        layout.addStretch()
        self.safety = SafetyNote()
        layout.addWidget(self.safety)
        layout.addWidget(Text(tr("Your data stays on this computer."), tone="muted", size=0.9))

    def show_page(self, key: str) -> None:
        """Marks the button of the page that is open."""
        self.buttons[key].setChecked(True)
