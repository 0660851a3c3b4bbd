"""What would be imported: the rows as understood, what is wrong with them, and whether the sums agree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from churndesk import ledger, shapes
from churndesk.importing.choices import with_rule_answers
from churndesk.importing.difference import difference
from churndesk.importing.draft import question
from churndesk.ledger.policy import with_rules
from churndesk.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from churndesk.importing.draft import Draft
    from churndesk.ledger.dataset import Dataset
    from churndesk.progress import Report
    from churndesk.words import Doubt, Message, Problem


def checked(draft: Draft, report: Report = silent) -> Draft:
    """The draft with its rows understood and the rules proposed from them; the person's own rules stay in force.

    Raises:
        NotPossible: nothing can be made of the table with these choices.
    """
    if draft.mapping is None or draft.dataset is not None:
        return draft
    dataset = shapes.understand(draft.tables, draft.mapping, report)
    proposed, doubts = ledger.propose(dataset)
    policy = with_rules(proposed, draft.chosen.rules)
    done = replace(draft, dataset=dataset, proposed=proposed, policy=policy, asked=_asked(draft, doubts))
    return _compared(done) if draft.follows else done


def _compared(draft: Draft) -> Draft:
    """The draft with what its file says otherwise than the one before; the rules of before answer what they settle.

    A list of one day says something only together with the others, so all of them are looked at.
    """
    if draft.earlier is None or draft.dataset is None:
        return draft
    alone = draft.own if draft.adding and draft.dataset.shape != "lists" else None
    found = difference(draft.earlier.dataset, draft.dataset, alone)
    return with_rule_answers(replace(draft, difference=found))


def _asked(draft: Draft, doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """What was asked about the table, and now about the rules."""
    fresh = {question(doubt): doubt for doubt in doubts}
    about_table = tuple(
        doubt for doubt in draft.asked if question(doubt) not in fresh and not doubt.option.startswith("--policy ")
    )
    return (*about_table, *fresh.values())


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows: `read` = `used` + `left_out`; `set_aside` were not part of the table at all."""

    read: int
    used: int
    set_aside: tuple[tuple[str, int], ...] = ()

    @property
    def left_out(self) -> int:
        """Rows of the table that couldn't be used, or that the person skipped."""
        return self.read - self.used

    @property
    def all_set_aside(self) -> int:
        """Rows around the table: banners, empty lines, totals and the like."""
        return sum(number for _, number in self.set_aside)


def counts(dataset: Dataset) -> Counts:
    """The rows of all sources together."""
    aside: dict[str, int] = {}
    for source in dataset.sources:
        for reason, number in source.set_aside:
            aside[reason] = aside.get(reason, 0) + number
    read = sum(source.rows_read for source in dataset.sources)
    return Counts(read, sum(source.rows_used for source in dataset.sources), tuple(aside.items()))


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """All problems of one kind in one column: `text` is the first one's sentence, `count` the cells or rows."""

    code: str
    column: str
    text: Message
    count: int
    serious: bool
    problems: tuple[Problem, ...]


def problem_groups(dataset: Dataset) -> tuple[ProblemGroup, ...]:
    """The problems of all sources by kind and column: those that change a figure first, then the most frequent."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for source in dataset.sources:
        for problem in source.problems:
            groups.setdefault((problem.code, problem.column), []).append(problem)
    listed = (
        ProblemGroup(
            code,
            column,
            problems[0].text,
            sum(problem.count for problem in problems),
            any(problem.serious for problem in problems),
            tuple(problems),
        )
        for (code, column), problems in groups.items()
    )
    return tuple(sorted(listed, key=lambda group: (not group.serious, -group.count)))
