"""Customers as a table: who they are, since when, at what price, and where in the file they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.analysis.origins import origins_of
from churndesk.gui.widgets.table_model import TableColumn
from churndesk.words import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from churndesk.analysis import Members
    from churndesk.ledger.dataset import Dataset


def columns_of(members: Members, currency: str | None, dataset: Dataset) -> tuple[TableColumn, ...]:
    """The customers as a table; a column without any value is left out."""
    found = (*_who(members), *_what(members, currency), *_where(members, dataset))
    return tuple(column for column in found if column.kind in {"text", "count"} or _has_any(column))


def _who(members: Members) -> Iterator[TableColumn]:
    yield TableColumn(message("Customer"), "text", members.ids)
    if members.has_names:
        yield TableColumn(message("Name"), "text", members.names)


def _what(members: Members, currency: str | None) -> Iterator[TableColumn]:
    yield TableColumn(message("Since"), "day", members.start)
    yield TableColumn(message("Until"), "day", members.end)
    if _changed(members):
        yield TableColumn(message("At the start, a month"), "money", members.before, currency)
        yield TableColumn(message("At the end, a month"), "money", members.amount, currency)
    else:
        yield TableColumn(message("Amount a month"), "money", members.amount, currency)
    if members.has_reasons:
        yield TableColumn(message("Reason"), "text", members.reason)
    if members.answer is not None:
        yield TableColumn(message("Answer"), "text", members.answer)


def _changed(members: Members) -> bool:
    """Whether some of them pay another price than at the start; who came or went has only one."""
    before, now = members.before, members.amount
    return before is not None and bool(((before > 0) & (now > 0) & (before != now)).any())


def _where(members: Members, dataset: Dataset) -> Iterator[TableColumn]:
    """The row that the stay ends with, down to its file and sheet."""
    origins = origins_of(dataset, members.row)
    yield TableColumn(message("Row in the file"), "count", origins.number)
    if origins.has_sheets:
        yield TableColumn(message("Sheet"), "text", origins.sheet)
    yield TableColumn(message("File"), "text", origins.file)


def _has_any(column: TableColumn) -> bool:
    """Whether any day or figure is there: NaT and NaN differ from themselves."""
    return bool((column.values == column.values).any())
