"""The open document: one immutable Project, its history, and the figures that follow from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from churndesk.gui.say import say
from churndesk.project.blobs import Blobs
from churndesk.project.project import Project
from churndesk.words import message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.analysis import Study
    from churndesk.gui.tasks import Tasks
    from churndesk.words import Message

#: What the figures follow from; an edit that leaves these alone doesn't compute anything again.
FIGURES_FROM = ("dataset", "policy", "as_of", "currency", "view", "typed", "actions")


class _Step(QUndoCommand):
    """One edit: the project before and after it."""

    def __init__(self, document: Document, text: str, project: Project) -> None:
        super().__init__(text)
        self._document = document
        self._before = document.project
        self._after = project

    def redo(self) -> None:
        """Puts the edit in force."""
        self._document._show(self._after)  # noqa: SLF001  (the step is part of the document)

    def undo(self) -> None:
        """Puts back what was before."""
        self._document._show(self._before)  # noqa: SLF001


class Document(QObject):
    """Holds the project; every edit goes through `change`, and dirty, undo, redo and redraw follow from it.

    Signals: `changed` when the project is another value; `study_changed` when its figures have been computed;
    `saved_changed` when path or unsaved mark are others; `refused` with a NotPossible when the figures can't be
    computed.
    """

    changed = Signal()
    study_changed = Signal()
    saved_changed = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.path: Path | None = None
        self.study: Study | None = None
        self.blobs = Blobs()
        self.history = QUndoStack(self)
        self.history.cleanChanged.connect(self.saved_changed)
        self._project = Project()

    @property
    def project(self) -> Project:
        """The document as it stands now."""
        return self._project

    @property
    def dirty(self) -> bool:
        """Whether there is something that the file doesn't have yet."""
        return not self.history.isClean()

    def change(self, text: Message, project: Project) -> None:
        """Makes `project` the document, as one step that can be undone; `text` names it in the menu."""
        self.history.push(_Step(self, say(text), project))

    def begin(self, project: Project, path: Path | None = None, blobs: Blobs | None = None) -> None:
        """Starts with another document: an opened one with its sources, or an empty one. The history starts anew."""
        self.path = path
        self.blobs = blobs if blobs is not None else Blobs()
        self.study = None
        self.history.clear()
        self._show(project)
        self.saved_changed.emit()

    def mark_saved(self, path: Path) -> None:
        """Says that the project, as it stands, is in the file at `path`."""
        self.path = path
        self.history.setClean()
        self.saved_changed.emit()

    def _show(self, project: Project) -> None:
        before, self._project = self._project, project
        self.changed.emit()
        if any(getattr(before, part) is not getattr(project, part) for part in FIGURES_FROM) or self.study is None:
            self._compute()

    def _compute(self) -> None:
        from churndesk.analysis import study

        self.tasks.run(
            study,
            self._project,
            self.study,
            done=self._take,
            failed=self.refused.emit,
            title=message("Computing the figures"),
            key="study",
        )

    def _take(self, study: Study) -> None:
        self.study = study
        self.study_changed.emit()
