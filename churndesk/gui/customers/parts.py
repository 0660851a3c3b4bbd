"""The counts of a period whose customers can be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from churndesk.gui.widgets.table_model import TableColumn
from churndesk.words import message, sense

if TYPE_CHECKING:
    from churndesk.analysis import Members
    from churndesk.metrics import CustomerMovement
    from churndesk.words import Message

#: Each part's key and what its customers are called.
PARTS: Final[tuple[tuple[str, Message], ...]] = (
    ("lost", sense("customers", "Lost")),
    ("new", sense("customers", "New")),
    ("returned", sense("customers", "Returned")),
    ("closing", sense("customers", "Here at the end")),
    ("opening", sense("customers", "Here at the start")),
    ("passed_through", sense("customers", "Came and went in between")),
    ("paused_and_returned", sense("customers", "Left and came back in between")),
)
#: A snapshot has no time: only who is lost, and who is still here.
SNAPSHOT_PARTS: Final = (PARTS[0], ("closing", sense("customers", "Still here")), ("opening", message("All")))


def count_of(movement: CustomerMovement, part: str) -> int | None:
    """How many customers the part has in that period."""
    return getattr(movement, part)


def columns_of(members: Members, currency: str | None) -> tuple[TableColumn, ...]:
    """The customers as a table; a column without any value is left out."""
    columns = [TableColumn(message("Customer"), "text", members.ids)]
    if members.has_names:
        columns.append(TableColumn(message("Name"), "text", members.names))
    columns += [
        TableColumn(message("Since"), "day", members.start),
        TableColumn(message("Until"), "day", members.end),
        TableColumn(message("Amount a month"), "money", members.amount, currency),
    ]
    if members.has_reasons:
        columns.append(TableColumn(message("Reason"), "text", members.reason))
    return tuple(column for column in columns if column.kind == "text" or _has_any(column))


def _has_any(column: TableColumn) -> bool:
    """Whether any day or figure is there: NaT and NaN differ from themselves."""
    return bool((column.values == column.values).any())
