"""The one sentence beside the wizard's buttons: what is open, or that nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk import importing
from churndesk.words import message

if TYPE_CHECKING:
    from churndesk.importing import Draft
    from churndesk.words import Message


def hint(draft: Draft, *, busy: bool) -> Message | None:
    """What stands in the way of the next step, or that the import can be finished at once."""
    if draft.table is None:
        return message("Reading the whole file…") if busy else message("Reading was stopped. Next goes on with it.")
    obstacle = importing.obstacle(draft)
    if obstacle is not None:
        return obstacle
    if draft.follows and draft.dataset is not None and not importing.is_last(draft):
        return message("Read as last time. What is different comes at the end.")
    if not importing.can_finish(draft) or importing.is_last(draft):
        return None
    if draft.recalled:
        return message("Read as last time. You can finish at once.")
    return message("Everything is clear. You can finish at once, or look at each step.")
