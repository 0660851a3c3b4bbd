"""Of several tables below each other in one sheet, the one that looks like the owner's data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import reading, shapes
from churndesk.progress import silent
from churndesk.words import NotPossible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.importing.draft import Draft
    from churndesk.progress import Report
    from churndesk.reading.table import RawTable, ReadOptions

#: So many tables are looked at; who has more chooses by hand.
_MOST = 5
#: A table that can be used, too, is preferred to the first only if it has this many times its rows.
_LONGER = 2


def with_likeliest_table(draft: Draft, first: RawTable, report: Report = silent) -> tuple[Draft, RawTable]:
    """The draft with the table that is most likely meant, and that table: the first unless another speaks for itself.

    A short summary above the list of customers is not what an owner opens the file for. Nothing is changed once a
    person has chosen a row for the headings, or where the first table is known from an earlier file.
    """
    if draft.looked or draft.options.header is not None or _is_known(draft, first):
        return draft, first
    best, options = first, draft.options
    for table, own in _below(draft, first, report):
        if _is_usable(table) and (len(table) > _LONGER * len(best) or not _is_usable(best)):
            best, options = table, own
    if best is first:
        return draft, first
    return replace(draft, options=options, preview=reading.preview(draft.path, options)), best


def _is_known(draft: Draft, table: RawTable) -> bool:
    known = [one.mapping for one in draft.known] + ([draft.remembered] if draft.remembered is not None else [])
    return any(mapping.headings == table.headings for mapping in known)


def _below(draft: Draft, first: RawTable, report: Report) -> Iterator[tuple[RawTable, ReadOptions]]:
    """The tables below the first, each with the options that it was read by."""
    table = first
    for _ in range(_MOST):
        begins = min((aside.first for aside in table.set_aside if aside.reason == "second-table"), default=0)
        if not begins:
            return
        options = replace(draft.options, header=begins)
        try:
            table = reading.read(draft.path, options, report)
        except NotPossible:
            return
        yield table, options


def _is_usable(table: RawTable) -> bool:
    """Whether the table says something about customers, with nothing essential missing."""
    try:
        found = shapes.suggest(table)
    except NotPossible:
        return False
    return not any(doubt.code in {"shape-unclear", "shape-matrix", "role-missing"} for doubt in found.doubts)
