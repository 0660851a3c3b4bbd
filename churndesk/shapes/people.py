"""Who the rows speak of: the customers of a table, their ids and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from churndesk.ledger.dataset import Customers
from churndesk.shapes import identity, likeness
from churndesk.shapes.fullnames import NAMES, in_one
from churndesk.shapes.portraits import cell_text
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    import numpy.typing as npt

    from churndesk.ledger.dataset import Indices
    from churndesk.reading.table import Column
    from churndesk.shapes.content import Content


def customers(content: Content) -> tuple[Indices, Customers]:
    """Each row's customer, and who they are; rows without one are left out. Names from the name column, if any."""
    content.report()
    found = content.column("customer")
    if found is None:
        return _numbered_rows(content)
    column, use = found
    column = _whole_names(content, column) if use.format == NAMES else column
    texts = identity.id_texts(column.values)
    if use.format == "join":
        texts = likeness.joined(texts, frozenset(text for text, said in use.meanings if said == likeness.APART))
    codes, ids = identity.codes_of(texts, column.codes)
    _note_destroyed(content, column, texts)
    content.note(
        "customer-missing",
        lambda _: message("This row has no customer and is left out. Fill in who it is, or delete the row."),
        codes < 0,
        column,
        leave_out=True,
    )
    return codes, Customers(ids, None if use.format == NAMES else _names(content, codes, len(ids)))


def _whole_names(content: Content, column: Column) -> Column:
    """The customer's column with both parts of the name, which is told."""
    places = sorted(index for role in ("customer", "name") for index in content.mapping.all_columns(role))
    if len(places) != 2:
        return column
    first, last = (content.stack.columns[place] for place in places)
    content.tell(
        "names-joined",
        message(
            "Customers are told apart by “{first}” and “{last}” together: two people of the same name count as one.",
            first=first.heading,
            last=last.heading,
        ),
        serious=False,
    )
    return in_one([first, last])


def _numbered_rows(content: Content) -> tuple[Indices, Customers]:
    ids = np.empty(len(content), dtype=object)
    ids[:] = [str(row) for row in content.row]
    return np.arange(len(content), dtype=np.int32), Customers(ids)


def _note_destroyed(content: Content, column: Column, texts: list[str]) -> None:
    """A few rows without their id are left out; a list of them can't be counted by customer at all."""
    lost = np.array([*identity.destroyed(texts), False])[column.codes]
    if identity.too_many_destroyed(int(lost.sum()), len(lost)):
        raise NotPossible(identity.refusal(column, texts))
    content.note(
        "id-destroyed",
        lambda cell: message(
            "Excel has shortened this number to {cell}, so nobody can tell whose it is. The row is left out; "
            "correct it.",
            cell=cell,
        ),
        lost,
        column,
        leave_out=True,
    )


def _names(content: Content, codes: Indices, count: int) -> npt.NDArray[np.object_] | None:
    found = content.column("name")
    if found is None:
        return None
    column, _ = found
    texts = np.array([*(cell_text(value).strip() for value in column.values), ""], dtype=object)
    names = np.full(count, "", dtype=object)
    rows = np.flatnonzero((codes >= 0) & (column.codes >= 0))[::-1]
    names[codes[rows]] = texts[column.codes[rows]]  # in reverse, so that the first row's name stays
    return names


def used(codes: Indices, customers: Customers) -> tuple[Indices, Customers]:
    """The customers that still have a row, and the rows' codes among them."""
    seen = np.zeros(len(customers), dtype=np.bool_)
    seen[codes] = True
    if seen.all():
        return codes, customers
    place = np.cumsum(seen, dtype=np.int32) - 1
    names = None if customers.names is None else customers.names[seen]
    return place[codes].astype(np.int32), Customers(customers.ids[seen], names)
