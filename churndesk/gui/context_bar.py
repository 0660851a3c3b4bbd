"""The bar above the page: what is looked at, and under which rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from churndesk.gui.widgets.pickers import GranularityPicker, PeriodPicker, SegmentPicker
from churndesk.gui.widgets.policy_chip import PolicyChip
from churndesk.words import message

if TYPE_CHECKING:
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
        document.changed.connect(self.refresh)
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
        self._look(by=by, period=None)

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
