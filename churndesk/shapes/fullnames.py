"""First name and last name in two columns: together they tell customers apart where nothing else does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from churndesk.reading.table import Column
from churndesk.shapes.headings import concepts
from churndesk.shapes.portraits import cell_text
from churndesk.shapes.wording import visible

if TYPE_CHECKING:
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import Given
    from churndesk.shapes.settling import Settling

#: The format of a customer column that is read together with the name column.
NAMES = "names"


def name_columns(headings: tuple[str, ...]) -> tuple[int, ...]:
    """The columns of the first and of the last name, in the table's order; none where not exactly one is of each."""
    given, family = (
        [index for index, heading in enumerate(headings) if any(name == part for name, _ in concepts(heading))]
        for part in ("given_name", "family_name")
    )
    return tuple(sorted((*given, *family))) if len(given) == len(family) == 1 else ()


def in_one(columns: list[Column]) -> Column:
    """Both parts of each row's name as one text, in the order of their first rows; empty where both are."""
    first, last = columns
    pairs = (first.codes.astype(np.int64) + 1) * (len(last.values) + 1) + last.codes + 1
    different, at, codes = np.unique(pairs, return_index=True, return_inverse=True)
    by_row = np.argsort(at)
    different, codes = different[by_row], np.argsort(by_row)[codes]
    texts = [
        f"{_text(first, pair // (len(last.values) + 1))} {_text(last, pair % (len(last.values) + 1))}".strip()
        for pair in different.tolist()
    ]
    values = np.empty(len(texts), dtype=object)
    values[:] = texts
    empty = np.array([not text for text in texts], dtype=np.bool_)
    return Column(first.heading, values, np.where(empty[codes], -1, codes).astype(np.int32))


def _text(column: Column, code: int) -> str:
    return visible(cell_text(column.values[code - 1])) if code else ""


def with_whole_names(table: RawTable) -> RawTable:
    """The table as it is looked at: each of the two columns says the whole name."""
    places = name_columns(table.headings)
    if not places:
        return table
    whole = in_one([table.columns[place] for place in places])
    columns = tuple(
        Column(column.heading, whole.values, whole.codes) if index in places else column
        for index, column in enumerate(table.columns)
    )
    return replace(table, columns=columns)


def joined_names(roles: list[str | None], headings: tuple[str, ...], given: Given) -> list[str | None]:
    """The roles with the other part of the name beside the customer, where that is one part of it.

    A column that was given by hand is taken alone, as it was said.
    """
    places = name_columns(headings)
    customer = roles.index("customer") if "customer" in roles else None
    if customer not in places or any(role in {"customer", "name"} for role, _ in given.roles):
        return roles
    other = next(place for place in places if place != customer)
    return ["name" if index == other else None if role == "name" else role for index, role in enumerate(roles)]


def settle_names(work: Settling, customer: int) -> bool:
    """Whether the customer is told by both parts of the name, as the mapping then says."""
    other = work.place("name")
    if {customer, other} != set(name_columns(work.table.headings)) or not _are_beside(work, customer):
        return False
    work.use(customer, format=NAMES)
    return True


def _are_beside(work: Settling, customer: int) -> bool:
    """Whether the name stands beside the customer by our own choice, or as an earlier mapping had it."""
    said = any(role in {"customer", "name"} for role, _ in work.given.roles)
    return not said or work.said.get(customer) == NAMES
