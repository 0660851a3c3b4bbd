"""What a person can say about a table, each as a function from one draft to the next."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from churndesk.importing import answers
from churndesk.importing.answers import chosen_mapping
from churndesk.importing.draft import question
from churndesk.importing.proposal import proposed_anew
from churndesk.ledger.policy import with_rules
from churndesk.progress import silent

if TYPE_CHECKING:
    from datetime import date

    from churndesk.importing.draft import Chosen, Draft
    from churndesk.ledger.policy import Policy
    from churndesk.progress import Report
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import Edits
    from churndesk.words import Doubt


def _anew(draft: Draft, chosen: Chosen, report: Report) -> Draft:
    report()
    return proposed_anew(replace(draft, chosen=chosen))


def with_shape(draft: Draft, shape: str, report: Report = silent) -> Draft:
    """The table is of that shape. Roles that were chosen stay, the others are proposed anew."""
    return _anew(draft, replace(draft.chosen, shape=shape), report)


def with_role(draft: Draft, column: int, role: str, report: Report = silent) -> Draft:
    """The column (an index) plays that role; "" for none. The role leaves any other column, but for segments."""
    return _anew(draft, answers.with_role(draft.chosen, column, role), report)


def with_format(draft: Draft, column: int, way: str, report: Report = silent) -> Draft:
    """The column's dates or numbers are written in that way; an open question about it is thereby answered."""
    chosen = answers.with_format(draft.chosen, column, way)
    heading = draft.mapping.columns[column].heading if draft.mapping else ""
    for doubt in draft.asked:
        if doubt.option.startswith("--format ") and doubt.about == heading:
            chosen = answers.with_answer(chosen, doubt, way, _headings(draft))
    return _anew(draft, chosen, report)


def with_meaning(draft: Draft, column: int, word: str, meaning: str, report: Report = silent) -> Draft:
    """That word of a flag or status column stands for `meaning` (lost, kept, trial, paused, failed, …)."""
    return _anew(draft, answers.with_meaning(draft.chosen, column, word, meaning), report)


def with_amount_is(draft: Draft, amount_is: str, report: Report = silent) -> Draft:
    """The amounts are a month's, an interval's, a total so far, or single payments."""
    return _anew(draft, replace(draft.chosen, amount_is=amount_is), report)


def with_currency(draft: Draft, currency: str, report: Report = silent) -> Draft:
    """The amounts are in that currency. Where no column names currencies the rows need no second look."""
    chosen = replace(draft.chosen, currency=currency or None)
    if draft.mapping is None or draft.mapping.column("currency") is not None:
        return _anew(draft, chosen, report)
    dataset = draft.dataset and replace(draft.dataset, currency=currency or None)
    return replace(draft, chosen=chosen, mapping=replace(draft.mapping, currency=currency or None), dataset=dataset)


def with_skip(draft: Draft, row: int, skip: bool = True, table: int = 0) -> Draft:  # noqa: FBT001, FBT002  (a signal bears it)
    """The row (its number in the file of the table at that place) is left out, or taken in again."""
    edits = draft.chosen.edits(table)
    rows = set(edits.skip) | {row} if skip else set(edits.skip) - {row}
    return with_edits(draft, replace(edits, skip=tuple(sorted(rows))), table)


def without_row(draft: Draft, row: int, skip: bool, report: Report = silent) -> Draft:  # noqa: FBT001  (a signal bears it)
    """The same before anything was settled: the table is judged anew without the row."""
    return _anew(draft, with_skip(draft, row, skip).chosen, report)


def hidden_rows(draft: Draft) -> tuple[tuple[int, ...], ...]:
    """By table the numbers of its rows that are hidden in the workbook."""
    return tuple(_hidden_of(table) for table in draft.tables)


def _hidden_of(table: RawTable) -> tuple[int, ...]:
    there = set(table.rows.tolist()) if table.hidden else set()
    return tuple(row for row in table.hidden if row in there)


def without_hidden(draft: Draft, left: bool, report: Report = silent) -> Draft:  # noqa: FBT001  (a signal bears it)
    """The rows that are hidden in the workbook are left out, or taken in again; the tables are judged anew."""
    chosen = draft.chosen
    for place, rows in enumerate(hidden_rows(draft)):
        edits = chosen.edits(place)
        skip = {*edits.skip, *rows} if left else {*edits.skip} - {*rows}
        if skip != {*edits.skip}:
            chosen = chosen.with_edits(replace(edits, skip=tuple(sorted(skip))), place)
    return _anew(draft, chosen, report)


def hidden_columns(draft: Draft) -> tuple[int, ...]:
    """The indices of the columns that are hidden in the workbook, in any of the tables."""
    return tuple(sorted({column for table in draft.tables for column in table.hidden_columns}))


def without_hidden_columns(draft: Draft, left: bool, report: Report = silent) -> Draft:  # noqa: FBT001  (a signal bears it)
    """The columns that are hidden in the workbook aren't used, or whatever they seem to be good for."""
    hidden = {*hidden_columns(draft)}
    others = [(column, role) for column, role in draft.chosen.roles if column not in hidden]
    roles = [*others, *((column, "") for column in hidden)] if left else others
    return _anew(draft, replace(draft.chosen, roles=tuple(sorted(roles))), report)


def with_fix(draft: Draft, row: int, column: int, text: str | None, table: int = 0) -> Draft:
    """The cell reads `text` instead of what the file has; None puts the file's own text back."""
    edits = draft.chosen.edits(table)
    others = [fix for fix in edits.fixes if fix[:2] != (row, column)]
    fixes = others if text is None else [*others, (row, column, text)]
    return with_edits(draft, replace(edits, fixes=tuple(sorted(fixes))), table)


def with_edits(draft: Draft, edits: Edits, table: int = 0) -> Draft:
    """Everything that is said of the rows of one table; they are checked anew."""
    chosen = draft.chosen.with_edits(edits, table)
    mapping = draft.mapping and chosen_mapping(draft.mapping, chosen)
    return replace(draft, chosen=chosen, mapping=mapping, dataset=None)


def answered(draft: Draft, doubt: Doubt, value: str, report: Report = silent) -> Draft:
    """The doubt is settled by one of its choices' values. A rule of the policy needs no second look at the table."""
    chosen = answers.with_answer(draft.chosen, doubt, value, _headings(draft))
    if chosen.rules != draft.chosen.rules:
        return replace(draft, chosen=chosen, policy=with_rules(draft.proposed, chosen.rules))
    return _anew(draft, chosen, report)


def with_policy(draft: Draft, policy: Policy) -> Draft:
    """The owner's own rules. What differs from the proposal is kept when the proposal changes."""
    rules = tuple(
        (field.name, str(getattr(policy, field.name)))
        for field in fields(policy)
        if getattr(policy, field.name) != getattr(draft.proposed, field.name)
    )
    told = replace(draft, chosen=replace(draft.chosen, rules=rules), policy=policy)
    return with_rule_answers(told)


def with_rule_answers(draft: Draft) -> Draft:
    """A rule that was set in the editor answers the question about it, and keeps its answer when it is set back."""
    said = dict(draft.chosen.answers)
    for doubt in draft.asked:
        key = doubt.option.removeprefix("--policy ").partition("=")[0]
        is_rule = doubt.option.startswith("--policy ")
        if is_rule and (key in dict(draft.chosen.rules) or question(doubt) in said):
            said[question(doubt)] = str(getattr(draft.policy, key))
    return replace(draft, chosen=replace(draft.chosen, answers=tuple(said.items())))


def with_as_of(draft: Draft, day: date | None) -> Draft:
    """The last day that the data covers; None for what the data itself says."""
    return replace(draft, as_of=day)


def _headings(draft: Draft) -> tuple[str, ...]:
    return draft.table.headings if draft.table else ()
