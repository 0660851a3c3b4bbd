"""Churn over time, looked at more closely: what stands out from chance, and windows that roll on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from churndesk.charts.control import chart_control
from churndesk.charts.rolling import chart_rolling_days, chart_rolling_months
from churndesk.gui.plots import ChartView
from churndesk.gui.say import say, tr
from churndesk.gui.widgets.chip_row import ChipRow
from churndesk.gui.widgets.notice import Notice
from churndesk.metrics.control import control
from churndesk.metrics.result import Undefined
from churndesk.words import Amount, message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.charts import Chart
    from churndesk.gui.desk import Desk
    from churndesk.metrics.control import Control
    from churndesk.progress import Report
    from churndesk.words import Message

#: What can be looked at.
LOOKS: Final[tuple[tuple[str, Message], ...]] = (
    ("control", message("What stands out")),
    ("days", message("Last 30 days")),
    ("months", message("Last 12 months")),
)
#: Which longer periods are proposed where too few customers leave in one.
LONGER: Final = {"week": "month", "month": "quarter", "quarter": "year"}


def trend(study: Study, look: str, report: Report) -> tuple[Chart | Undefined, Control | None]:
    """The chart of that look, or why there is none; of the periods also what stands out."""
    report()
    if look == "control":
        found = control(study.customers)
        return (found, None) if isinstance(found, Undefined) else (chart_control(found), found)
    rolling = study.history.rolling_days if look == "days" else study.history.rolling_months
    if isinstance(rolling, Undefined):
        return rolling, None
    return (chart_rolling_days(rolling) if look == "days" else chart_rolling_months(rolling)), None


class TrendCard(QWidget):
    """Chips, a chart, and the proposal to count longer periods where months are too thin."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._study: Study | None = None
        self.look = "control"
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        row = ChipRow(LOOKS)
        row.chosen.connect(self.choose)
        self.chips = row.chips
        self.chips[self.look].setChecked(True)
        self.thin = Notice("", tr("Count them together"))
        self.thin.pressed.connect(self._look_longer)
        self.chart = ChartView()
        for widget in (row, self.thin, self.chart):
            layout.addWidget(widget)
        self.hide()

    def show_study(self, study: Study | None) -> None:
        """Shows the periods of that study; hidden where there are none."""
        self._study = study if study is not None and study.periods else None
        self.setVisible(self._study is not None)
        if self._study is None:
            return
        for look in ("days", "months"):
            self.chips[look].setVisible(study.has_customers)
        self._ask()

    def choose(self, look: str) -> None:
        """Looks at it in another way."""
        self.look = look
        self.chips[look].setChecked(True)
        self._ask()

    def _ask(self) -> None:
        look = self.look if self.chips[self.look].isVisibleTo(self) else "control"
        self.chips[look].setChecked(True)
        self._desk.tasks.run(
            trend,
            self._study,
            look,
            done=self._show,
            title=message("Computing the figures"),
            key="trend",
        )

    def _show(self, found: tuple[Chart | Undefined, Control | None]) -> None:
        chart, limits = found
        if isinstance(chart, Undefined):
            self.chart.name(sense("page", "Churn"))
            self.chart.show_nothing(say(chart.text))
        else:
            self.chart.show_chart(chart)
        by = self._study.project.view.by
        thin = limits is not None and limits.thin and by in LONGER
        self.thin.show_sentence(say(_too_thin(limits, by)) if thin else "")

    def _look_longer(self) -> None:
        project = self._desk.document.project
        view = replace(project.view, by=LONGER[project.view.by], period=None)
        self._desk.document.change(message("Change what is looked at"), replace(project, view=view))


def _too_thin(limits: Control, by: str) -> Message:
    count = Amount(limits.departures, 1)
    if by == "week":
        return message("Only {count} customers leave in a week on average: weeks can hardly be told from chance. "
                       "Months say more.", count=count)  # fmt: skip
    if by == "month":
        return message("Only {count} customers leave in a month on average: months can hardly be told from chance. "
                       "Three months counted together say more.", count=count)  # fmt: skip
    return message("Only {count} customers leave in a quarter on average: quarters can hardly be told from chance. "
                   "Years say more.", count=count)  # fmt: skip
