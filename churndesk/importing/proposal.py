"""Looking at the table anew with everything that was said, and keeping the questions that were asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import shapes
from churndesk.importing.answers import chosen_mapping, given_by
from churndesk.importing.corrections import corrected
from churndesk.importing.draft import question

if TYPE_CHECKING:
    from churndesk.importing.draft import Draft
    from churndesk.shapes.mapping import Mapping, Suggestion
    from churndesk.words import Doubt


def proposed_anew(draft: Draft) -> Draft:
    """The draft with the table looked at again under its choices; unread drafts are left as they are."""
    if draft.table is None:
        return draft
    given = given_by(draft.chosen, draft.given, draft.table.headings)
    first, *others = (corrected(table, draft.chosen.edits(at)) for at, table in enumerate(draft.tables))
    suggestion = shapes.suggest(first, given, others)
    mapping = chosen_mapping(suggestion.mapping, draft.chosen)
    asked = _asked(draft, suggestion, mapping)
    return replace(draft, suggestion=suggestion, mapping=mapping, asked=asked, dataset=None)


def _asked(draft: Draft, suggestion: Suggestion, mapping: Mapping) -> tuple[Doubt, ...]:
    """The doubts of this suggestion, and those answered before whose column still plays a part.

    A settled doubt isn't raised again, but stays in sight so that its answer can be changed.
    """
    used = {use.heading for use in mapping.columns if use.role}
    raised = tuple(doubt for doubt in suggestion.doubts if _concerns(doubt, used))
    questions = {question(doubt) for doubt in raised}
    kept = (
        doubt
        for doubt in draft.asked
        if question(doubt) not in questions and draft.answer(doubt) is not None and _concerns(doubt, used)
    )
    return (*kept, *raised)


def _concerns(doubt: Doubt, used: set[str]) -> bool:
    """Whether a doubt still matters: the format of a column that isn't used doesn't."""
    return not doubt.option.startswith("--format ") or not doubt.about or doubt.about in used
