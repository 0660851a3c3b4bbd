"""Opens, saves and closes the document, and asks before anything is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from churndesk.gui import ask
from churndesk.gui.bullets import bullets
from churndesk.gui.say import tr
from churndesk.project.project import Project
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.disk import OnDisk, Written
    from churndesk.gui.document import Document
    from churndesk.gui.settings import Store
    from churndesk.gui.tasks import Tasks
    from churndesk.project.salvage import Salvaged
    from churndesk.words import Message, NotPossible

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
            self._document.give_up()
            then()
            return True
        if answer == "save":
            self.save(then)
        return False

    def new(self) -> None:
        """Starts with an empty document."""
        self.settled(self._begin_empty)

    def _begin_empty(self) -> None:
        self._document.hold(None)
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
        from churndesk.gui.disk import opened_from

        self._tasks.run(
            opened_from,
            path,
            self._document.lock,
            done=lambda found: self._take(found, path),
            failed=self._refuse,
            title=message("Opening {file}", file=path.name),
            key="file",
        )

    def _take(self, found: OnDisk, path: Path) -> None:
        self._document.hold(found.lock)
        if found.salvaged is not None:
            self._take_salvaged(found, path)
        else:
            self._document.begin(found.project, path, found.blobs, read_only=found.read_only)
            self._document.on_disk = found.look
            self._store.remember(path)
        self.opened.emit()

    def _take_salvaged(self, found: OnDisk, path: Path) -> None:
        """What was saved of a damaged file is unsaved work without a file; the damaged one stays as it is."""
        self._document.begin(found.project, None, found.blobs, unsaved=True)
        ask.tell(self._window, message("{file} is damaged", file=path.name), _account(found.salvaged))

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Saves where the document came from, or asks where to; then calls `then`."""
        if self._document.path is None or self._document.read_only is not None:
            self.save_as(then)
        else:
            self._write(self._document.path, then, self._document.on_disk)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Asks where to save, and does."""
        proposed = str(Path(self._store.folder) / f"{self.name}.churndesk")
        path = ask.save_file(self._window, message("Save"), (PROJECT_KIND,), proposed)
        if path is None:
            return
        kept_off = self._document.read_only
        if kept_off is not None and path == self._document.path:
            ask.tell(self._window, message("Choose another name"), kept_off)
        else:
            self._write(path, then, None)

    def _write(self, path: Path, then: Callable[[], None] | None, expected: tuple[int, int] | None) -> None:
        from churndesk.gui.disk import Wanted, saved_to

        project, document = self._document.project, self._document
        blobs = document.blobs.only(source.digest for source in project.sources)
        self._tasks.run(
            saved_to,
            Wanted(path, project, blobs, document.lock, expected, document.mark, document.hasten()),
            done=lambda written: self._saved(project, path, written, then),
            failed=lambda refusal: self._refuse_save(refusal, path, then),
            title=message("Saving {file}", file=path.name),
            key="file",
        )

    def _saved(self, project: Project, path: Path, written: Written, then: Callable[[], None] | None) -> None:
        self._store.remember(path)
        self._store.remember_folder(path)
        self._document.hold(written.lock)
        self._document.on_disk = written.look
        self._document.mark_saved(path, project)
        if written.remark is not None:
            ask.tell(self._window, message("{file} is saved", file=path.name), written.remark)
        # An edit made while the file was being written isn't in it.
        if then is not None and not self._document.dirty:
            then()

    def _refuse_save(self, refusal: NotPossible, path: Path, then: Callable[[], None] | None) -> None:
        from churndesk.gui.disk import ChangedMeanwhile

        title = message("{file} was not saved", file=path.name)
        if isinstance(refusal, ChangedMeanwhile):
            if ask.yes(self._window, title, refusal.sentence, message("Save over it")):
                self._write(path, then, None)
        elif ask.yes(self._window, title, refusal.sentence, message("Save somewhere else…")):
            self.save_as(then)

    def _refuse(self, refusal: NotPossible) -> None:
        ask.tell(self._window, message("That did not work"), refusal.sentence)


def _account(salvaged: Salvaged) -> Message:
    """What was saved of a damaged file, and what is lost."""
    if not salvaged.lost:
        return message("Everything in it could be saved. It is open as a new project: save it now.")
    return message(
        "What could be saved is open as a new project: save it now. The damaged file stays as it is.\n\n"
        "Saved:\n{saved}\n\nLost:\n{lost}\n\nPerhaps an earlier version has it: File, Earlier versions.",
        saved=bullets(salvaged.saved),
        lost=bullets(salvaged.lost),
    )


def dropped(event: QDropEvent) -> tuple[Path, ...]:
    """The files of this computer that lie under the pointer."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())
