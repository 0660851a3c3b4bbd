"""The files of the command line as one Dataset under one Policy, or a sentence on what must be said first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import importing, ledger, shapes
from churndesk.importing.decision import assumption
from churndesk.ledger.policy import with_rules
from churndesk.reading import read
from churndesk.words import NotPossible, message

if TYPE_CHECKING:
    from pathlib import Path

    from churndesk.cli.arguments import Arguments
    from churndesk.ledger.dataset import Dataset
    from churndesk.ledger.policy import Policy
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import Mapping
    from churndesk.words import Doubt, Problem


class InDoubt(Exception):  # noqa: N818  (a question, not an error)
    """Something that changes a figure must be settled first; `doubts` say what and by which option."""

    def __init__(self, doubts: tuple[Doubt, ...]) -> None:
        super().__init__(len(doubts))
        self.doubts = doubts


def tables_of(arguments: Arguments, path: Path) -> tuple[RawTable, ...]:
    """The table of a file, or one for each sheet that was asked for, or that is part of one set of lists."""
    if not arguments.sheets:
        first = read(path, arguments.options)
        needed = importing.sheets_needed(first, arguments.given)
        first = importing.without_sheets_told(first) if needed else first
        return (first, *(read(path, replace(arguments.options, sheet=sheet)) for sheet in needed))
    return tuple(read(path, replace(arguments.options, sheet=sheet)) for sheet in arguments.sheets)


def understood(arguments: Arguments) -> tuple[Dataset, Mapping, Policy]:
    """All files, stacked, as they are understood with what was said on the command line.

    Raises:
        InDoubt: a doubt that changes a figure is open, and --yes wasn't said or doesn't settle it.
        NotPossible: a file can't be used, or the files don't belong together.
    """
    tables = tuple(table for path in arguments.files for table in tables_of(arguments, path))
    _check_alike(tables)
    mapping, left = importing.decide(tables[0], arguments.given, yes=arguments.yes, others=tables[1:])
    if left:
        raise InDoubt(left)
    dataset = shapes.understand(tables, mapping)
    policy, assumed = _policy(dataset, arguments)
    if arguments.yes:
        assumed = (*importing.assumed(tables[0], arguments.given, tables[1:]), *assumed)
    return _with_problems(dataset, assumed), mapping, policy


def _check_alike(tables: tuple[RawTable, ...]) -> None:
    for table in tables[1:]:
        if table.headings != tables[0].headings:
            raise NotPossible(
                message(
                    "{second} has other columns than {first}, so they can’t be put together. Report on each alone.",
                    first=tables[0].file,
                    second=table.file,
                )
            )


def _policy(dataset: Dataset, arguments: Arguments) -> tuple[Policy, tuple[Problem, ...]]:
    """The proposed rules with those of the command line laid over them, and what was assumed without being told."""
    proposed, doubts = ledger.propose(dataset)
    said = {key for key, _ in arguments.rules}
    open_doubts = tuple(doubt for doubt in doubts if doubt.changes_figure and not _settled(doubt, said))
    if open_doubts and not arguments.yes:
        raise InDoubt(open_doubts)
    file = dataset.sources[0].file
    policy = with_rules(proposed, [(_key(doubt), doubt.choices[0].value) for doubt in open_doubts if doubt.choices])
    return with_rules(policy, arguments.rules), tuple(assumption((doubt, file)) for doubt in open_doubts)


def _settled(doubt: Doubt, said: set[str]) -> bool:
    return _key(doubt) in said


def _key(doubt: Doubt) -> str:
    return doubt.option.removeprefix("--policy ").partition("=")[0]


def _with_problems(dataset: Dataset, problems: tuple[Problem, ...]) -> Dataset:
    if not problems:
        return dataset
    first, *others = dataset.sources
    return replace(dataset, sources=(replace(first, problems=(*problems, *first.problems)), *others))
