"""The wizard's one task at a time, and a look at the rows that don't count beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from churndesk import importing
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.gui.tasks import Tasks
    from churndesk.importing import Draft
    from churndesk.words import NotPossible

_TASK, _LEFTOVERS = "import", "import-leftovers"


class Work(QObject):
    """Runs what changes the draft; a newer piece of work ends the one before. `begun` when one has started."""

    begun = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.busy = False

    def run(
        self,
        function: Callable[..., Any],
        *arguments: object,
        done: Callable[[Any], None],
        failed: Callable[[NotPossible], None],
        large: bool = False,
    ) -> None:
        """Calls the function off the window's thread, then `done` with its answer or `failed` with its refusal."""
        self.busy = True

        def ended(then: Callable[[Any], None], answer: Any) -> None:
            self.busy = False
            then(answer)

        self._tasks.run(
            function,
            *arguments,
            done=lambda answer: ended(done, answer),
            failed=lambda refusal: ended(failed, refusal),
            title=message("Reading the file"),
            key=_TASK,
            apart=large,
        )
        self.begun.emit()

    def look_at_leftovers(
        self, draft: Draft, done: Callable[[Any], None], failed: Callable[[NotPossible], None], *, large: bool
    ) -> None:
        """Finds the rows of the draft that don't count; nothing of it changes."""
        title = message("Reading the file")
        self._tasks.run(importing.leftovers, draft, done=done, failed=failed, title=title, key=_LEFTOVERS, apart=large)

    def look_at_spellings(self, draft: Draft, done: Callable[[Any], None], *, large: bool) -> None:
        """Finds the customers who may be written in several ways; nothing of the draft changes."""
        title = message("Looking at the customers")
        self._tasks.run(importing.spellings, draft, done=done, title=title, key=_LEFTOVERS, apart=large)

    def cancel(self) -> None:
        """Ends whatever runs."""
        self._tasks.cancel(_TASK)
        self._tasks.cancel(_LEFTOVERS)
        self.busy = False
