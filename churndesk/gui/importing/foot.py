"""The buttons below the steps, and the one sentence beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from churndesk import importing
from churndesk.gui.say import tr
from churndesk.gui.widgets import Text
from churndesk.gui.widgets.text import restyle

if TYPE_CHECKING:
    from churndesk.importing import Draft


class Foot(QFrame):
    """Cancel, Back, Next and Finish; exactly one of the last two leads on.

    Signals: `cancelled`, `went_back`, `went_on`, `finished`, when the button of that name is pressed.
    """

    cancelled = Signal()
    went_back = Signal()
    went_on = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fresh = True
        self.setProperty("look", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        self.cancel = self._button(tr("Cancel"), self.cancelled)
        self.back = self._button(tr("Back"), self.went_back)
        self.next = self._button(tr("Next"), self.went_on)
        self.finish = self._button(tr("Finish"), self.finished)
        self.hint = Text("", tone="muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        row.addWidget(self.hint, 1)
        for button in (self.back, self.next, self.finish):
            row.addWidget(button)

    @staticmethod
    def _button(text: str, pressed: Signal) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def show_draft(self, draft: Draft | None, *, free: bool, stopped: bool) -> None:
        """Shows what can be done with a draft; `free` while nothing runs, `stopped` where reading was called off."""
        last = draft is not None and importing.is_last(draft)
        can_finish = draft is not None and importing.can_finish(draft)
        self.back.setEnabled(free and not importing.is_first(draft))
        self.next.setVisible(not last)
        self.next.setEnabled(free and (stopped or importing.obstacle(draft) is None))
        self.finish.setEnabled(free and can_finish)
        self.lead(self.finish if last or can_finish else self.next)

    def lead(self, chosen: QPushButton) -> None:
        """Makes one of the buttons the one that leads on: coloured, and pressed by Enter.

        The first time it can be pressed it takes the keyboard too; later the person has it.
        """
        for button in (self.next, self.finish):
            look = "primary" if button is chosen else ""
            if button.property("look") != look:
                button.setProperty("look", look)
                restyle(button)
        chosen.setDefault(True)
        if self._fresh and chosen.isEnabled():
            self._fresh = False
            chosen.setFocus()
