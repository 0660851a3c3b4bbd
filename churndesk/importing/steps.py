"""Forward, back and finish: where a draft may go, and what still stands in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk.importing.draft import ALL_STEPS, STEPS
from churndesk.words import message, plural

if TYPE_CHECKING:
    from churndesk.importing.draft import Draft, Step
    from churndesk.words import Doubt, Message


def steps_of(draft: Draft | None) -> tuple[Step, ...]:
    """The steps that this import has."""
    return ALL_STEPS if draft is not None and draft.follows else STEPS


def next_step(draft: Draft) -> Draft:
    """The draft one step further; the same where it is the last step or something stands in the way."""
    if is_last(draft) or obstacle(draft) is not None:
        return draft
    return replace(draft, step=ALL_STEPS[ALL_STEPS.index(draft.step) + 1])


def back(draft: Draft) -> Draft:
    """The draft one step back, with all that was chosen; the same at the first step."""
    return replace(draft, step=ALL_STEPS[max(ALL_STEPS.index(draft.step) - 1, 0)])


def go_to(draft: Draft, step: Step) -> Draft:
    """The draft at that step, or at the last one before it that lets nobody pass yet."""
    moved = replace(draft, step=step) if ALL_STEPS.index(step) <= ALL_STEPS.index(draft.step) else draft
    while moved.step != step:
        further = next_step(moved)
        if further is moved:
            break
        moved = further
    return moved


def reachable(draft: Draft) -> frozenset[Step]:
    """The steps that can be gone to now."""
    return frozenset(step for step in steps_of(draft) if go_to(draft, step).step == step)


def is_first(draft: Draft) -> bool:
    """Whether there is nothing to go back to."""
    return draft.step == STEPS[0]


def is_last(draft: Draft) -> bool:
    """Whether only Finish is left."""
    return draft.step == steps_of(draft)[-1]


def step_of(doubt: Doubt) -> Step:
    """The step at which a doubt is asked, known by the option that settles it."""
    option = doubt.option.split(" ")[0]
    if option in {"--sheet", "--encoding", "--delimiter", "--header"}:
        return "file"
    if option == "--shape":
        return "shape"
    return "policy" if option in {"--policy", "--as-of"} else "columns"


def doubts_at(draft: Draft, step: Step) -> tuple[Doubt, ...]:
    """All that is asked at a step, answered or not."""
    return tuple(doubt for doubt in draft.asked if step_of(doubt) == step)


def unsettled(draft: Draft) -> tuple[Doubt, ...]:
    """The open doubts that change a figure, in the order of the steps at which they are asked."""
    open_ones = [doubt for doubt in draft.open_doubts if doubt.changes_figure]
    return tuple(sorted(open_ones, key=lambda doubt: ALL_STEPS.index(step_of(doubt))))


def obstacle(draft: Draft) -> Message | None:
    """What stands in the way of the next step, as a sentence; None where the way is free."""
    if draft.table is None:
        return message("The file is still being read.")
    so_far = ALL_STEPS.index(draft.step)
    here = [doubt for doubt in unsettled(draft) if ALL_STEPS.index(step_of(doubt)) <= so_far]
    if here:
        return plural("One question is still open.", "{count} questions are still open.", len(here))
    if draft.step in {"check", "changes"} and draft.dataset is None:
        return message("The rows are still being checked.")
    return None


def can_finish(draft: Draft) -> bool:
    """Whether the import can be finished at once: the rows are checked and nothing that changes a figure is open.

    A file that follows another counts only once its changes have been shown.
    """
    return draft.dataset is not None and not unsettled(draft) and (not draft.follows or draft.step == "changes")
