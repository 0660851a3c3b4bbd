"""What a file says otherwise than the one before, in a few sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from churndesk.words import Series, message, plural

if TYPE_CHECKING:
    from churndesk.importing.carrying import Carried
    from churndesk.importing.difference import Difference
    from churndesk.importing.draft import Draft
    from churndesk.words import Message

_CHECKING = message("The rows are being checked…")


@dataclass(frozen=True, slots=True)
class Told:
    """The report in sentences; None where there is nothing to say."""

    headline: Message
    rows: Message | None = None
    carried: Message | None = None
    lost: Message | None = None
    consequence: Message | None = None


def changes_told(draft: Draft) -> Told:
    """What is new, changed and gone, what became of the rows fixed by hand, and what follows from the choice made."""
    found = draft.difference
    carried = draft.carried
    return Told(
        headline=_headline(found) if draft.dataset is not None else _CHECKING,
        rows=_rows(found, draft) if found is not None else None,
        carried=_again(carried) if carried is not None else None,
        lost=_lost(carried) if carried is not None else None,
        consequence=_consequence(found, adding=bool(draft.adding)) if found is not None else None,
    )


def _headline(found: Difference | None) -> Message:
    if found is None:
        return message("This file is another kind of table than the earlier one, so they can't be compared.")
    if not (found.new or found.changed or found.gone):
        return message("Everything is as it was before.")
    parts = (
        (len(found.new), plural("{count} new", "{count} new", len(found.new))),
        (len(found.changed), plural("{count} changed", "{count} changed", len(found.changed))),
        (len(found.gone), plural("{count} not there any more", "{count} not there any more", len(found.gone))),
        (found.same, plural("{count} as before", "{count} as before", found.same)),
    )
    told = Series(tuple(part for count, part in parts if count))
    if found.totals:
        return message("Periods: {parts}.", parts=told)
    return message("Customers: {parts}.", parts=told)


def _rows(found: Difference, draft: Draft) -> Message:
    before = draft.earlier.file if draft.earlier is not None else ""
    return plural(
        "The file has {count} row, {same} of them as in “{before}”, which had {rows}.",
        "The file has {count} rows, {same} of them as in “{before}”, which had {rows}.",
        found.rows_now,
        same=found.rows_same,
        before=before,
        rows=found.rows_before,
    )


def _again(carried: Carried) -> Message | None:
    if carried.again:
        return plural(
            "{count} row that you mended or left out before is so again.",
            "{count} rows that you mended or left out before are so again.",
            carried.again,
        )
    if carried.mended:
        return plural(
            "{count} cell that you had mended is right in this file.",
            "{count} cells that you had mended are right in this file.",
            carried.mended,
        )
    return None


def _lost(carried: Carried) -> Message | None:
    if not carried.lost:
        return None
    first = " · ".join(cell for cell in carried.lost[0] if cell.strip())[:80]
    return plural(
        "{count} row that you had changed by hand isn't in this file as it was: {row}. Look at it in the check.",
        "{count} rows that you had changed by hand aren't in this file as they were, such as {row}. "
        "Look at them in the check.",
        len(carried.lost),
        row=first,
    )


def _consequence(found: Difference, *, adding: bool) -> Message | None:
    if adding:
        return message("Whoever or whatever stands in both files counts once, as the newer one says.")
    if not found.gone:
        return None
    if found.totals:
        return plural(
            "{count} period of before is no longer counted.", "{count} periods of before are no longer counted.",
            len(found.gone),
        )  # fmt: skip
    return plural(
        "{count} customer of before is no longer counted, not even as lost. If they left, this file should say when.",
        "{count} customers of before are no longer counted, not even as lost. If they left, this file should say when.",
        len(found.gone),
    )
