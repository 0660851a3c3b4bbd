"""Who came together: month by month, how many are still here, how many buy, what they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from churndesk.analysis.sides import sides_of_cohort
from churndesk.charts.cohorts import chart_cohorts
from churndesk.gui.customers.tab import Tab
from churndesk.gui.plots import HeatView
from churndesk.gui.proof import offer_proof, show_sides
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.chip_row import ChipRow
from churndesk.gui.widgets.text import Text
from churndesk.metrics.result import Undefined
from churndesk.words import PeriodName, Rate, message, plural

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from churndesk.analysis import Study
    from churndesk.charts.cohorts import Shown
    from churndesk.metrics.cohorts import CohortTable
    from churndesk.progress import Report
    from churndesk.words import Message

SHOWN: Final[tuple[tuple[Shown, Message], ...]] = (
    ("customers", message("Customers still here")),
    ("bought", message("Customers who bought")),
    ("revenue", message("Revenue kept")),
)


def cohorts(study: Study, report: Report) -> CohortTable | Undefined:
    """The cohorts, computed once for each study's ledger and segment."""
    report()
    return study.history.cohorts


class CohortsTab(Tab):
    """A heat map of the months in which customers first came."""

    key = "cohorts"
    compute = staticmethod(cohorts)

    def __init__(self, desk: object) -> None:
        super().__init__(desk)
        self.shown: Shown = "customers"
        self.found: CohortTable | Undefined | None = None
        row = ChipRow(SHOWN)
        row.chosen.connect(self.choose)
        self.chips = row.chips
        self.chips[self.shown].setChecked(True)
        self.view = HeatView()
        offer_proof(self.view.heat, self._prove)
        self.notes = Text(tone="muted", size=0.95)
        for widget in (row, self.view, self.notes):
            self.add(widget)
        self.add(
            Text(
                tr(
                    "Each line is everybody who first came in one month. Read it to the right: how many of them are "
                    "left at the end of that month, of the next one, and so on. Empty cells lie in the future."
                ),
                tone="muted",
                size=0.95,
            )
        )
        self.body.addStretch(1)

    def choose(self, shown: Shown) -> None:
        """Shows customers, purchases or revenue."""
        self.shown = shown
        self.chips[shown].setChecked(True)
        if self.found is not None:
            self.show_found(self.found)

    def show_found(self, found: CohortTable | Undefined) -> None:
        """Shows the table, or why there is none."""
        self.found = found
        if isinstance(found, Undefined):
            self._nothing(found)
            return
        offered = {key: chart_cohorts(found, key) for key, _title in SHOWN}
        for key, chip in self.chips.items():
            chip.setVisible(not isinstance(offered[key], Undefined))
        if isinstance(offered[self.shown], Undefined):
            self.shown = "customers"
            self.chips[self.shown].setChecked(True)
        self.view.show_heatmap(offered[self.shown])
        self.notes.show_text("\n".join(say(note) for note in found.notes))

    def _prove(self, index: QModelIndex) -> None:
        """Opens who stands in a cell: of that month's customers, who was here at that close and who wasn't."""
        cohort, months = self.found.cohorts[index.row()], max(index.column() - 1, 0)
        if months >= len(cohort.active):
            return
        sides = sides_of_cohort(self.study, cohort.start, months, bought=self.shown == "bought")
        count = len(sides[0].members)
        show_sides(
            self._desk,
            sides,
            message("Customers who came in {month}", month=PeriodName(cohort.start, "month")),
            plural(
                "{count} month later: {here} of {size}, which is {share}.",
                "{count} months later: {here} of {size}, which is {share}.",
                months,
                here=count,
                size=cohort.size,
                share=Rate(count / cohort.size),
            ),
            self.window(),
        )

    def _nothing(self, reason: Undefined) -> None:
        for chip in self.chips.values():
            chip.hide()
        self.view.show_nothing(say(reason.text))
        self.notes.show_text("")
