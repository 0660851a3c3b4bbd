"""The file's own text, read again off the window's thread and kept while the document is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

from churndesk.analysis.originals import edits_of, read_original, source_of
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from churndesk.analysis.originals import Original
    from churndesk.gui.document import Document
    from churndesk.ledger.dataset import SourceFile
    from churndesk.shapes.mapping import Edits

    #: The file's digest, its sheet, and what was said of its rows: with all three its rows are the same.
    Key: TypeAlias = tuple[str, str, Edits]

#: A file whose packed bytes are more than this is read in a process of its own.
_LARGE = 1 << 20
#: So many files or sheets are kept.
_KEPT = 4


class Originals:
    """The files of one document, each read when its text is first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[Key, Original] = {}

    def ask(self, file: SourceFile, done: Callable[[Original], None], failed: Callable[[NotPossible], None]) -> None:
        """Hands the file over to `done`, at once where it is known, or says to `failed` why it can't be shown."""
        document = self._document
        try:
            source, edits = source_of(document.project, file), edits_of(document.project, file)
        except NotPossible as refusal:
            failed(refusal)
            return
        key = (source.digest, file.sheet, edits)
        known = self._known.get(key)
        if known is not None:
            done(known)
            return
        document.tasks.run(
            read_original,
            document.blobs.only([source.digest]),
            source,
            file.sheet,
            edits,
            done=lambda found: self._keep(key, found, done),
            failed=failed,
            title=message("Reading {file} again", file=file.file),
            key="original",
            apart=len(document.blobs.by_digest.get(source.digest, b"")) > _LARGE,
        )

    def _keep(self, key: Key, found: Original, done: Callable[[Original], None]) -> None:
        self._known[key] = found
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        done(found)


_ORIGINALS: WeakKeyDictionary[Document, Originals] = WeakKeyDictionary()


def originals_of(document: Document) -> Originals:
    """Those of that document."""
    if document not in _ORIGINALS:
        _ORIGINALS[document] = Originals(document)
    return _ORIGINALS[document]
