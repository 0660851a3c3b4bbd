"""The bar above the page: what is looked at, and under which rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from churndesk.gui.period_dialogs import CalendarDialog, DatesDialog
from churndesk.gui.widgets.pickers import CALENDAR, GranularityPicker, PeriodPicker, SegmentPicker
from churndesk.gui.widgets.policy_chip import PolicyChip
from churndesk.words import message

if TYPE_CHECKING:
    from datetime import date

    from churndesk.gui.document import Document


class ContextBar(QFrame):
    """Pickers for the kind of period, the period and the segment, and the rules in force as a chip.

    Every choice is an edit of the document. `policy_wanted` when the chip is pressed.
    """

    policy_wanted = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._document = document
        self._wanted: frozenset[str] = frozenset()
        self.by = GranularityPicker()
        self.period = PeriodPicker()
        self.segment = SegmentPicker()
        self.policy = PolicyChip()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(26, 9, 26, 9)
        layout.setSpacing(8)
        for widget in (self.by, self.period, self.segment):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.policy, 100)
        self.by.chosen.connect(self._choose_by)
        self.period.chosen.connect(self._choose_period)
        self.period.lock_pressed.connect(self._lock)
        self.segment.chosen.connect(self._choose_segment)
        self.policy.clicked.connect(self.policy_wanted)
        document.study_changed.connect(self.refresh)
        document.edited.connect(self.refresh)
        self.refresh()

    def show_for(self, wanted: frozenset[str]) -> None:
        """Shows the pickers that the open page has a use for; none of them hides the bar."""
        self._wanted = wanted
        self.refresh()

    def refresh(self) -> None:
        """Shows what is in force in the document."""
        project, study = self._document.project, self._document.study
        there = project.dataset is not None and study is not None
        self.setVisible(there and bool(self._wanted))
        if not there:
            return
        segments = study.segments
        self.by.setVisible("by" in self._wanted and bool(study.periods))
        self.period.setVisible("period" in self._wanted and bool(study.periods))
        self.segment.setVisible("segment" in self._wanted and bool(segments))
        self.policy.setVisible("policy" in self._wanted)
        self.by.show_choice(project.view.by)
        closed = {(one.start, one.end): one.closed_on for one in project.closed}
        self.period.show_choice(study.periods, study.chosen, closed)
        self.segment.show_choice(segments, project.view.segment)
        self.policy.show_study(study)

    def _choose_by(self, by: str) -> None:
        if by == "dates":
            dialog = DatesDialog(*self._shown_dates(), self.window())
            dialog.chosen.connect(lambda start, end: self._look(by="dates", dates=(start, end), period=start))
        elif by == CALENDAR:
            view = self._document.project.view
            dialog = CalendarDialog(view.first_month, view.first_weekday, self.window())
            dialog.chosen.connect(lambda month, day: self._look(first_month=month, first_weekday=day, period=None))
        else:
            self._look(by=by, period=None)
            return
        # Whatever comes of it, the picker shows what is in force.
        dialog.finished.connect(self.refresh)
        dialog.open()

    def _shown_dates(self) -> tuple[date, date]:
        """The dates chosen before, else those of the chosen period."""
        study, view = self._document.study, self._document.project.view
        if view.dates is not None:
            return view.dates
        period = study.periods[study.chosen]
        return period.start, min(period.end, study.as_of)

    def _choose_period(self, index: int) -> None:
        self._look(period=self._document.study.periods[index].start)

    def _choose_segment(self, segment: tuple[str, str] | None) -> None:
        self._look(segment=segment)

    def _lock(self, close: bool) -> None:
        # The figures' own packages wait until the window has been painted.
        from churndesk.gui.closing import close_period, open_period

        if close:
            close_period(self._document)
        else:
            open_period(self._document)

    def _look(self, **changes: object) -> None:
        project = self._document.project
        view = replace(project.view, **changes)
        if view != project.view:
            self._document.change(message("Change what is looked at"), replace(project, view=view))
