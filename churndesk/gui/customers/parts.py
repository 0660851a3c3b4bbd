"""The counts of a period whose customers can be listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from churndesk.words import message, sense

if TYPE_CHECKING:
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
