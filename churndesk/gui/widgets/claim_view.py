"""What somebody claims of companies at large: with its source, and never looking like the owner's own figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from churndesk.gui.say import say
from churndesk.gui.widgets.text import Text
from churndesk.words import Series, message

if TYPE_CHECKING:
    from churndesk.strategies import Claim
    from churndesk.words import Message


class ClaimView(QFrame):
    """The claim's figure, its sentence, who said it, when, and whom it covers."""

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self.setProperty("look", "well")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(3)
        self.figure = Text(say(claim.figure), size=1.15, bold=True, tone="muted")
        self.text = Text(say(claim.text))
        self.source = Text(say(source(claim)), tone="muted", size=0.92)
        for text in (self.figure, self.text, self.source):
            layout.addWidget(text)
        layout.addStretch()
        self.setAccessibleName(self.text.text())
        self.setAccessibleDescription(self.source.text())


def source(claim: Claim) -> Message:
    """Who said it and whom it covers, as one sentence: "Claimed by Gartner, read in …; year not stated. Covers …"."""
    read = Series(claim.told_in)
    year = message("{year}", year=str(claim.year)) if claim.year is not None else message("year not stated")
    if claim.said_by:
        return message(
            "Claimed by {who}, read in {where}; {year}. Covers {whom}.",
            who=claim.said_by,
            where=read,
            year=year,
            whom=claim.covers,
        )
    return message("Claimed in {where}; {year}. Covers {whom}.", where=read, year=year, whom=claim.covers)
