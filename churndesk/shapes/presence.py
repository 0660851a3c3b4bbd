"""From presence by step (a month, or a list) to the rows of a dataset: what matrices and lists have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Category, SpellRows
from churndesk.shapes.people import used
from churndesk.shapes.stretches import PAUSED, TRIAL, stretches

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Customers, Dataset, Days, Indices
    from churndesk.shapes.content import Content
    from churndesk.shapes.stretches import Places, Presences, Stretches


def presence_dataset(
    content: Content,
    presences: Presences,
    people: tuple[Indices, Customers],
    days: tuple[Days, Days],
    *,
    has_amount: bool,
) -> Dataset:
    """A stay for every stretch, from its first step's start to its last step's end; the last step of all has no end.

    `people` are each stack row's customer and the customers, `days` the starts and ends of the steps: a stretch that
    another one follows ends as that begins. The row of a stay is the one in which the file shows its beginning.
    """
    found = stretches(presences)
    codes, customers = used(people[0][found.place], people[1])
    starts, ends = days
    nobody = np.full(len(found), np.datetime64("NaT", "D"))
    rows = SpellRows(
        customer=codes,
        start=starts[found.first],
        end=_ends(found, starts, ends),
        asked=nobody,
        amount=found.amount,
        trial=found.mark == TRIAL,
        paused=found.mark == PAUSED,
        failed=np.zeros(len(found), dtype=np.bool_),
        goal=np.zeros(len(found), dtype=np.bool_),
        source=content.source[found.place],
        row=content.row[found.place],
        reason=_reason(content, found),
        categories=content.categories(found.place),
    )
    return content.dataset(customers, rows, presence=True, has_amount=has_amount)


def _ends(found: Stretches, starts: Days, ends: Days) -> Days:
    end = ends[found.last]
    end[found.last == len(ends) - 1] = np.datetime64("NaT", "D")
    followed = np.flatnonzero((np.diff(found.line) == 0) & (found.first[1:] == found.last[:-1] + 1))
    end[followed] = starts[found.first[followed + 1]]
    return end


def _reason(content: Content, found: Stretches) -> Category | None:
    index = content.mapping.column("reason")
    if index is None:
        return None
    whole = content.category(index)
    return Category(whole.heading, whole.values, whole.codes[found.place])


def lines(content: Content, customer: Indices) -> Places:
    """Each row's line: its customer together with its categories, so that a change of plan begins another stretch."""
    line = customer.astype(np.int64)
    for entry in content.categories(np.arange(len(content), dtype=np.intp)):
        line = line * (len(entry.values) + 1) + entry.codes + 1
        line = np.unique(line, return_inverse=True)[1].astype(np.int64)
    return line.astype(np.intp)
