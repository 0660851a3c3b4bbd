"""The wizard's long work, as plain functions that run off the window, some of them in another process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from churndesk import importing, reading
from churndesk.gui.importing.earlier import earlier_import
from churndesk.importing.rules import inactivity
from churndesk.project.blobs import Blobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from churndesk.gui.known_tables import KnownTables
    from churndesk.importing import Draft, Imported
    from churndesk.ledger import InactivityChoice
    from churndesk.progress import Report
    from churndesk.project.project import Project
    from churndesk.reading import ReadOptions
    from churndesk.reading.table import RawTable
    from churndesk.words import Choice, Doubt, Message

    Outcomes: TypeAlias = tuple[tuple[Doubt, tuple[tuple[Choice, Message], ...]], ...]

#: Files of more bytes, and tables of more rows, are worked on in a process of their own.
LARGE_FILE = 4_000_000
LARGE_TABLE = 50_000
#: Tables of more columns, too, for each is looked at for every role.
WIDE_TABLE = 150


def is_large_file(paths: Sequence[Path]) -> bool:
    """Whether one of the files is better read in a process of its own."""
    return any(path.exists() and path.stat().st_size > LARGE_FILE for path in paths)


def is_large(draft: Draft | None) -> bool:
    """Whether a draft's table is better looked at in a process of its own."""
    return draft is not None and draft.table is not None and (len(draft.table) > LARGE_TABLE or _is_wide(draft.table))


def is_large_to_read(draft: Draft | None, paths: Sequence[Path]) -> bool:
    """Whether the files are better read, and then looked at, in a process of its own."""
    seen = draft.preview.table if draft is not None and draft.preview is not None else None
    return is_large_file(paths) or (seen is not None and _is_wide(seen))


def _is_wide(table: RawTable) -> bool:
    return len(table.columns) > WIDE_TABLE


def begun(  # noqa: PLR0917  (a task's arguments)
    files: tuple[tuple[Path, ...], ReadOptions],
    project: Project,
    blobs: Blobs,
    folder: Path,
    known: KnownTables | None,
    report: Report,
) -> Draft:
    """The draft with the preview of the first of the files, read as their options say.

    Where it has the headings of the project's own, the project's files are laid out in `folder`, for it follows them.
    `known` are the tables of other projects, whose way of reading is taken up where the headings are the same.
    """
    remembered = project.sources[-1].mapping if project.sources else None
    paths, options = files
    draft = importing.begin(*paths, options=options, remembered=remembered, report=report)
    draft = replace(draft, known=known.all() if known is not None else ())
    headings = draft.preview.table.headings if draft.preview is not None else ()
    if remembered is None or remembered.headings != headings:
        return draft
    report()
    return replace(draft, earlier=earlier_import(project, blobs, folder))


def loaded(draft: Draft, report: Report) -> Draft:
    """The draft with its files read whole. One that follows another goes on to what is different at once."""
    whole = importing.loaded(draft, report)
    return importing.go_to(whole, "changes") if whole.follows and whole.step == "file" else whole


def changed(function: Callable[..., Draft], draft: Draft, said: tuple[object, ...], report: Report) -> Draft:
    """The draft after a choice, without its tables, which the window has already: no copies come from afar."""
    return replace(function(draft, *said, report=report), tables=(), preview=None)


def reread(function: Callable[..., Draft], draft: Draft, said: tuple[object, ...], report: Report) -> Draft:
    """The draft after a choice for which its files were read once more."""
    return function(draft, *said, report=report)


def checked(draft: Draft, report: Report) -> Draft:
    """The checked draft, without its tables."""
    return replace(importing.checked(draft, report), tables=(), preview=None)


def shows_rules(draft: Draft) -> bool:
    """Whether the churn under the rules in force can be told beside them."""
    return draft.step == "policy" and draft.dataset is not None


def outcomes(
    draft: Draft, doubts: tuple[Doubt, ...], report: Report
) -> tuple[Outcomes, Message | None, tuple[InactivityChoice, ...]]:
    """The churn of each answer to each question, and on the page of rules that of the rules in force."""
    compared = tuple((doubt, importing.readings(draft, doubt, report)) for doubt in doubts)
    if draft.dataset is None or not shows_rules(draft):
        return compared, None, ()
    churn = importing.churn_told(draft.dataset, draft.policy, draft.as_of, report)
    return compared, churn, inactivity(draft.dataset, report)


def finished(draft: Draft, report: Report, known: frozenset[str] = frozenset()) -> tuple[Imported, Blobs]:
    """The import, and its files' bytes packed for the project; those of `known` digests it has already.

    Raises:
        NotPossible: a question is still open, or a file has gone.
    """
    imported = importing.finish(draft, report)
    blobs = Blobs()
    for file in imported.files:
        report()
        if file.digest not in known:
            blobs.keep(reading.original(file.path, draft.options))
    return imported, blobs
