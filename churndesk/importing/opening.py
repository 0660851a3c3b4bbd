"""From a file to a proposed reading of it: the preview at once, the whole table after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import reading
from churndesk.importing.answers import remembered_choices
from churndesk.importing.checking import checked
from churndesk.importing.draft import Chosen, Draft
from churndesk.importing.proposal import proposed_anew
from churndesk.importing.steps import unsettled
from churndesk.progress import silent
from churndesk.reading.table import ReadOptions
from churndesk.shapes.mapping import Given
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from churndesk.progress import Report
    from churndesk.reading.table import Preview, RawTable
    from churndesk.shapes.mapping import Mapping


def begin(
    path: Path,
    *more: Path,
    options: ReadOptions | None = None,
    remembered: Mapping | None = None,
    given: Given | None = None,
    report: Report = silent,
) -> Draft:
    """A draft with the preview of the first file: fast whatever the file's length. `loaded` reads the rest.

    `remembered` is the mapping of an earlier import; it is applied if the headings turn out to be the same.

    Raises:
        NotPossible: the file can't be used; the sentence says why and what to do.
    """
    report()
    options = options or ReadOptions()
    preview = reading.preview(path, options)
    return Draft((path, *more), options, given=given or Given(), preview=preview, remembered=remembered)


def loaded(draft: Draft, report: Report = silent) -> Draft:
    """The draft with its files read whole and a reading proposed; checked too, where nothing is left to ask.

    Where nothing can be made of the columns as proposed the draft comes back unchecked: `checked` says why.

    Raises:
        NotPossible: a file can't be used, or one of several has other headings than the first.
    """
    tables = tuple(table for path in draft.paths for table in _tables(draft, path, report))
    _same_headings(tables)
    proposed = proposed_anew(_recalled(replace(draft, tables=tables)))
    try:
        return checked(proposed, report) if not unsettled(proposed) else proposed
    except NotPossible:
        return proposed


def _tables(draft: Draft, path: Path, report: Report) -> Iterator[RawTable]:
    """The file's table, and those of its sheets with the same headings where they are wanted."""
    first = reading.read(path, draft.options, report)
    yield first
    for sheet in first.dialect.alike if draft.together else ():
        yield reading.read(path, replace(draft.options, sheet=sheet), report)


def _same_headings(tables: Sequence[RawTable]) -> None:
    first = tables[0]
    for table in tables[1:]:
        if table.headings != first.headings:
            sentence = message(
                "“{file}” has other columns than “{first}”. Files that are imported together need the same headings.",
                file=table.file,
                first=first.file,
            )
            raise NotPossible(sentence)


def _recalled(draft: Draft) -> Draft:
    """The draft with the choices of before: for these very headings, or remembered from an earlier file."""
    headings = draft.table.headings if draft.table else ()
    if draft.chosen != Chosen() or not any(headings):
        return draft
    if draft.remembered is None or draft.remembered.headings != headings:
        return draft
    return replace(draft, chosen=remembered_choices(draft.remembered), recalled=True)


def with_options(draft: Draft, options: ReadOptions, report: Report = silent) -> Draft:
    """The file read in another way (sheet, encoding, delimiter, header row).

    Choices stay where the headings come out the same; those for other headings are kept for when they come back.

    Raises:
        NotPossible: the file can't be read so.
    """
    report()
    preview = reading.preview(draft.path, options)
    before, after = _place(draft.preview), _place(preview)
    kept = {**dict(draft.kept), before: draft.chosen}
    chosen = draft.chosen if before == after else kept.get(after, _moved(draft.chosen, before, after))
    fresh = Draft(draft.paths, options, given=draft.given, preview=preview, remembered=draft.remembered)
    asked = draft.asked if chosen.answers else ()
    return replace(fresh, chosen=chosen, kept=tuple(kept.items()), as_of=draft.as_of, asked=asked)


def _place(preview: Preview | None) -> tuple[str, tuple[str, ...]]:
    """The sheet and the headings that choices belong to."""
    return (preview.table.dialect.sheet, preview.table.headings) if preview is not None else ("", ())


def _moved(chosen: Chosen, before: tuple[str, tuple[str, ...]], after: tuple[str, tuple[str, ...]]) -> Chosen:
    """Another sheet with the same headings takes over all but what belongs to single rows."""
    return replace(chosen, skip=(), fixes=()) if before[1] == after[1] else Chosen()


def with_together(draft: Draft, *, together: bool) -> Draft:
    """With the other sheets that have the same headings, or without them; `loaded` reads anew."""
    return replace(draft, together=together, tables=(), dataset=None)


def with_header(draft: Draft, row: int, report: Report = silent) -> Draft:
    """The row of that number holds the headings; 0 for "there are none"."""
    return with_options(draft, replace(draft.options, header=row), report)
