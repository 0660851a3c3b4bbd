"""Opens, saves and closes the document, and asks before anything is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from churndesk.gui import ask
from churndesk.gui.say import tr
from churndesk.project.project import Project
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks
    from churndesk.progress import Report
    from churndesk.project.store import Blobs
    from churndesk.words import NotPossible

PROJECT_KIND = (message("ChurnDesk projects"), (".churndesk",))
TABLE_KIND = (
    message("Spreadsheets and tables"),
    (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"),
)


class Files(QObject):
    """What the File menu does. `import_wanted` bears the paths of tables that are to be imported."""

    import_wanted = Signal(object)
    opened = Signal()

    def __init__(self, document: Document, tasks: Tasks, store: Store, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._tasks = tasks
        self._store = store
        self._window = window

    @property
    def name(self) -> str:
        """What the document is called in titles and questions."""
        if self._document.path is not None:
            return self._document.path.stem
        return self._document.project.name or tr("Untitled")

    def settled(self, then: Callable[[], None]) -> bool:
        """Calls `then` once nothing can be lost any more: at once, or after saving. False where it has to wait."""
        answer = ask.save_changes(self._window, self.name) if self._document.dirty else "discard"
        if answer == "discard":
            then()
            return True
        if answer == "save":
            self.save(then)
        return False

    def new(self) -> None:
        """Starts with an empty document."""
        self.settled(self._begin_empty)

    def _begin_empty(self) -> None:
        self._document.begin(Project())
        self.opened.emit()

    def open(self) -> None:
        """Lets a person choose a project or a table."""
        both = (message("Everything that can be opened"), PROJECT_KIND[1] + TABLE_KIND[1])
        kinds = (both, PROJECT_KIND, TABLE_KIND)
        path = ask.open_file(self._window, message("Open"), kinds, self._store.folder)
        if path is not None:
            self.open_path(path)

    def choose_table(self) -> None:
        """Lets a person choose one table or several to import."""
        paths = ask.open_files(self._window, message("Import a spreadsheet"), (TABLE_KIND,), self._store.folder)
        if paths:
            self.open_paths(paths)

    def open_path(self, path: Path) -> None:
        """Opens a project, or begins the import of a table."""
        self.open_paths((path,))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Opens the project among the files, or begins the import of them all."""
        from churndesk.project.store import is_project

        self._store.remember_folder(paths[0])
        project = next((path for path in paths if is_project(path) or path.suffix == ".churndesk"), None)
        if project is None:
            self.import_wanted.emit(tuple(paths))
        else:
            self.settled(lambda: self._load(project))

    def _load(self, path: Path) -> None:
        self._tasks.run(
            _loaded,
            path,
            done=lambda answer: self._take(*answer, path),
            failed=self._refuse,
            title=message("Opening {file}", file=path.name),
            key="file",
        )

    def _take(self, project: Project, blobs: Blobs, path: Path) -> None:
        self._document.begin(project, path, blobs)
        self._store.remember(path)
        self.opened.emit()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Saves where the document came from, or asks where to; then calls `then`."""
        if self._document.path is None:
            self.save_as(then)
        else:
            self._write(self._document.path, then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Asks where to save, and does."""
        proposed = str(Path(self._store.folder) / f"{self.name}.churndesk")
        path = ask.save_file(self._window, message("Save"), (PROJECT_KIND,), proposed)
        if path is not None:
            self._write(path, then)

    def _write(self, path: Path, then: Callable[[], None] | None) -> None:
        project = self._document.project
        self._tasks.run(
            _saved,
            project,
            self._document.blobs,
            path,
            done=lambda _answer: self._saved(project, path, then),
            failed=self._refuse,
            title=message("Saving {file}", file=path.name),
            key="file",
        )

    def _saved(self, project: Project, path: Path, then: Callable[[], None] | None) -> None:
        self._store.remember(path)
        self._store.remember_folder(path)
        # An edit made while the file was being written isn't in it.
        if self._document.project is project:
            self._document.mark_saved(path)
            if then is not None:
                then()

    def _refuse(self, refusal: NotPossible) -> None:
        ask.tell(self._window, message("That did not work"), refusal.sentence)


def _loaded(path: Path, report: Report) -> tuple[Project, Blobs]:
    from churndesk.project import store

    report(None)
    return store.load(path)


def _saved(project: Project, blobs: Blobs, path: Path, report: Report) -> None:
    from churndesk.project import store

    report(None)
    store.save(project, blobs, path)
