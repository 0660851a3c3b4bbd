"""The open document: one immutable Project, its history, and the figures that follow from it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from churndesk.gui.say import say, voice
from churndesk.project.blobs import Blobs
from churndesk.project.mark import Mark
from churndesk.project.project import Project
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from churndesk.analysis import Study
    from churndesk.gui.opened_elsewhere import FileLock
    from churndesk.gui.tasks import Tasks
    from churndesk.words import Message, NotPossible

#: What the figures follow from; an edit that leaves these alone doesn't compute anything again.
FIGURES_FROM = ("dataset", "policy", "as_of", "currency", "view", "typed", "actions", "closed")


class _Step(QUndoCommand):
    """One edit: the project before and after it, by value. Both share everything that the edit left alone."""

    def __init__(self, document: Document, text: Message, project: Project) -> None:
        super().__init__(say(text))
        self.before = document.project
        self.after = project
        self._text = text
        self._document = document

    def redo(self) -> None:
        """Puts the edit in force."""
        self._document._show(self.after)  # noqa: SLF001  (the step is part of the document)

    def undo(self) -> None:
        """Puts back what was before."""
        self._document._show(self.before)  # noqa: SLF001

    def retell(self) -> None:
        """Says what it did in the language in force."""
        self.setText(say(self._text))


class Document(QObject):
    """Holds the project; every edit goes through `change`, and dirty, undo, redo and redraw follow from it.

    `read_only` says why the file at `path` must not be written over; the work can be saved under another name.
    `on_disk` is what the file looked like when it was last read or written here, `mark` tells one state of the
    document from a later one.

    Signals: `changed` when the project is another value; `edited` then too, unless only the look at it is another and
    the figures of the new look are soon there; `study_changed` when its figures have been computed;
    `saved_changed` when path, unsaved mark or `read_only` are others; `refused` with a NotPossible when the figures
    can't be computed.
    """

    changed = Signal()
    edited = Signal()
    study_changed = Signal()
    saved_changed = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.path: Path | None = None
        self.study: Study | None = None
        self.blobs = Blobs()
        self.read_only: Message | None = None
        self.on_disk: tuple[int, int] | None = None
        self.lock: FileLock | None = None
        #: Begins to keep the document safe at once, and answers what waits until that is done.
        self.hasten: Callable[[], Callable[[], None]] = lambda: lambda: None
        self.history = QUndoStack(self)
        self.mark = Mark()
        self._project = Project()
        self._saved: Project | None = self._project
        self._unwanted: Project | None = None
        self._renewal = QTimer(self)
        self._renewal.timeout.connect(self._renew)
        voice.changed.connect(self._retell)

    @property
    def project(self) -> Project:
        """The document as it stands now."""
        return self._project

    @property
    def dirty(self) -> bool:
        """Whether there is something that the file doesn't have yet; undoing to the saved step makes it clean."""
        return self._project is not self._saved

    @property
    def wanted(self) -> bool:
        """Whether the document, as it stands, is unsaved work that the person has not given up."""
        return self.dirty and self._project is not self._unwanted

    def change(self, text: Message, project: Project) -> None:
        """Makes `project` the document, as one step that can be undone; `text` names it in the menu."""
        self.history.push(_Step(self, text, project))
        self._collect()

    def begin(
        self,
        project: Project,
        path: Path | None = None,
        blobs: Blobs | None = None,
        *,
        read_only: Message | None = None,
        mark: Mark | None = None,
        unsaved: bool = False,
    ) -> None:
        """Starts with another document: an opened one with its sources, or an empty one. The history starts anew.

        `mark` is that of the recovery copy whose line goes on here. A file that is opened begins another line: work
        that was left behind for it, and declined, is then a branch of its own and not an earlier state. `unsaved` work
        is in no file as it stands: no undoing makes it clean.
        """
        self.path = path
        self.blobs = blobs if blobs is not None else Blobs()
        self.read_only = read_only
        self.on_disk = None
        self.mark = mark or Mark()
        self.study = None
        self.history.clear()
        if unsaved:
            self.history.resetClean()
        self._saved = None if unsaved else project
        self._show(project)
        self.saved_changed.emit()

    def mark_saved(self, path: Path, project: Project | None = None) -> None:
        """Says that the file at `path` holds `project`: the document as it stands, or as it was a moment ago."""
        self.path = path
        self.read_only = None
        self._saved = self._project if project is None else project
        if not self.dirty:
            self.history.setClean()
        self.saved_changed.emit()

    def give_up(self) -> None:
        """Says that the person doesn't want the document as it stands; a later edit is wanted again."""
        self._unwanted = self._project

    def hold(self, lock: FileLock | None) -> None:
        """Keeps the lock of the document's file, and lets go of the one before."""
        from churndesk.gui.opened_elsewhere import RENEWED_EVERY_S

        if lock is not self.lock:
            self.close()
            self.lock = lock
        if lock is not None:
            self._renewal.start(RENEWED_EVERY_S * 1000)

    def close(self) -> None:
        """Lets others have the file."""
        self._renewal.stop()
        if self.lock is not None:
            self.lock.release()
        self.lock = None

    def _show(self, project: Project) -> None:
        before, self._project = self._project, project
        self.mark = self.mark.next()
        was_dirty = before is not self._saved
        self.changed.emit()
        if self.study is None or replace(project, view=before.view) != before:
            self.edited.emit()
        if was_dirty != self.dirty:
            self.saved_changed.emit()
        if any(getattr(before, part) is not getattr(project, part) for part in FIGURES_FROM) or self.study is None:
            self._compute()

    def _compute(self) -> None:
        from churndesk.analysis import study

        self.tasks.run(
            study,
            self._project,
            self.study,
            done=self._take,
            failed=self._refuse,
            title=message("Computing the figures"),
            key="study",
        )

    def _take(self, study: Study) -> None:
        from churndesk.analysis.ahead import look_ahead

        self.study = study
        self.study_changed.emit()
        self.tasks.ahead(partial(look_ahead, study))

    def _refuse(self, refusal: NotPossible) -> None:
        self.changed.emit()  # what waited for figures shows what there is
        self.refused.emit(refusal)

    def _steps(self) -> list[_Step]:
        return [self.history.command(number) for number in range(self.history.count())]

    def _collect(self) -> None:
        """Lets go of the sources' bytes that neither the document nor any step to go back to names."""
        named = {source.digest for source in self._project.sources}
        if self.blobs.by_digest.keys() <= named:
            return
        for step in self._steps():
            named.update(source.digest for project in (step.before, step.after) for source in project.sources)
        self.blobs.collect(named)

    def _retell(self) -> None:
        for step in self._steps():
            step.retell()

    def _renew(self) -> None:
        # A network folder that has gone may keep a look at it waiting for long.
        if self.lock is not None:
            QThreadPool.globalInstance().start(self.lock.renew)
