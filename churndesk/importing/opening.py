"""From a file to a proposed reading of it: the preview at once, the whole table after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import reading
from churndesk.importing import previews
from churndesk.importing.answers import remembered_choices
from churndesk.importing.checking import checked
from churndesk.importing.draft import Chosen, Draft
from churndesk.importing.following import taken_up, with_adding
from churndesk.importing.known import known_of
from churndesk.importing.likelier import with_likeliest_table
from churndesk.importing.proposal import proposed_anew
from churndesk.importing.sheets import named_by_time, sheets_together, without_sheets_told
from churndesk.importing.steps import unsettled
from churndesk.progress import silent
from churndesk.reading.table import ReadOptions
from churndesk.shapes.mapping import Given
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from churndesk.importing.earlier import Earlier
    from churndesk.progress import Report
    from churndesk.reading.table import Preview, RawTable
    from churndesk.shapes.mapping import Mapping


def begin(
    path: Path,
    *more: Path,
    options: ReadOptions | None = None,
    remembered: Mapping | None = None,
    given: Given | None = None,
    earlier: Earlier | None = None,
    report: Report = silent,
) -> Draft:
    """A draft with the preview of the first file: fast whatever the file's length. `loaded` reads the rest.

    `remembered` is the mapping of an earlier import; it is applied if the headings turn out to be the same, and the
    file then follows the `earlier` import.

    Raises:
        NotPossible: the file can't be used; the sentence says why and what to do.
    """
    report()
    options = options or ReadOptions()
    preview = reading.preview(path, options)
    fresh = Draft((path, *more), options, given=given or Given(), preview=preview)
    return replace(fresh, remembered=remembered, earlier=earlier)


def loaded(draft: Draft, report: Report = silent) -> Draft:
    """The draft with its files read whole and a reading proposed; checked too, where nothing is left to ask.

    Where nothing can be made of the columns as proposed the draft comes back unchecked: `checked` says why.

    Raises:
        NotPossible: a file can't be used, or one of several has other headings than the first.
    """
    whole = _recalled(_read(draft, report))
    if whole.follows and whole.carried is None:
        whole = _read(taken_up(whole, report), report) if whole.earlier and whole.earlier.edited else taken_up(whole)
    proposed = (
        with_adding(whole, adding=True, report=report) if whole.follows and whole.adding else proposed_anew(whole)
    )
    try:
        done = checked(proposed, report) if not unsettled(proposed) else proposed
    except NotPossible:
        return proposed
    return _decided(done, report)


def _read(draft: Draft, report: Report) -> Draft:
    """The draft with the tables of its own files: of the wanted sheets with the same headings, too."""
    tables: list[RawTable] = []
    of_file: list[int] = []
    for file, path in enumerate(draft.paths):
        first = reading.read(path, _own_options(draft, len(tables)), report)
        if not file:
            draft, first = with_likeliest_table(draft, first, report)
        if draft.together is None and first.dialect.alike:
            draft = replace(draft, together=named_by_time(first.dialect))
        tables.append(without_sheets_told(first) if draft.together else first)
        for sheet in sheets_together(draft, first.dialect):
            tables.append(reading.read(path, replace(_own_options(draft, len(tables)), sheet=sheet), report))
        of_file += [file] * (len(tables) - len(of_file))
    _same_headings(tables)
    seen = previews.agreeing(draft.preview, tables[0], draft.path, draft.options)
    return replace(draft, preview=seen, tables=tuple(tables), of_file=tuple(of_file), looked=True)


def _decided(draft: Draft, report: Report) -> Draft:
    """A file that follows is counted together with the earlier ones where it seems to go on from them."""
    if draft.adding is not None or draft.difference is None:
        return draft
    if not draft.difference.goes_on:
        return replace(draft, adding=False)
    try:
        return checked(with_adding(draft, adding=True, report=report), report)
    except NotPossible:
        return replace(draft, adding=False)


def _own_options(draft: Draft, place: int) -> ReadOptions:
    edits = draft.chosen.edits(place)
    return replace(draft.options, keep=edits.keep, as_written=edits.as_written)


def read_again(draft: Draft, report: Report = silent) -> Draft:
    """The draft with its files read once more, after something was said of single rows; it stays where it is.

    Raises:
        NotPossible: as `loaded`.
    """
    report()
    preview = reading.preview(draft.path, _own_options(draft, 0))
    return loaded(replace(draft, preview=preview, dataset=None), report)


def with_rows_taken(draft: Draft, rows: Iterable[tuple[int, int]], report: Report = silent) -> Draft:
    """Rows that don't count, as (place of the table, number in its file), are taken into their tables.

    A row that the person had left out counts again; one that detection set aside belongs to the table from now on.

    Raises:
        NotPossible: as `loaded`.
    """
    chosen = draft.chosen
    for table, row in rows:
        edits = chosen.edits(table)
        if row in edits.skip:
            edits = replace(edits, skip=tuple(number for number in edits.skip if number != row))
        else:
            edits = replace(edits, keep=tuple(sorted({*edits.keep, row})))
        chosen = chosen.with_edits(edits, table)
    return read_again(replace(draft, chosen=chosen), report)


def without_row_taken(draft: Draft, row: int, report: Report = silent) -> Draft:
    """The row of the first table that was taken in is left to detection again."""
    edits = draft.chosen.edits()
    keep = tuple(number for number in edits.keep if number != row)
    return read_again(replace(draft, chosen=draft.chosen.with_edits(replace(edits, keep=keep))), report)


def with_row_as_written(draft: Draft, row: int, as_written: bool, table: int = 0, report: Report = silent) -> Draft:  # noqa: FBT001
    """The row stays as its line stands in the file, its mending refused; or it is mended again.

    Raises:
        NotPossible: as `loaded`.
    """
    edits = draft.chosen.edits(table)
    rows = set(edits.as_written) | {row} if as_written else set(edits.as_written) - {row}
    edits = replace(edits, as_written=tuple(sorted(rows)))
    return read_again(replace(draft, chosen=draft.chosen.with_edits(edits, table)), report)


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
    """The draft with the choices of before: for these very headings, or remembered from an earlier file.

    The project's own file comes first, then what is known of other projects.
    """
    headings = draft.table.headings if draft.table else ()
    if draft.chosen != Chosen() or not any(headings):
        return draft
    if draft.remembered is not None and draft.remembered.headings == headings:
        return replace(draft, chosen=remembered_choices(draft.remembered), recalled=True, recalled_from="")
    known = known_of(draft.known, headings)
    if known is None:
        return draft
    return replace(draft, chosen=remembered_choices(known.mapping), recalled=True, recalled_from=known.file)


def without_memory(draft: Draft, report: Report = silent) -> Draft:
    """The draft as if no file with these headings had been read before: everything is proposed anew.

    Raises:
        NotPossible: as `loaded`.
    """
    fresh = Draft(draft.paths, draft.options, given=draft.given, preview=draft.preview)
    return read_again(replace(fresh, step=draft.step, together=draft.together, looked=draft.looked), report)


def with_options(draft: Draft, options: ReadOptions, report: Report = silent) -> Draft:
    """The file read in another way (sheet, encoding, delimiter, header row).

    Choices stay where the headings come out the same; those for other headings are kept for when they come back.

    Raises:
        NotPossible: the file can't be read so.
    """
    report()
    edits = draft.chosen.edits()
    preview = reading.preview(draft.path, replace(options, keep=edits.keep, as_written=edits.as_written))
    before, after = _place(draft.preview), _place(preview)
    kept = {**dict(draft.kept), before: draft.chosen}
    chosen = draft.chosen if before == after else kept.get(after, _moved(draft.chosen, before, after))
    fresh = Draft(draft.paths, options, given=draft.given, preview=preview, remembered=draft.remembered)
    recalled = draft.recalled and before[1] == after[1]
    fresh = replace(fresh, earlier=draft.earlier, recalled=recalled, known=draft.known)
    looked = draft.looked and options.sheet == draft.options.sheet
    fresh = replace(fresh, recalled_from=draft.recalled_from if recalled else "", looked=looked)
    asked = draft.asked if chosen.answers else ()
    return replace(fresh, chosen=chosen, kept=tuple(kept.items()), as_of=draft.as_of, asked=asked)


def _place(preview: Preview | None) -> tuple[str, tuple[str, ...]]:
    """The sheet and the headings that choices belong to."""
    return (preview.table.dialect.sheet, preview.table.headings) if preview is not None else ("", ())


def _moved(chosen: Chosen, before: tuple[str, tuple[str, ...]], after: tuple[str, tuple[str, ...]]) -> Chosen:
    """Another sheet with the same headings takes over all but what belongs to single rows."""
    return chosen.without_rows() if before[1] == after[1] else Chosen()


def with_together(draft: Draft, *, together: bool) -> Draft:
    """With the other sheets that have the same headings, or without them; `loaded` reads anew."""
    chosen = replace(draft.chosen, others=())
    return replace(draft, together=together, chosen=chosen, tables=(), of_file=(), dataset=None)


def with_sheets_left(draft: Draft, sheets: Iterable[str], report: Report = silent) -> Draft:
    """All sheets with the same headings are read but these.

    Raises:
        NotPossible: as `loaded`.
    """
    chosen = replace(draft.chosen, others=())
    return read_again(replace(draft, together=True, left_sheets=tuple(sheets), chosen=chosen), report)


def with_files(draft: Draft, paths: Sequence[Path], report: Report = silent) -> Draft:
    """These files are read together; the choices stay, but for those about rows of files after the first.

    Raises:
        NotPossible: one can't be used, or has other headings than the first.
    """
    chosen = replace(draft.chosen, others=()) if paths[0] == draft.path else draft.chosen.without_rows()
    fresh = replace(draft, paths=tuple(paths), chosen=chosen, of_file=(), adding=None, carried=None, difference=None)
    return read_again(fresh, report)


def with_header(draft: Draft, row: int, report: Report = silent) -> Draft:
    """The row of that number holds the headings; 0 for "there are none"."""
    return with_options(draft, replace(draft.options, header=row), report)
