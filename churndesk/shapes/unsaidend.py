"""A customer list without a column that says who left, and with days that nothing says the meaning of: it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.shapes.cast import column_name
from churndesk.shapes.headings import concepts
from churndesk.words import Choice, Doubt, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from churndesk.shapes.mapping import Given
    from churndesk.shapes.portraits import Portrait

_LISTS = frozenset({"customers", "subscriptions"})
#: Where a column plays one of these, the table says who left.
_SAYING = frozenset({"end", "asked", "lost", "status"})
#: How sure a heading may be of another meaning.
_UNSURE = 0.75


def unsaid_end(shape: str, portraits: Sequence[Portrait], roles: Sequence[str | None], given: Given) -> int | None:
    """The one unused column of days, some of them empty, in a list of customers that says nothing of who left."""
    if shape not in _LISTS or "start" not in roles or _SAYING & set(roles):
        return None
    said = {name for _, name in given.roles}
    found = [
        portrait.index
        for portrait, role in zip(portraits, roles, strict=True)
        if role is None and _may_end(portrait) and not {portrait.heading, f"#{portrait.index + 1}"} & said
    ]
    return found[0] if len(found) == 1 else None


def _may_end(portrait: Portrait) -> bool:
    if not portrait.day_dates or portrait.date_format == "serial" or not 0 < portrait.filled < portrait.rows:
        return False
    meant = concepts(portrait.heading)
    return not meant or (meant[0][0] == "date" and meant[0][1] < _UNSURE)


def end_doubt(column: int, headings: tuple[str, ...]) -> Doubt:
    """The question whether a column of days is that on which customers leave; the first answer is that it is."""
    name = column_name(column, headings)
    text = message("No column is headed as the end. Is “{heading}” the day on which customers leave?", heading=name)
    choices = (
        Choice("end", message("Yes: whoever has a day there left on it")),
        Choice("", message("No: it is something else")),
    )
    return Doubt("end-unsaid", text, choices, f"--map end={name}", name)
