"""The rules in force, said in a few words on a button that opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from churndesk.gui import icons
from churndesk.gui.say import say, tr
from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.ledger.policy import Policy
    from churndesk.words import Message


class PolicyChip(QPushButton):
    """Says when a customer counts as gone."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "chip")
        self.setIcon(icons.icon("sliders-horizontal"))
        self.setToolTip(tr("The rules that decide when a customer counts as gone. Press to see or change them."))

    def show_policy(self, policy: Policy, ledger: object) -> None:
        """Says the rules under which that ledger was made."""
        text = say(policy_in_short(getattr(ledger, "policy", policy), ledger))
        self.setText(f"\N{EN SPACE}{text}")
        self.setAccessibleName(tr("Rules: {rules}", rules=text))


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
