"""What the wizard computes behind its pages: whether the rows can be used, and the churn that each answer gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from churndesk import importing
from churndesk.gui.importing import jobs
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.gui.tasks import Tasks
    from churndesk.importing import Draft
    from churndesk.ledger import InactivityChoice
    from churndesk.words import Message

_CHECK, _OUTCOMES = "import-check", "import-outcomes"


class Background(QObject):
    """Checks a draft's rows, and compares the answers to the questions of its step.

    Signals:
        checked: the Draft with its Dataset. refused: a NotPossible, where nothing can be made of the table.
        compared: a tuple of (doubt, outcomes of its answers).
        ruled: the churn under the rules in force, and the limits of inactivity to choose from.
    """

    checked = Signal(object)
    refused = Signal(object)
    compared = Signal(object)
    ruled = Signal(object, object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._checking: object = None
        self._comparing: object = None

    def follow(self, draft: Draft, *, check: bool, large: bool) -> None:
        """Computes what the draft needs: first its rows, then what stands beside the questions of its step."""
        if draft.table is None:
            return
        if check and draft.dataset is None and not importing.unsettled(draft):
            self._check(draft, large=large)
        else:
            self._compare(draft, large=large)

    def forget(self) -> None:
        """Ends what is being computed: it is about a draft that isn't shown any more."""
        for key in (_CHECK, _OUTCOMES):
            self._tasks.cancel(key)
        self._checking = self._comparing = None

    def _check(self, draft: Draft, *, large: bool) -> None:
        # Only what is said of the table matters, not the step that is shown.
        if self._checking is draft.mapping:
            return
        self._checking = draft.mapping
        title = message("Checking the rows")
        self._tasks.run(
            jobs.checked, draft, done=self._take_checked, failed=self._refuse, title=title, key=_CHECK, apart=large
        )

    def _take_checked(self, draft: Draft) -> None:
        self._checking = None
        self.checked.emit(draft)

    def _refuse(self, refusal: object) -> None:
        self._checking = None
        self.refused.emit(refusal)

    def _compare(self, draft: Draft, *, large: bool) -> None:
        doubts = importing.doubts_at(draft, draft.step)
        about = (draft.step, draft.mapping, draft.policy, draft.as_of)
        if about == self._comparing or not (doubts or jobs.shows_rules(draft)):
            return
        self._comparing = about
        title = message("Comparing the answers")
        self._tasks.run(jobs.outcomes, draft, doubts, done=self._take, title=title, key=_OUTCOMES, apart=large)

    def _take(self, outcomes: tuple[Any, Message | None, tuple[InactivityChoice, ...]]) -> None:
        compared, churn, limits = outcomes
        self.compared.emit(compared)
        if churn is not None:
            self.ruled.emit(churn, limits)
