"""Every edit in the recovery copy within a second, and the work that a crash left behind."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from churndesk.gui import ask
from churndesk.gui.keeper import Keeper, Work, lock_at
from churndesk.gui.restoring import claim
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QWidget

    from churndesk.gui.document import Document
    from churndesk.project.project import Project
    from churndesk.project.recovery import LeftBehind
    from churndesk.words import Message

#: Edits so close together are kept as one.
PAUSE_MS = 200
#: After a copy could not be written, so long until it is tried again.
RETRY_MS = 5000
#: A save waits no longer for the copy.
LONGEST_WAIT_S = 20


def recovery_folder() -> Path:
    """Where the copies are kept, private to the person."""
    from platformdirs import user_data_path

    return user_data_path("ChurnDesk", appauthor=False) / "recovery"


class Safekeeping(QObject):
    """Keeps unsaved work in a recovery copy, and drops the copy once the work is saved or not wanted.

    `safe_changed` says whether the document, as it stands, would survive a power cut; `hindered` bears a sentence once
    when the copy can't be written, and None once it can again. One thread writes, one state at a time: the newest that
    waits wins. A copy is guarded by a lock of this process; one whose process is gone was left behind by a crash.
    """

    safe_changed = Signal(bool)
    hindered = Signal(object)
    _written = Signal(object, object)

    def __init__(self, document: Document, window: QWidget, folder: Path | None = None) -> None:
        super().__init__(window)
        self._document = document
        self._window = window
        self._folder = folder or recovery_folder()
        self._keeper = Keeper(self._folder)
        self._thread = QThreadPool(self, maxThreadCount=1)
        self._kept: Project | None = None
        self._kept_for: Path | None = None
        self._taken_over: list[tuple[LeftBehind, QLockFile]] = []
        self._writing = 0
        self._safe = True
        self.hindrance: Message | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._write)
        self._written.connect(self._note)
        document.changed.connect(self._notice)
        document.saved_changed.connect(self._notice)
        document.hasten = self._hasten

    @property
    def safe(self) -> bool:
        """Whether the document, as it stands, is saved or in the recovery copy."""
        return self._safe

    def follow(self, window: QWidget) -> None:
        """Asks over that window from now on."""
        self._window = window

    # What a crash left behind

    def left_behind(self) -> list[LeftBehind]:
        """The work of programs that ended without saving and that nobody was asked about, the latest first."""
        return [copy for copy in self.all_copies() if copy.declined is None]

    def all_copies(self) -> list[LeftBehind]:
        """The same, with what was declined in the last days; what nobody can want any more is removed."""
        from churndesk.project.recovery import copies_in, outdated, overdue

        found, there = [], copies_in(self._folder)
        for copy in there:
            lock = lock_at(copy.lock)
            if copy.path == self._keeper.path or not lock.tryLock(0):
                continue
            if copy.empty or overdue(copy) or outdated(copy, there):
                copy.forget()
            elif copy.path.exists():
                # One that this program let go of between the look and the lock is no work that was left behind.
                found.append(copy)
            lock.unlock()
        taken = {copy.path for copy, _lock in self._taken_over}
        return [copy for copy in found if copy.path not in taken]

    def offer(self) -> bool:
        """Asks of each piece of work that was left behind whether it is wanted, until one is; False where none is.

        A window shows one document: of the others it is said where they are, and the next start asks of them.
        """
        waiting = self.left_behind()
        for number, copy in enumerate(waiting, start=1):
            if not ask.yes(self._window, *_question(copy), message("Bring it back")):
                copy.decline()
            elif self.recover(copy):
                self._tell_of(waiting[number:])
                return True
        return False

    def _tell_of(self, others: Sequence[LeftBehind]) -> None:
        from churndesk.gui.bullets import bullets

        if others:
            text = message(
                "ChurnDesk also kept:\n{list}\n\nYou find it under File, Earlier versions. The next start asks again.",
                list=bullets([_line(copy) for copy in others]),
            )
            ask.tell(self._window, message("There is more unsaved work"), text)

    def recover(self, copy: LeftBehind) -> bool:
        """Opens what a copy kept, as unsaved work on its own file; the copy goes once that is kept elsewhere."""
        lock = lock_at(copy.lock)
        if not lock.tryLock(0):
            self._refuse(message("The work is open in another ChurnDesk window."))
            return False
        try:
            found = copy.open()
        except NotPossible as refusal:
            copy.decline()
            self._refuse(refusal.sentence)
            return False
        self._document.hold(None)
        self._document.begin(found.project, copy.original, found.blobs, mark=found.mark, unsaved=True)
        self._document.on_disk = copy.seen
        self._taken_over.append((copy, lock))
        claim(self._document)
        if found.salvaged is not None:
            ask.tell(self._window, message("The kept work is damaged"), message("What could be saved of it is open."))
        return True

    def _refuse(self, sentence: Message) -> None:
        ask.tell(self._window, message("The kept work could not be opened"), sentence)

    def _drop_taken_over(self) -> None:
        for copy, lock in self._taken_over:
            copy.forget()
            lock.unlock()
        self._taken_over.clear()

    # What is kept

    def close(self) -> None:
        """Ends the copying; work that is neither saved nor given up stays for the next start."""
        self._pause.stop()
        self._thread.waitForDone()
        wanted = self._document.wanted
        if wanted and not self._is_kept():
            self._keeper.keep(self._work())
        self._keeper.end(forget=not wanted)
        if not wanted:
            self._drop_taken_over()
        for _copy, lock in self._taken_over:
            lock.unlock()

    def _notice(self) -> None:
        if not self._document.dirty:
            self._pause.stop()
            self._kept = None
            self._start(lambda: self._keeper.end(forget=True))
            self._drop_taken_over()
            self._say(safe=True)
        elif not self._is_kept():
            self._say(safe=False)
            self._wait(PAUSE_MS)

    def _is_kept(self) -> bool:
        return self._document.project is self._kept and self._document.path == self._kept_for

    def _wait(self, milliseconds: int) -> None:
        # A pause that runs is not begun anew: who types on and on is kept all the same.
        if not self._pause.isActive():
            self._pause.start(milliseconds)

    def _write(self) -> None:
        if not self._writing and self._document.dirty:
            self._keep()

    def _keep(self) -> None:
        """Lets the one thread keep the document as it is now, after whatever it is doing."""
        self._writing += 1
        work = self._work()
        self._start(lambda: self._written.emit((work.project, work.original), self._keeper.keep(work)))

    def _work(self) -> Work:
        document = self._document
        blobs = document.blobs.only(source.digest for source in document.project.sources)
        return Work(document.project, blobs, document.path, document.on_disk, document.mark)

    def _hasten(self) -> Callable[[], None]:
        """Keeps the document now; what it answers waits for that, called from another thread."""
        done = threading.Event()
        if self._document.dirty and not self._is_kept():
            self._pause.stop()
            self._keep()
        self._start(done.set)

        def wait() -> None:
            done.wait(LONGEST_WAIT_S)

        return wait

    def _note(self, written: tuple[Project, Path | None], error: Exception | None) -> None:
        self._writing -= 1
        if error is not None:
            self._wait(RETRY_MS)
            self._hinder(error)
            return
        self._hinder(None)
        if not self._document.dirty:
            return
        self._kept, self._kept_for = written
        self._drop_taken_over()
        if self._is_kept():
            self._say(safe=True)
        else:
            self._notice()

    def _hinder(self, error: Exception | None) -> None:
        """Tells once that nothing can be kept, and once that it can again; a fault of our own is one."""
        import sqlite3

        from churndesk.project.obstacles import why

        if error is None:
            sentence = None
        else:
            sentence = message(
                "Your unsaved work can't be kept safe for the moment: save it soon. {why}", why=why(error)
            )
        told = (self.hindrance is None) == (sentence is None)
        self.hindrance = sentence
        if not told:
            self.hindered.emit(sentence)
            if error is not None and not isinstance(error, (OSError, sqlite3.Error)):
                raise error

    def _start(self, work: Callable[[], object]) -> None:
        self._thread.start(QRunnable.create(work))

    def _say(self, *, safe: bool) -> None:
        if safe != self._safe:
            self._safe = safe
            self.safe_changed.emit(safe)


def _name(copy: LeftBehind) -> str | Message:
    return copy.name or message("an untitled project")


def _line(copy: LeftBehind) -> Message:
    """One piece of work among others: what it is, and when it was kept."""
    from churndesk.gui.moments import moment

    if copy.kept is None:
        return message("{name}", name=_name(copy))
    return message("{name}, kept on {moment}", name=_name(copy), moment=moment(copy.kept))


def _question(copy: LeftBehind) -> tuple[Message, Message]:
    """What is asked about a copy: whose work it is, of which file, and when it was kept."""
    from churndesk.gui.moments import moment

    question = message("Bring back your unsaved work on {name}?", name=_name(copy))
    if copy.kept is None:
        return question, message("ChurnDesk ended before it was saved.")
    if copy.original is None:
        return question, message(
            "ChurnDesk ended before it was saved. It was kept on {moment}. If you don't want it now, it stays under "
            "File, Earlier versions, for 30 days.",
            moment=moment(copy.kept),
        )
    return question, message(
        "ChurnDesk ended before it was saved to {file}. It was kept on {moment}. If you don't want it now, it stays "
        "under File, Earlier versions, for 30 days.",
        file=str(copy.original),
        moment=moment(copy.kept),
    )
