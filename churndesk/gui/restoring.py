"""Brings earlier versions and unsaved work back, and shows what the project is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from churndesk.gui import ask
from churndesk.gui.moments import moment
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget

    from churndesk.gui.document import Document
    from churndesk.gui.files import Files
    from churndesk.gui.safekeeping import Safekeeping
    from churndesk.gui.tasks import Tasks
    from churndesk.progress import Report
    from churndesk.project.backups import Version
    from churndesk.project.opening import Opened
    from churndesk.project.project import Source
    from churndesk.project.recovery import LeftBehind


class Restoring(QObject):
    """What the File menu does with what was, for one window. `copies` is set once work is kept safe."""

    def __init__(self, document: Document, tasks: Tasks, files: Files, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._tasks = tasks
        self._files = files
        self._window = window
        self.copies: Safekeeping | None = None

    def show_history(self) -> None:
        """Opens the list of steps that can be undone."""
        from churndesk.gui.history import HistoryDialog

        self._open(HistoryDialog(self._document, self._window))

    def show_earlier(self) -> None:
        """Opens the list of earlier versions and of unsaved work."""
        from churndesk.gui.disk import backup_folder
        from churndesk.gui.earlier import EarlierDialog
        from churndesk.project.backups import all_versions

        copies = self.copies.all_copies() if self.copies is not None else ()
        dialog = EarlierDialog(all_versions(backup_folder()), copies, self._document.path, self._window)
        dialog.wanted.connect(self.bring_back)
        self._open(dialog)

    def show_properties(self) -> None:
        """Opens what the project is made of."""
        from churndesk.gui.properties import parts

        document = self._document
        self._tasks.run(
            parts,
            document.project,
            document.blobs.only(document.blobs.by_digest),
            done=self._show_parts,
            title=message("Measuring the project"),
            key="properties",
        )

    def bring_back(self, entry: Version | LeftBehind) -> None:
        """Opens an earlier version or unsaved work; what is open now is settled first."""
        from churndesk.project.backups import Version

        if not isinstance(entry, Version):
            self._files.settled(lambda: self._recover(entry))
        elif entry.original == self._document.path:
            self._read(entry, lambda found: self._go_back(entry, found))
        else:
            self._files.settled(lambda: self._read(entry, lambda found: self._begin(entry, found)))

    def save_source(self, source: Source) -> None:
        """Saves the file that an import was made from, as it was."""
        content = self._document.blobs.content(source.digest)
        if content is None:
            ask.tell(self._window, message("That did not work"), message("The copy in the project is damaged."))
            return
        path = ask.save_file(self._window, message("Save a copy"), ((message("All files"), ("",)),), source.file)
        if path is not None:
            self._tasks.run(
                _write,
                path,
                content,
                done=lambda _answer: None,
                failed=self._refuse,
                title=message("Saving {file}", file=path.name),
                key="copy",
            )

    def _show_parts(self, found: object) -> None:
        from churndesk.gui.properties import PropertiesDialog

        dialog = PropertiesDialog(self._document, found, self._window)
        dialog.copy_wanted.connect(self.save_source)
        self._open(dialog)

    def _recover(self, copy: LeftBehind) -> None:
        if self.copies is not None and self.copies.recover(copy):
            self._files.opened.emit()

    def _read(self, version: Version, done: object) -> None:
        self._tasks.run(
            _opened,
            version.path,
            done=done,
            failed=self._refuse,
            title=message("Opening {file}", file=version.original.name),
            key="file",
        )

    def _go_back(self, version: Version, found: Opened) -> None:
        """A version of the open project is one more step in it, which can be undone."""
        self._document.blobs.by_digest.update(found.blobs.by_digest)
        self._document.change(message("Go back to {moment}", moment=moment(version.saved)), found.project)
        self._files.opened.emit()

    def _begin(self, version: Version, found: Opened) -> None:
        from churndesk.gui.disk import look

        self._document.hold(None)
        self._document.begin(found.project, version.original, found.blobs, unsaved=True)
        self._document.on_disk = look(version.original)
        claim(self._document)
        self._files.opened.emit()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _refuse(self, refusal: NotPossible) -> None:
        ask.tell(self._window, message("That did not work"), refusal.sentence)


def claim(document: Document) -> None:
    """Takes the lock of the file to which work belongs that was brought back, as soon as its disk answers."""
    from churndesk.gui.disk import claimed

    path = document.path
    if path is None:
        return

    def done(answer: object) -> None:
        lock, read_only = answer
        if document.path == path and document.lock is None:
            document.hold(lock)
            if read_only is not None:
                document.read_only = read_only
                document.saved_changed.emit()
        elif lock is not None:
            lock.release()

    document.tasks.run(claimed, path, done=done, title=message("Opening {file}", file=path.name), key="claim")


def _opened(path: Path, report: Report) -> Opened:
    from churndesk.project.opening import opened

    report()
    return opened(path)


def _write(path: Path, content: bytes, report: Report) -> None:
    from churndesk.project.obstacles import why

    report()
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotPossible(message("{file} was not saved. {why}", file=path.name, why=why(error))) from error
