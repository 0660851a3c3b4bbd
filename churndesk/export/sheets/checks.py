"""Whether it all adds up: the files row by row, what must come out, and every problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from churndesk.export.layout import Column, Formula, Gap, Line, Plan, Table
from churndesk.export.sheets.identities import identities
from churndesk.export.sheets.kind import SheetKind
from churndesk.words import message, plural, sense

if TYPE_CHECKING:
    from churndesk.analysis import Study
    from churndesk.export.layout import Block
    from churndesk.words import Problem

#: A sheet takes 1,048,576 rows; nobody reads that many.
_MOST = 100_000

_COLUMNS = (
    Column("file", message("File"), "text", lambda problem: problem.file or None, 36),
    Column("sheet", message("Sheet"), "text", lambda problem: problem.sheet or None, 24),
    Column("row", message("Row"), "count", lambda problem: problem.row, 10),
    Column("column", sense("table", "Column"), "text", lambda problem: problem.column or None, 24),
    Column("cell", message("What stands there"), "text", lambda problem: problem.cell or None, 30),
    Column("text", message("What is wrong"), "wrapped", lambda problem: problem.text, 60),
    Column("count", message("Cells"), "count", lambda problem: problem.count, 10),
    Column(
        "serious", message("Changes a figure"), "text",
        lambda problem: sense("answer", "yes") if problem.serious else sense("answer", "no"), 12,
    ),
)  # fmt: skip


def found(study: Study) -> tuple[Problem, ...]:
    """All problems of all files, the serious ones first."""
    dataset = study.project.dataset
    problems = [problem for source in dataset.sources for problem in source.problems] if dataset else []
    return tuple(sorted(problems, key=lambda problem: not problem.serious))


_SOURCES = (
    Column("file", message("File"), "text", lambda source: source.file, 36),
    Column("sheet", message("Sheet"), "text", lambda source: source.sheet or None, 24),
    Column("read", message("Rows read"), "count", lambda source: source.rows_read, 14),
    Column("used", message("Rows used"), "count", lambda source: source.rows_used, 14),
    Column("left", message("Rows left out"), "count",
           lambda source: Formula("{read}-{used}", source.rows_read - source.rows_used), 14, least=14),
    Column("aside", message("Rows that are no data"), "count", lambda source: sum(n for _, n in source.set_aside), 14),
    Column("problems", message("Problems"), "count", lambda source: sum(one.count for one in source.problems), 14),
)  # fmt: skip


def _problems(study: Study) -> tuple[Block, ...]:
    problems = found(study)
    if not problems:
        return (Gap(), Line(message("Nothing was wrong with any row or cell."), "body"))
    left_out = len(problems) - _MOST
    more = plural("{count} more isn't listed here.", "{count} more are not listed here.", max(left_out, 0))
    return (
        Gap(),
        *((Line(more, "body"),) if left_out > 0 else ()),
        Table("problems", _COLUMNS, problems[:_MOST], title=message("Problems")),
    )


def _plan(study: Study) -> Plan | None:
    dataset = study.project.dataset
    if dataset is None:
        return None
    adding_up = identities(study)
    return Plan(
        "checks",
        DATA_CHECKS.title,
        (
            Line(DATA_CHECKS.title, "title"),
            Line(message("Rows are numbered as your file counts them."), "subtitle"),
            Gap(),
            Table("sources", _SOURCES, dataset.sources, title=message("The files")),
            *((Gap(), adding_up) if adding_up is not None else ()),
            *_problems(study),
        ),
    )


DATA_CHECKS = SheetKind(
    "checks",
    message("Data checks"),
    message("The rows of every file, whether it all adds up, and what could not be used as it stands"),
    _plan,
)
