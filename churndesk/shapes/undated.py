"""Stays that are left out for want of a day: kept aside, as they bound what the rates can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import UndatedRows

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Amounts, Customers, Days, Flags, Indices
    from churndesk.shapes.content import Content


def undated_rows(content: Content, start: Days, end: Days) -> Flags:
    """The rows that only a missing or unreadable day keeps out of the counts."""
    unread = content.unread.get("end", False) | content.unread.get("asked", False)
    wanting: Flags = np.isnat(start) | unread | (_left(content) & np.isnat(end))
    unclear = content.means("status", "ignore") | content.means("lost", "ignore")
    backwards = ~np.isnat(start) & (end < start)
    return wanting & content.left_out & ~unclear & ~backwards


def _left(content: Content) -> Flags:
    return content.means("lost", "lost") | content.means("status", "lost")


def undated_stays(
    content: Content,
    missing: Flags,
    who: tuple[Indices, Customers, Customers],
    days: tuple[Days, Days, Days],
    amount: Amounts,
) -> UndatedRows | None:
    """Those rows, or None where there are none.

    `who` is each row's customer, everybody in the file, and those whom the dataset has; `days` each row's start, end
    and asked.
    """
    customer, everybody, customers = who
    places = np.flatnonzero(missing & (customer >= 0))
    if not len(places):
        return None
    known = {one: number for number, one in enumerate(customers.ids.tolist())}
    ids = everybody.ids[customer[places]]
    start, end, asked = (column[places] for column in days)
    return UndatedRows(
        ids=ids,
        customer=np.array([known.get(one, -1) for one in ids.tolist()], dtype=np.int32),
        start=start,
        end=end,
        asked=asked,
        left=(_left(content)[places] & np.isnat(end)),
        end_unread=_unread(content, places),
        amount=amount[places],
        trial=_any(content, "trial", ("trial", "status", "lost"))[places],
        paused=_any(content, "paused", ("status", "lost"))[places],
        failed=content.means("reason", "failed")[places],
        source=content.source[places],
        row=content.row[places],
        categories=content.categories(places),
    )


def _unread(content: Content, places: npt.NDArray[np.intp]) -> Flags:
    nowhere = np.zeros(len(content), dtype=np.bool_)
    unread: Flags = (content.unread.get("end", nowhere) | content.unread.get("asked", nowhere))[places]
    return unread


def _any(content: Content, meaning: str, roles: tuple[str, ...]) -> Flags:
    found = np.zeros(len(content), dtype=np.bool_)
    for role in roles:
        found |= content.means(role, meaning)
    return found
