"""The rules in force, said in a few words on a button that opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from churndesk.gui import icons
from churndesk.gui.say import say, tr
from churndesk.words import message, plural

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from churndesk.ledger.policy import Policy
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

    def show_policy(self, policy: Policy, ledger: object) -> None:
        """Says the rules under which that ledger was made."""
        self._rule = say(policy_in_short(getattr(ledger, "policy", policy), ledger))
        self.setAccessibleName(tr("Rules: {rules}", rules=self._rule))
        help_text = tr("The rules that decide when a customer counts as gone. Press to see or change them.")
        self.setToolTip(f"{self._rule}\n{help_text}")
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


def policy_in_short(policy: Policy, ledger: object) -> Message:
    """The rule that matters most for that kind of table."""
    dataset = getattr(ledger, "dataset", None)
    shape = getattr(dataset, "shape", "")
    if shape == "payments" and policy.inactivity_days is not None:
        return plural("Gone after {count} day without a purchase", "Gone after {count} days without a purchase",
                      policy.inactivity_days)  # fmt: skip
    if shape == "periods":
        return message("Counts as your file has them")
    if shape == "snapshot":
        return message("Lost as your file marks them")
    if policy.counts == "asked":
        return message("Gone when they ask to leave")
    if policy.grace_days:
        return plural("Gone {count} day after the end", "Gone {count} days after the end", policy.grace_days)
    return message("Gone when their time runs out")
