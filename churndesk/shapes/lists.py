"""Plain customer lists of different days: whoever is in one and not in the next has left in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.shapes.listdays import labels, list_days
from churndesk.shapes.people import customers as customers_of
from churndesk.shapes.presence import lines, presence_dataset
from churndesk.shapes.shape import Shape, Taken, taken
from churndesk.shapes.spells import monthly_amounts
from churndesk.shapes.stretches import PAUSED, PLAIN, TRIAL, Presences
from churndesk.words import NotPossible, message, plural

if TYPE_CHECKING:
    from churndesk.ledger.dataset import Dataset, Days, Flags, Indices
    from churndesk.shapes.cast import Cast
    from churndesk.shapes.content import Content


def _fit(cast: Cast) -> float:
    """Several tables whose names tell different days, with customers, and no dates of their own that say more."""
    if cast.lists < 2:
        return 0.0
    score = 0.4 * cast.certainty("customer") + 0.6
    if cast.heading("end", "canceled", "date") or cast.certainty("lost"):
        score *= 0.5
    return score * (0.7 if cast.repeats("customer") else 1.0)


def _build(content: Content) -> Dataset:
    """Whoever is in a list is there from its day until the day of the first later list without it.

    Amounts may change from list to list. The last list's day is as far as the data reaches: who is in it is still here.
    """
    days = _days(content)
    customer, customers = customers_of(content)
    _leave_out_unclear(content)
    amount = monthly_amounts(content)
    starts = np.unique(days)
    there = content.kept() & ~content.means("status", "lost") & ~content.means("lost", "lost")
    presences = Presences(
        line=lines(content, customer),
        step=np.searchsorted(starts, days)[content.source].astype(np.intp),
        place=np.arange(len(content), dtype=np.intp),
        amount=amount,
        mark=np.where(_trial(content), TRIAL, np.where(_paused(content), PAUSED, PLAIN)).astype(np.int8),
    ).taken(there)
    _remark_twice(content, customer, presences)
    content.reach(starts)
    ends = np.append(starts[1:], np.datetime64("NaT", "D"))
    return presence_dataset(content, presences, (customer, customers), (starts, ends), has_amount=content.has("amount"))


def _days(content: Content) -> Days:
    """The day of each list.

    Raises:
        NotPossible: a list's day isn't known, or there is only one day.
    """
    tables = content.stack.tables
    found = list_days(tables, dict(content.mapping.dates))
    for label, day in zip(labels(tables), found, strict=True):
        if day is None:
            raise NotPossible(message("It isn't known when the list “{name}” was made. Say the day.", name=label))
    if len(set(found)) < 2:
        raise NotPossible(
            message("Customer lists need at least two, of different days: who is missing in the later one has left.")
        )
    return np.array(found, dtype="datetime64[D]")


def _leave_out_unclear(content: Content) -> None:
    for role in ("status", "lost"):
        found = content.column(role)
        content.note(
            "word-unknown",
            lambda cell: message("“{cell}” doesn't say whether the customer has left. The row is left out.", cell=cell),
            content.means(role, "ignore"),
            found[0] if found else None,
            leave_out=True,
        )


def _trial(content: Content) -> Flags:
    return content.means("trial", "trial") | content.means("status", "trial") | content.means("lost", "trial")


def _paused(content: Content) -> Flags:
    return content.means("status", "paused") | content.means("lost", "paused")


def _remark_twice(content: Content, customer: Indices, presences: Presences) -> None:
    """Tells of customers that stand in one list more than once: their amounts are added up."""
    key = content.source[presences.place].astype(np.int64) * (int(customer.max(initial=0)) + 1)
    key = key + customer[presences.place]
    again = np.ones(len(key), dtype=np.bool_)
    again[np.unique(key, return_index=True)[1]] = False
    rows = np.zeros(len(content), dtype=np.bool_)
    rows[presences.place[again]] = True
    count = int(rows.sum())
    content.remark(
        "twice-in-list",
        lambda _: plural(
            "{count} row is of a customer who stands in the same list before. The amounts are added up.",
            "{count} rows are of customers who stand in the same list before. The amounts are added up.",
            count,
        ),
        rows,
    )


SHAPE = Shape(
    key="lists",
    title=message("Customer lists of several days"),
    help=message("Two or more lists of the customers you had, one file or sheet for each day. No dates in them."),
    why=message("Several tables have the same columns, and their names tell different days."),
    takes=(
        Taken("customer", (("customer", 1.0), ("email", 0.9), ("id", 0.85), ("name", 0.6), ("index", 0.2))),
        taken("amount"),
        taken("tax"),
        taken("interval"),
        Taken("lost", (("lost", 0.9), ("active", 0.95))),
        taken("status"),
        taken("trial"),
        taken("reason"),
        taken("currency"),
        Taken("name", (("name", 0.9),)),
        taken("plan"),
        taken("quantity"),
        taken("segment"),
    ),
    needs=(("customer",),),
    fit=_fit,
    build=_build,
)
