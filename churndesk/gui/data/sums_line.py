"""Whether all figures add up: a calm line where they do, a notice where one doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from churndesk.analysis.sums import sums_told
from churndesk.gui.say import say
from churndesk.gui.widgets import Text
from churndesk.gui.widgets.empty_state import IconLabel
from churndesk.gui.widgets.notice import Notice

if TYPE_CHECKING:
    from churndesk.analysis import Study


class SumsLine(QWidget):
    """What the checks of the study found; hidden until there is something that was checked."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.calm = QWidget()
        row = QHBoxLayout(self.calm)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel("circle-check", 18, "good"), alignment=Qt.AlignmentFlag.AlignTop)
        self.text = Text(tone="muted")
        row.addWidget(self.text, 1)
        self.notice = Notice()
        column.addWidget(self.calm)
        column.addWidget(self.notice)
        self.show_study(None)

    def show_study(self, study: Study | None) -> None:
        """Says what was found, or disappears."""
        checks = study.checks if study is not None else ()
        told = sums_told(checks)
        words = say(told) if told is not None else ""
        agree = all(check.holds for check in checks)
        self.text.setText(words if agree else "")
        self.calm.setVisible(agree)
        self.notice.show_sentence("" if agree else words)
        self.setVisible(bool(words))
