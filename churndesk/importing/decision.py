"""The import without anybody to ask: which reading is taken, and what a person would have to be asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from churndesk import shapes
from churndesk.importing.checking import counts, problem_groups
from churndesk.importing.control import totals_of
from churndesk.importing.formats import REAL_DATES, has_real_dates
from churndesk.importing.reports import control_told, counts_told, group_told
from churndesk.words import NotPossible, Problem, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from churndesk.ledger.dataset import Dataset
    from churndesk.reading.table import RawTable
    from churndesk.shapes.mapping import ColumnUse, Given, Mapping, Suggestion
    from churndesk.words import Doubt, Message


def decide(
    table: RawTable, given: Given, *, yes: bool, others: Sequence[RawTable] = ()
) -> tuple[Mapping, tuple[Doubt, ...]]:
    """The mapping that was given or is proposed first, and the doubts that still forbid to use it.

    `others` are the tables with the same columns that are read together with the first.

    With `yes` the first choice of every doubt is taken (`assumed` lists them); what is left then has no choice that
    fits. Without, every doubt that changes a figure is left.
    """
    suggestion = shapes.suggest(table, given, others)
    left = (doubt for doubt in suggestion.doubts if doubt.changes_figure)
    return suggestion.mapping, tuple(doubt for doubt in left if not (yes and doubt.settled_by_default))


def assumed(table: RawTable, given: Given, others: Sequence[RawTable] = ()) -> tuple[Problem, ...]:
    """What `decide(…, yes=True)` takes without having been told, as problems to be listed with the figures."""
    return tuple(map(assumption, _assumable(shapes.suggest(table, given, others), table.file)))


def sheets_needed(table: RawTable, given: Given) -> tuple[str, ...]:
    """The other sheets of a workbook without which its table says nothing: plain customer lists, one sheet a day."""
    alike = table.dialect.alike
    others = [replace(table, dialect=replace(table.dialect, sheet=sheet)) for sheet in alike]
    return alike if others and shapes.suggest(table, given, others).mapping.shape == "lists" else ()


def _assumable(suggestion: Suggestion, file: str) -> Iterator[tuple[Doubt, str]]:
    return ((doubt, file) for doubt in suggestion.doubts if doubt.changes_figure and doubt.settled_by_default)


def assumption(entry: tuple[Doubt, str]) -> Problem:
    """A doubt of a file as settled by its first choice."""
    doubt, file = entry
    text = message(
        "{question} Taken: {choice}. Another reading: {option}.",
        question=doubt.text,
        choice=doubt.choices[0].label,
        option=doubt.option,
    )
    return Problem(f"assumed-{doubt.code}", text, file=file, column=doubt.about, serious=True)


def check_text(tables: Sequence[RawTable], given: Given) -> tuple[Message, ...]:
    """What would be imported from tables with the same headings, line by line, with every doubt and problem."""
    suggestion = shapes.suggest(tables[0], given, tables[1:])
    lines = [*_about_files(tables), *_about_columns(suggestion, tables[0])]
    lines += suggestion.remarks
    lines += [line for doubt in suggestion.doubts for line in _about_doubt(doubt)]
    try:
        dataset = shapes.understand(tables, suggestion.mapping)
    except NotPossible as refusal:
        return (*lines, refusal.sentence)
    told = (control_told(total) for total in totals_of(tables, suggestion.mapping, dataset))
    return (*lines, *_about_rows(dataset), *told)


def _about_files(tables: Sequence[RawTable]) -> Iterator[Message]:
    for table in tables:
        columns = plural("{count} column", "{count} columns", len(table.columns))
        rows = plural("{count} row", "{count} rows", len(table))
        if table.dialect.sheet:
            sheet = table.dialect.sheet
            yield message("{file}, sheet “{sheet}”: {rows}, {columns}.", file=table.file, sheet=sheet, rows=rows,
                          columns=columns)  # fmt: skip
        else:
            yield message("{file}: {rows}, {columns}.", file=table.file, rows=rows, columns=columns)


def _about_columns(suggestion: Suggestion, table: RawTable) -> Iterator[Message]:
    mapping = suggestion.mapping
    titles = {shape.key: shape.title for shape in shapes.SHAPES}
    yield message("Kind of table: {shape}.", shape=titles.get(mapping.shape, message("unknown")))
    if suggestion.shapes:
        yield suggestion.shapes[0].reason
    roles = {role.key: role.title for role in shapes.ROLES}
    for number, (use, column) in enumerate(zip(mapping.columns, table.columns, strict=True), start=1):
        yield _about_column(number, use, roles, real_dates=has_real_dates(column, use.role))


def _about_column(number: int, use: ColumnUse, roles: dict[str, Message], *, real_dates: bool) -> Message:
    name = use.heading or f"#{number}"
    if not use.role:
        return message("Column “{column}”: not used.", column=name)
    role = roles[use.role]
    if real_dates:
        return message("Column “{column}”: {role}, {format}.", column=name, role=role, format=REAL_DATES)
    if use.format:
        return message("Column “{column}”: {role}, written as {format}.", column=name, role=role, format=use.format)
    return message("Column “{column}”: {role}.", column=name, role=role)


def _about_doubt(doubt: Doubt) -> Iterator[Message]:
    yield doubt.text
    for choice in doubt.choices:
        if choice.example is not None:
            yield message("Possible: {choice} ({example}).", choice=choice.label, example=choice.example)
        else:
            yield message("Possible: {choice}.", choice=choice.label)
    if doubt.option:
        yield message("Say which with {option}.", option=doubt.option)


def _about_rows(dataset: Dataset) -> Iterator[Message]:
    read, around = counts_told(counts(dataset))
    yield read
    if around is not None:
        yield around
    yield from map(group_told, problem_groups(dataset))
