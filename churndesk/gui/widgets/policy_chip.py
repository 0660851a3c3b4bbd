"""The rules in force, said in a few words on a button that opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from churndesk.gui import icons
from churndesk.gui.say import say, tr
from churndesk.ledger.rules import in_short, in_words
from churndesk.words import message

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from churndesk.analysis import Study
    from churndesk.words import Message

_GAP = "\N{EN SPACE}"
#: What icon, gap and padding take of the width.
_AROUND = 60
_LEAST = 110


class PolicyChip(QPushButton):
    """Says when a customer counts as gone."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "chip")
        self.setIcon(icons.icon("sliders-horizontal"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST)
        self._rule = ""

    def show_study(self, study: Study) -> None:
        """Says the rules under which the figures were made; the tool tip has all of them."""
        self._rule = say(_in_short(study))
        self.setAccessibleName(tr("Rules: {rules}", rules=self._rule))
        every = (
            *(say(rule) for rule in in_words(study.policy, study.ruled_by)),
            tr("Press to see or change the rules."),
        )
        self.setToolTip("\n".join(every))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the rule."""
        return QSize(self.fontMetrics().horizontalAdvance(self._rule) + _AROUND, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shortens the rule where there is no room; the tool tip has all of it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width(), _LEAST) - _AROUND + 2
        self.setText(_GAP + self.fontMetrics().elidedText(self._rule, Qt.TextElideMode.ElideRight, room))


def _in_short(study: Study) -> Message:
    """The rule that matters most; tables that bear their own counts have none."""
    if study.ruled_by:
        failed = getattr(study.dataset.rows, "failed", None)
        return in_short(study.policy, study.ruled_by, failed=failed is not None and bool(failed.any()))
    if study.snapshot is not None:
        return message("Lost as your file marks them")
    return message("Counts as your file has them")
