"""The window of the import: its steps, pages and buttons, and the one task that runs in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QVBoxLayout

from churndesk import importing
from churndesk.gui.importing import jobs
from churndesk.gui.importing.background import Background
from churndesk.gui.importing.foot import Foot
from churndesk.gui.importing.hints import hint
from churndesk.gui.importing.pages import Pages
from churndesk.gui.importing.room import roomy_size
from churndesk.gui.importing.step_rail import StepRail
from churndesk.gui.importing.work import Work
from churndesk.gui.say import say
from churndesk.gui.widgets import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.tasks import Tasks
    from churndesk.importing import Draft
    from churndesk.words import NotPossible


class WizardWindow(QDialog):
    """Shows a draft, and lets one piece of work at a time change it.

    `draft` is where the import stands, None until the file could be looked at.
    """

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.draft: Draft | None = None
        self._unreadable = False
        self.work = Work(tasks, self)
        self.background = Background(tasks, self)
        self.setMinimumSize(860, 600)
        self.resize(roomy_size(self))
        self._build()
        self.progress.cancelled.connect(self._stop)
        self.work.begun.connect(self._show_foot)
        tasks.progressed.connect(self.progress.show_progress)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rail = StepRail()
        self.pages = Pages()
        self.progress = ProgressStrip()
        self.foot = Foot()
        layout.addWidget(self.rail)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.progress)
        layout.addWidget(self.foot)

    def _run(
        self,
        function: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[NotPossible], None],
        large: bool = False,
    ) -> None:
        """Runs the wizard's one task; what is computed behind the page is about another draft then."""
        self.background.forget()
        self._unreadable = False
        self.work.run(function, *arguments, done=done, failed=failed, large=large)

    def _stop(self) -> None:
        """Stops the long work. Without a preview there is nothing to go on with."""
        self._cancel_all()
        if self.draft is None:
            self.reject()
        else:
            self._show_foot()

    def _cancel_all(self) -> None:
        self.work.cancel()
        self.background.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and never another one while something is being typed."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(self.focusWidget(), QAbstractButton):
            self.focusWidget().click()

    def done(self, result: int) -> None:
        """Ends whatever still runs for this window."""
        self._cancel_all()
        super().done(result)

    def _show(self, draft: Draft, *, check: bool = True) -> None:
        """Shows a draft, and lets its rows be checked behind the page once nothing is left to ask."""
        self.draft = draft
        self.pages.show_draft(draft)
        self._show_foot()
        self.background.follow(draft, check=check, large=jobs.is_large(self.draft))

    def _show_foot(self) -> None:
        draft = self.draft
        free = draft is not None and not self.work.busy
        self.foot.show_draft(draft, free=free, stopped=self._stopped)
        told = hint(draft, busy=self.work.busy) if draft is not None and not self._unreadable else None
        self.foot.hint.setText(say(told) if told else "")
        reachable = importing.reachable(draft) if free else frozenset()
        self.rail.show_steps(draft.step if draft else "file", reachable, importing.steps_of(draft))

    @property
    def _stopped(self) -> bool:
        """Whether the whole file could still be read, if the person wants to."""
        return self.draft is not None and self.draft.table is None and not self.work.busy and not self._unreadable
