"""Customers who are written in several ways: which of them are one, said of each by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk.importing import answers
from churndesk.importing.proposal import proposed_anew
from churndesk.progress import silent
from churndesk.shapes.identity import id_texts
from churndesk.shapes.likeness import APART, alike
from churndesk.shapes.stack import one_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from churndesk.importing.draft import Draft
    from churndesk.progress import Report

#: The code of the doubt that asks for all of them at once.
DOUBT = "ids-alike"


@dataclass(frozen=True, slots=True)
class Spellings:
    """Ids that are alike but for case, spaces or a ".0", and whether they are counted as one customer."""

    texts: tuple[str, ...]
    joined: bool


def spellings(draft: Draft, report: Report = silent) -> tuple[Spellings, ...]:
    """The groups of ids that are written alike, in the order of the tables; none without a customer column."""
    report()
    column = draft.mapping.column("customer") if draft.mapping is not None else None
    if column is None or draft.mapping is None or not draft.tables:
        return ()
    use = draft.mapping.columns[column]
    apart = {text for text, said in use.meanings if said == APART}
    texts = [text for text in id_texts(one_table(draft.tables).columns[column].values) if text]
    joins = use.format == "join"
    return tuple(Spellings(group, joins and not apart.issuperset(group)) for group in alike(texts))


def with_spellings(draft: Draft, found: Iterable[Spellings], report: Report = silent) -> Draft:
    """Each of these groups is counted as one customer, or as several; the question about all of them is answered."""
    report()
    column = draft.mapping.column("customer") if draft.mapping is not None else None
    if column is None:
        return draft
    groups = tuple(found)
    way = "join" if any(group.joined for group in groups) else "keep"
    apart = ((column, text, APART) for group in groups if not group.joined for text in group.texts)
    others = (entry for entry in draft.chosen.meanings if entry[0] != column)
    chosen = answers.with_format(draft.chosen, column, way)
    chosen = replace(chosen, meanings=(*others, *(apart if way == "join" else ())))
    for doubt in draft.asked:
        if doubt.code == DOUBT:
            headings = draft.table.headings if draft.table is not None else ()
            chosen = answers.with_answer(chosen, doubt, way, headings)
    return proposed_anew(replace(draft, chosen=chosen))
