"""What holds for the open document for a while, and must be known: it can't be saved here, or is not kept safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from churndesk.gui.say import say, tr
from churndesk.gui.widgets.notice import Notice
from churndesk.gui.widgets.text import Text

if TYPE_CHECKING:
    from churndesk.gui.document import Document
    from churndesk.gui.safekeeping import Safekeeping
    from churndesk.words import Message

#: A copy that is written sooner is not worth a word.
PATIENCE_MS = 700


class StandingNotice(Notice):
    """Says above the page why the file is only to be read, and that unsaved work can't be kept safe for the moment."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._hindrance: Message | None = None
        document.saved_changed.connect(self.refresh)
        self.refresh()

    def show_hindrance(self, hindrance: Message | None) -> None:
        """Says that nothing can be kept safe, or that it can again."""
        self._hindrance = hindrance
        self.refresh()

    def refresh(self) -> None:
        """Says what holds now; the danger first."""
        sentence = self._hindrance or self._document.read_only
        self.show_sentence(say(sentence) if sentence is not None else "")


class SafetyNote(Text):
    """At the foot of the rail, quietly: that the last edit is not yet safe. Says nothing as long as it is."""

    def __init__(self) -> None:
        super().__init__(tone="muted", size=0.9)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.show_text(tr("Not yet safe: still being kept…")))
        self.hide()

    def show_safe(self, safe: bool) -> None:
        """Takes note that the document is safe, or isn't yet."""
        if safe:
            self._patience.stop()
            self.show_text("")
        else:
            self._patience.start()


def follow(copies: Safekeeping, notice: StandingNotice, note: SafetyNote) -> None:
    """Lets both tell what the recovery copy says from now on."""
    copies.hindered.connect(notice.show_hindrance)
    copies.safe_changed.connect(note.show_safe)
    notice.show_hindrance(copies.hindrance)
    note.show_safe(copies.safe)
