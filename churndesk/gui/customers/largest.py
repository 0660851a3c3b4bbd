"""How much of the revenue hangs on a few customers, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.analysis.members import members_of, members_of_snapshot, rows_of
from churndesk.gui.customers.tab import Tab
from churndesk.gui.figures import currency_of
from churndesk.gui.proof.customer_list import CustomerList
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.figure_card import FigureCard
from churndesk.gui.widgets.text import Text
from churndesk.ledger import SnapshotLedger, SpellLedger
from churndesk.metrics.concentration import concentration
from churndesk.metrics.result import Undefined

if TYPE_CHECKING:
    from churndesk.analysis import Members, Study
    from churndesk.metrics.concentration import Concentration
    from churndesk.progress import Report

    Found = tuple[Concentration | Undefined, Members | None]

_LIST = 420


def largest(study: Study, report: Report) -> Found:
    """The share of the top fifth at the end of the chosen period, and its customers, the largest first."""
    report()
    ledger = study.ledger
    day = None
    if study.chosen is not None and study.as_of is not None:
        day = min(study.periods[study.chosen].end, study.as_of)
    found = concentration(ledger, day)
    if isinstance(found, Undefined):
        return found, None
    if isinstance(ledger, SpellLedger) and study.chosen is not None:
        return found, members_of(ledger, study.periods[study.chosen], found.customers, gone=False)
    if isinstance(ledger, SnapshotLedger):
        return found, members_of_snapshot(ledger, of=rows_of(ledger, found.customers))
    return found, None


class LargestTab(Tab):
    """The share that the largest customers bring, and the list of them."""

    key = "largest"
    compute = staticmethod(largest)

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self.card = FigureCard(tr("Share of the largest fifth"))
        self.note = Text(tr("All customers are looked at here, whatever segment is chosen above."), tone="muted")
        self.list = CustomerList(desk, tr("Nobody brings any revenue at the end of this period."))
        self.list.setMinimumHeight(_LIST)
        self.add(self.card)
        self.add(self.note)
        self.add(self.list, 1)

    def show_found(self, found: Found) -> None:
        """Shows the share and the customers, or why there are none."""
        share, members = found
        self.note.setVisible(self.study.project.view.segment is not None)
        self.list.setVisible(members is not None)
        if isinstance(share, Undefined):
            self.card.show_reason(say(share.text))
            return
        self.card.show_result(share.share)
        self.card.sentence.show_text(say(share.share.sentence))
        if members is not None:
            self.list.show_members(self.study, members, currency_of(self.study.project))
